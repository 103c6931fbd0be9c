/** Makes dist/, what the npm package holds: entries for browsers and Node, and the assets that they load. */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, type BuildResult, build as bundle, type Plugin } from 'esbuild';
import { namesOf, readManifest, repositoryRoot, runnablesOf } from '../../models/manifest.js';

type Platform = 'browser' | 'node';

const root = fileURLToPath(repositoryRoot);
const compiled = path.join(root, 'build/js/web');
const dist = path.join(root, 'dist');
const onnxRuntime = path.dirname(createRequire(import.meta.url).resolve('onnxruntime-web'));

/** Files that are loaded as they are. */
const copied: readonly string[] = [
  ...runnablesOf(readManifest()).map(({ result }) => path.join(root, 'build/models', result.file)),
  ...['mjs', 'wasm'].map((end) => path.join(onnxRuntime, `ort-wasm-simd-threaded.jspi.${end}`)),
];

/** The folders of the npm packages of which something is in what was bundled. */
const bundled = new Set<string>();

async function build<Options extends BuildOptions>(options: Options): Promise<BuildResult<Options>> {
  const result = await bundle<BuildOptions & { metafile: true }>({ ...options, metafile: true });
  for (const { inputs } of Object.values(result.metafile.outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = /.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];
      if (folder !== undefined && bytesInOutput > 0) bundled.add(folder);
    }
  }
  return result as BuildResult<Options>;
}

/** For the bill of materials: name@version of each package that was bundled. */
async function writeBundled(): Promise<void> {
  const packages = await Promise.all([...bundled].map(async (folder) => {
    const { name, version } = JSON.parse(await readFile(path.join(root, folder, 'package.json'), 'utf8')) as { name: string; version: string };
    return `${name}@${version}`;
  }));
  await writeFile(path.join(root, 'build/bundled.json'), `${JSON.stringify(packages.sort())}\n`);
}

const common: BuildOptions = { bundle: true, format: 'esm', target: 'es2022', minify: true, legalComments: 'none', absWorkingDir: root };

/** ONNX Runtime's JavaScript from its sources, as its own build makes it, less what is not used here: WebGL, WebNN, its worker. */
function onnxRuntimeWeb(): Pick<BuildOptions, 'define' | 'plugins'> {
  const switches = {
    DISABLE_WEBGL: true,
    DISABLE_JSEP: true,
    DISABLE_WEBGPU: false,
    DISABLE_WEBNN: true,
    DISABLE_WASM: false,
    DISABLE_WASM_PROXY: true,
    ENABLE_JSPI: false, // what it is good for is decided by the module that is loaded
    ENABLE_BUNDLE_WASM_JS: false,
    IS_ESM: true,
    BUNDLE_FILENAME: '',
  };
  const define = Object.fromEntries(Object.entries(switches).map(([name, value]) => [`BUILD_DEFS.${name}`, JSON.stringify(value)]));
  const sources: Plugin = {
    name: 'onnxruntime-web from its sources',
    setup(esbuild) {
      const library = path.join(onnxRuntime, '../lib');
      esbuild.onResolve({ filter: /^#onnxruntime$/ }, () => ({ path: path.join(compiled, 'package/onnxruntime.js') }));
      esbuild.onResolve({ filter: /^#onnxruntime\/functions$/ }, () => ({ path: 'functions', namespace: 'onnxruntime' }));
      esbuild.onLoad({ filter: /.*/, namespace: 'onnxruntime' }, () => ({
        contents: "export * from './wasm-core-impl'; export { initializeWebAssembly } from './wasm-factory';",
        resolveDir: path.join(library, 'wasm'),
      }));
      // With a constant here, what is for Node alone falls away.
      esbuild.onLoad({ filter: /wasm-utils-env\.ts$/ }, () => ({ contents: 'export const isNode = false;', loader: 'ts' }));
    },
  };
  return { define: { ...define, 'BUILD_DEFS.ESM_IMPORT_META_URL': 'import.meta.url' }, plugins: [sources] };
}

/** The engine's modules: assets themselves, loaded by their addresses. */
async function buildEngines(): Promise<void> {
  const assets = path.join(dist, 'assets');
  const browser: BuildOptions = { ...common, platform: 'browser', external: ['node:*', 'module'] };
  await build({ ...browser, entryPoints: [path.join(compiled, 'browser/engine.js')], outfile: path.join(assets, 'engine.js') });
  await build({ ...browser, entryPoints: [path.join(compiled, 'browser/sha256.js')], outfile: path.join(assets, 'sha256.js') });
  await build({ ...browser, ...onnxRuntimeWeb(), entryPoints: [path.join(compiled, 'gpu/gpu.js')], outfile: path.join(assets, 'gpu.js') });
  // Whether a module is run for what it does is decided here by this: Emscripten's threads start themselves.
  // A wait on the core's memory would keep it for ever; without, Emscripten's threads send each other messages.
  const asItIs: BuildOptions = { ...common, ignoreAnnotations: true, define: { 'Atomics.waitAsync': 'undefined' } };
  for (const [platform, outfile] of [['browser', 'threads.js'], ['node', 'threads_node.mjs']] as const) {
    await build({
      ...asItIs,
      platform,
      inject: [path.join(compiled, platform, 'thread_worker.js')],
      entryPoints: [path.join(compiled, platform, 'threads.js')],
      outfile: path.join(assets, outfile),
    });
  }
  await build({ ...common, platform: 'node', entryPoints: [path.join(compiled, 'node/engine.js')], outfile: path.join(assets, 'engine_node.mjs') });
}

/** The core's builds, by the names that the package gives them. */
const coreBuilds = {
  'face_analyzer.wasm': 'wasm/face_analyzer.wasm',
  'face_analyzer_relaxed.wasm': 'wasm/face_analyzer_relaxed.wasm',
  'face_analyzer_threads.wasm': 'wasm-threads/face_analyzer.wasm',
  'face_analyzer_threads_relaxed.wasm': 'wasm-threads/face_analyzer_relaxed.wasm',
} as const;

async function copyAssets(): Promise<void> {
  await Promise.all(Object.entries(coreBuilds).map(([file, build]) => copyFile(path.join(root, 'build', build), path.join(dist, 'assets', file))));
  await Promise.all(copied.map((file) => copyFile(file, path.join(dist, 'assets', path.basename(file)))));
}

/** Node's end in mjs: a server's bundler puts them where no package.json says that they are modules. */
const engineFiles = { browser: ['engine.js', 'threads.js', 'gpu.js', 'sha256.js'], node: ['engine_node.mjs', 'threads_node.mjs'] } as const;

/** The module '#assets', without the other platform's engine. Bundlers find a file by this very form of words. */
async function describeAssets(platform: Platform): Promise<string> {
  const entries = await Promise.all(
    [...Object.keys(coreBuilds), ...copied.map((file) => path.basename(file)), ...engineFiles[platform]].map(async (file) => {
      const bytes = await readFile(path.join(dist, 'assets', file));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return `  ${JSON.stringify(file)}: { bytes: ${bytes.length}, sha256: '${sha256}', url: () => new URL('./assets/${file}', import.meta.url).href },`;
    }),
  );
  const networks = JSON.stringify(runnablesOf(readManifest()).map(namesOf));
  return `export const assets = {\n${entries.join('\n')}\n};\nexport const networks = ${networks};\n`;
}

function assetList(platform: Platform): Plugin {
  return {
    name: 'the list of assets',
    setup(esbuild) {
      esbuild.onResolve({ filter: /^#assets$/ }, ({ path: name }) => ({ path: name, namespace: 'assets' }));
      esbuild.onLoad({ filter: /.*/, namespace: 'assets' }, async () => ({ contents: await describeAssets(platform), loader: 'js' }));
    },
  };
}

async function buildEntries(): Promise<void> {
  const buildEntry = async (name: string, platform: Platform): Promise<void> => {
    const entryPoints = [path.join(compiled, `${name}.js`)];
    const { outputFiles: [file] } = await build({ ...common, plugins: [assetList(platform)], platform, entryPoints, write: false });
    await writeFile(path.join(dist, `${name}.js`), withOwnImports(file?.text ?? ''));
  };
  const entries = { index: 'browser', node: 'node', proxy: 'browser', proxy_node: 'node', draw: 'browser' } as const;
  await Promise.all(Object.entries(entries).map(async ([name, platform]) => buildEntry(name, platform)));
}

/** Puts back what minifying takes away: the comments by which bundlers know that an import of an address is not theirs. */
const withOwnImports = (script: string): string => script.replace(/\bimport\(/g, 'import(/* webpackIgnore: true *//* @vite-ignore */');

/** The command uses the package like everybody else; what it needs besides is part of it. */
async function buildCommand(): Promise<void> {
  await build({
    ...common,
    platform: 'node',
    external: ['local-face-analyzer'],
    // cli-progress is CommonJS and asks for Node's modules by require.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    entryPoints: [path.join(compiled, 'cli/main.js')],
    outfile: path.join(dist, 'cli.js'),
  });
}

await rm(dist, { recursive: true, force: true });
await mkdir(path.join(dist, 'assets'), { recursive: true });
await Promise.all([buildEngines(), copyAssets()]);
await buildEntries();
await buildCommand();
await writeBundled();
