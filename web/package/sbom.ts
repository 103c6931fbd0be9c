/** The bill of materials, CycloneDX 1.5: npm's own of its packages, and what npm does not know: the core's C and C++, the networks. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Entry, readManifest, repositoryRoot } from '../../models/manifest.js';

export interface Licence {
  /** `name` is for what SPDX has no identifier for. */
  readonly license: { readonly id: string } | { readonly name: string };
}

export interface Component {
  readonly type: 'library' | 'machine-learning-model' | 'data';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  /** 'required' is in the package, 'excluded' is needed to make or test it. */
  readonly scope: 'required' | 'excluded';
  readonly purl?: string;
  readonly licenses?: readonly (Licence | { readonly expression: string })[];
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

export interface BillOfMaterials {
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: string;
  readonly metadata: { readonly component: { readonly 'bom-ref': string; readonly name: string; readonly version: string } };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

/** @throws Error where the package has not been built here, or the lock file is not what package.json says */
export function billOfMaterials(): BillOfMaterials {
  const npm = npmBill();
  const components = [...npm.components.map(scoped), ...compiledComponents(), ...readManifest().models.map(modelComponent)];
  const whole = { ...npm.metadata.component, name: packageFile().name };
  const shipped = components.filter(({ scope }) => scope === 'required').map((component) => component['bom-ref']);
  const dependencies = [...npm.dependencies.filter(({ ref }) => ref !== whole['bom-ref']), { ref: whole['bom-ref'], dependsOn: shipped }];
  const added = components.slice(npm.components.length).map((component) => ({ ref: component['bom-ref'], dependsOn: [] }));
  return { ...npm, metadata: { ...npm.metadata, component: whole }, components, dependencies: [...dependencies, ...added] };
}

const textOf = (file: string): string => readFileSync(new URL(file, repositoryRoot), 'utf8');
const packageFile = (): { readonly name: string; readonly version: string } => JSON.parse(textOf('package.json')) as { name: string; version: string };

function npmBill(): BillOfMaterials {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'library', '--package-lock-only'];
  const output = execFileSync('npm', args, { cwd: fileURLToPath(repositoryRoot), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const bill = JSON.parse(output) as BillOfMaterials;
  const components = firstOfEach(bill.components, (component) => component['bom-ref']);
  return { ...bill, components, dependencies: firstOfEach(bill.dependencies, ({ ref }) => ref) };
}

/** npm 10 repeats what is installed in several places, and CycloneDX allows a reference once. */
function firstOfEach<Item>(items: readonly Item[], referenceOf: (item: Item) => string): Item[] {
  return [...new Map(items.toReversed().map((item) => [referenceOf(item), item])).values()].reverse();
}

/** What the build of dist/ found to be in it: name@version, which is how npm's bill refers to it. */
const bundled: ReadonlySet<string> = new Set(JSON.parse(textOf('build/bundled.json')) as string[]);

const scoped = (component: Component): Component => ({ ...component, scope: bundled.has(component['bom-ref']) ? 'required' : 'excluded' });

/** What scripts/fetch-sources fetches, by the names that it gives them. */
const sources: Readonly<Record<string, { readonly name: string; readonly licence: string }>> = {
  'libjpeg-turbo': { name: 'libjpeg-turbo', licence: 'IJG AND BSD-3-Clause' },
  'libpng1.6': { name: 'libpng', licence: 'libpng-2.0' },
  'zlib': { name: 'zlib', licence: 'Zlib' },
  'xnnpack': { name: 'XNNPACK', licence: 'BSD-3-Clause' },
  'pthreadpool': { name: 'pthreadpool', licence: 'BSD-2-Clause' },
  'fxdiv': { name: 'FXdiv', licence: 'MIT' },
  'fp16': { name: 'FP16', licence: 'MIT' },
  'nlohmann-json3-dev': { name: 'nlohmann/json', licence: 'MIT' },
  'libexpected-dev': { name: 'tl::expected', licence: 'CC0-1.0' },
  'libprotozero-dev': { name: 'protozero', licence: 'BSD-2-Clause AND Apache-2.0' },
};

/** The C and C++ in the WebAssembly modules, in the versions that they were really made with. */
function compiledComponents(): Component[] {
  const lines = textOf('build/wasm/made-with.txt').trim().split('\n');
  const versions = new Map(lines.slice(3).filter((line) => !line.startsWith('#')).map((line) => line.split(' ') as [string, string]));
  const compiler = /\S+$/.exec(lines[1] ?? '')?.[0];
  if (compiler === undefined) throw new Error('build/wasm/made-with.txt names no version of the compiler');
  const purl = `pkg:github/emscripten-core/emscripten@${compiler}`;
  const emscripten = libraryOf('emscripten', 'Emscripten', compiler, 'MIT AND (Apache-2.0 WITH LLVM-exception)', purl);
  const libraries = Object.entries(sources).map(([source, { name, licence }]) => {
    const version = versions.get(source);
    if (version === undefined) throw new Error(`build/wasm/made-with.txt names no version of ${source}: its sources are not of scripts/fetch-sources`);
    return libraryOf(source, name, version, licence, `pkg:deb/debian/${source}@${encodeURIComponent(version)}?arch=source`);
  });
  return [emscripten, ...libraries];
}

function libraryOf(source: string, name: string, version: string, licence: string, purl: string): Component {
  return { 'type': 'library', 'bom-ref': `${source}@${version}`, name, version, 'scope': 'required', purl, 'licenses': [{ expression: licence }] };
}

function modelComponent(entry: Entry): Component {
  const { name, kind, card, licence, result } = entry;
  const source = 'source' in entry ? entry.source : undefined;
  const version = source?.version ?? packageFile().version;
  return {
    'type': kind === 'geometry' ? 'data' : 'machine-learning-model',
    'bom-ref': `model:${name}@${version}`,
    name,
    version,
    'scope': 'required',
    'licenses': [{ license: /^[\w.-]+$/.test(licence) ? { id: licence } : { name: licence } }],
    'hashes': [{ alg: 'SHA-256', content: result.sha256 }],
    'properties': [
      { name: 'local-face-analyzer:card', value: card },
      { name: 'local-face-analyzer:file', value: result.file },
      ...(source === undefined ? [] : [{ name: 'local-face-analyzer:weights', value: `pkg:npm/${encodeURIComponent(source.package)}@${source.version}` }]),
    ],
  };
}
