/** ONNX Runtime's WebGPU provider by itself, for tests inside the page. */
import type { NetworkNames } from '../../../web/engine/protocol.js';
import type { NetworkSession, Runtime } from '../../../web/engine/runtime.js';

/** A runtime of its own, and the device that it made. */
export interface Gpu {
  readonly runtime: Runtime;
  readonly device: GPUDevice;
}

const assets = '/package/assets/';

async function fetchBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await fetch(path)).arrayBuffer());
}

export async function openGpu(): Promise<Gpu> {
  const { openGpuRuntime } = (await import(`${assets}gpu.js`)) as typeof import('../../../web/gpu/gpu.js');
  const adapter = await navigator.gpu.requestAdapter();
  if (adapter === null) throw new Error('the browser has no WebGPU adapter');
  const devices: GPUDevice[] = [];
  const requestDevice = adapter.requestDevice.bind(adapter);
  adapter.requestDevice = async (wanted) => {
    const device = await requestDevice(wanted);
    devices.push(device);
    return device;
  };
  const name = `${assets}ort-wasm-simd-threaded.jspi`;
  const runtime = await openGpuRuntime(adapter, { moduleUrl: new URL(`${name}.mjs`, location.href).href, binary: await fetchBytes(`${name}.wasm`) });
  const [device] = devices;
  if (device === undefined) throw new Error('it made no device');
  return { runtime, device };
}

export async function openNetwork({ runtime }: Gpu, names: NetworkNames): Promise<NetworkSession> {
  return runtime.open(names, await fetchBytes(`${assets}${names.name}.onnx`));
}

/** The outputs' values for the input that the site has of a network. */
export async function run(session: NetworkSession, { name }: NetworkNames, shape: readonly number[]): Promise<number[][]> {
  const input = new Float32Array((await fetchBytes(`/made-up/${name}`)).buffer);
  return (await session.run(shape, () => input)).map(({ values }) => [...values]);
}

/** What became of a promise, in a word or two. */
export async function outcome(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'answered',
    (error: unknown) => `failed: ${(error as Error).message}`,
  );
}
