import { checked, type Rule } from '../checked.js';
import { FaceAnalyzerError } from '../errors.js';
import { type AnalyzeOptions, type AttributeName, attributeNames, type CreateOptions } from '../interface.js';
import { isA } from '../is_a.js';
import { mostThreads } from '../threads.js';

const isNumber = (value: unknown): boolean => typeof value === 'number';
const isBoolean = (value: unknown): boolean => typeof value === 'boolean';
const isFunction = (value: unknown): boolean => typeof value === 'function';
const isSignal = (value: unknown): boolean => isA(value, 'AbortSignal');

const meshNumbers = 3 * 478;

/** Whether it has a face's mesh; the core looks at the numbers in it. */
function hasMesh(face: unknown): boolean {
  const { mesh } = Object(face) as { readonly mesh?: unknown };
  return isA(mesh, 'Float32Array') && (mesh as Float32Array).length === meshNumbers;
}

const attributes: Rule = [`a list of ${attributeNames.join(', ')}`, (value) => Array.isArray(value) && value.every((name) => attributeNames.includes(name))];

const analyzeRules: Readonly<Record<keyof AnalyzeOptions, Rule>> = {
  maxFaces: ['a number', isNumber],
  minFace: ['a number', isNumber],
  attributes,
  expected: ["a list of faces as 'inspect' gave them", (value) => Array.isArray(value) && value.every(hasMesh)],
  signal: ['an AbortSignal', isSignal],
};

const createRules: Readonly<Record<keyof CreateOptions, Rule>> = {
  attributes,
  backend: ["'auto', 'webgpu' or 'wasm'", (value) => value === 'auto' || value === 'webgpu' || value === 'wasm'],
  worker: ['true or false', isBoolean],
  threads: [`a whole number from 1 to ${mostThreads}`, (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= mostThreads],
  exact: ['true or false', isBoolean],
  assetBase: ['an address', (value) => typeof value === 'string' || isA(value, 'URL')],
  cache: ['true or false', isBoolean],
  onProgress: ['a function', isFunction],
  signal: ['an AbortSignal', isSignal],
  fallback: ['an analyzer', (value) => isFunction((value as { readonly analyze?: unknown }).analyze)],
};

/**
 * The options without those that are undefined. A number out of range is the contract's refusal; what is of another
 * type, or unknown, is wrong use.
 * @throws FaceAnalyzerError 'invalid-argument'
 */
export const checkedOptions = (options: AnalyzeOptions): AnalyzeOptions => checked(options, analyzeRules);
export const checkedCreateOptions = (options: CreateOptions): CreateOptions => checked(options, createRules);

/**
 * The options of a call to an analyzer that was created for some attributes alone, where it was: those are measured by default, and no others can be.
 * @throws FaceAnalyzerError 'invalid-argument'
 */
export function optionsWithin(profile: readonly AttributeName[] | undefined, options: AnalyzeOptions): AnalyzeOptions {
  const wanted = checkedOptions(options);
  if (profile === undefined) return wanted;
  const beyond = wanted.attributes?.filter((name) => !profile.includes(name)) ?? [];
  if (beyond.length === 0) return { attributes: profile, ...wanted };
  throw new FaceAnalyzerError('invalid-argument', `The analyzer was created without ${beyond.join(', ')}: 'attributes' of createFaceAnalyzer leaves it out.`);
}
