import { FaceAnalyzerError } from './errors.js';

/** What an option takes, in words and as a test. */
export type Rule = readonly [what: string, holds: (value: unknown) => boolean];

/**
 * The options without those that are undefined. What is of another type, or unknown, is wrong use.
 * @throws FaceAnalyzerError 'invalid-argument'
 */
export function checked<Options extends object>(options: Options, rules: Readonly<Record<string, Rule>>): Options {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) throw new FaceAnalyzerError('invalid-argument', `There is no option '${name}', only ${Object.keys(rules).join(', ')}.`);
    const [what, holds] = rule;
    if (value === null || !holds(value)) throw new FaceAnalyzerError('invalid-argument', `'${name}' takes ${what}.`);
  }
  return Object.fromEntries(given) as Options;
}
