import type { Server } from './server.js';
import { assetPath } from './site.js';

declare global {
  /** In the engine's thread: from now on the core's calls of its own functions trap. */
  var trapCores: () => void;
  /** In the engine's thread: its GPUs are gone. */
  var loseGpus: () => void;
}

/** In front of the engine's script: keeps hold of the cores and GPUs of its thread, which can be taken away. */
const fragile = `
const tables = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...given) => {
  const result = await instantiate(...given);
  tables.push(...Object.values(result.instance.exports).filter((item) => item instanceof WebAssembly.Table));
  return result;
};
globalThis.trapCores = () => tables.splice(0).forEach((table) => { for (let index = 0; index < table.length; index += 1) table.set(index, null); });

const devices = [];
globalThis.loseGpus = () => devices.splice(0).forEach((device) => device.destroy());
if (globalThis.GPUAdapter) {
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (...wanted) {
    const device = await requestDevice.apply(this, wanted);
    devices.push(device);
    return device;
  };
}
`;

/** From now on a site's engines can be broken. */
export function breakable(site: Server): void {
  site.changes.set(assetPath('engine.js'), (content) => content && { ...content, body: fragile + String(content.body) });
}
