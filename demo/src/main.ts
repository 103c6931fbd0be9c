/** The page, put together. */
import { startShutter } from './camera.js';
import { Compare } from './compare.js';
import { byId } from './dom.js';
import { type Engine, Later } from './engine.js';
import { chooseWith, takeFiles } from './intake.js';
import { Live } from './live.js';
import { loadLocal } from './loading.js';
import { startOffline } from './offline.js';
import { Photographs } from './photographs.js';
import { askForProxy, isRemote, startRemoteSwitch } from './remote.js';
import { showSamples } from './samples.js';
import { Tabs } from './tabs.js';
import { startTheme } from './theme.js';

const engine = new Later<Engine>();
const photographs = new Photographs(engine);
const live = new Live(engine);
const compare = new Compare(engine);
const tabs = new Tabs();

startTheme();
startRemoteSwitch();
startShutter((file) => photographs.add([file]));
showSamples(byId('samples', HTMLElement), (file) => photographs.add([file]));
showSamples(byId('compare-samples', HTMLElement), (file) => compare.take([file], null));
chooseWith(byId('choose', HTMLButtonElement), byId('files', HTMLInputElement), (files) => photographs.add(files));
takeFiles((files, target) => (tabs.open === 'compare' ? compare.take(files, target) : photographs.add(files)));
tabs.onOpen = (panel) => {
  if (panel !== 'live') live.stop('It stops when this tab is hidden.');
};
tabs.start();

// At once: until somebody listens, the browser would take the form's address for another page's.
const proxied = isRemote ? askForProxy() : null;
await startOffline();
engine.set(await (proxied ?? loadLocal()));
