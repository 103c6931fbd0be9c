import { executableOf } from '../../browser/support/executable.js';
import { launchFirefox } from './firefox.js';
import type { OtherBrowser } from './other_browser.js';
import { launchWebKit } from './webkit.js';

export interface Launcher {
  readonly name: string;
  /** Why there is none on this machine, or false. */
  readonly skip: string | false;
  launch(): Promise<OtherBrowser>;
}

function launcher(name: string, executable: string | null, launch: (executable: string) => Promise<OtherBrowser>): Launcher {
  return { name, skip: executable === null && `${name} is not on this machine`, launch: async () => launch(executable ?? '') };
}

/** Firefox, or the one that the variable FIREFOX names; WebKitGTK's driver, or the one that WEBKIT_DRIVER names. */
export const launchers: readonly Launcher[] = [
  launcher('Firefox', executableOf('FIREFOX', ['firefox-esr', 'firefox']), launchFirefox),
  launcher('WebKitGTK', executableOf('WEBKIT_DRIVER', ['WebKitWebDriver']), launchWebKit),
];
