import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { UsageError } from '../../web/cli/arguments.js';
import type { AnswerLine } from '../evaluate/faces.js';
import { parseOptions } from '../evaluate/options.js';
import { samplePhotograph } from '../models/photographs.js';
import { evaluate } from '../support/command.js';
import { answerWith, refusalOf, writeAnswers, writeTable } from '../support/labelled.js';
import { cropped, encodeJpeg } from '../support/pictures.js';

const folder = mkdtempSync(path.join(tmpdir(), 'evaluate-'));
after(() => rmSync(folder, { recursive: true }));

/** A new folder of labelled photographs. */
function directory(name: string): string {
  const result = path.join(folder, name);
  mkdirSync(result);
  return result;
}

/** What the table says: the value with its interval, and n, by the figure's name. */
function figuresOf(stdout: string): Map<string, readonly [value: string, count: string]> {
  const rows = stdout.trimEnd().split('\n').map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/g, '')));
  assert.deepEqual(rows[0], ['photographs', 'figure', 'value', 'n']);
  return new Map(rows.slice(2).map(([, name = '', value = '', count = '']) => [name, [value, count]]));
}

const gendersOfUtkface = ['file', 'age', 'gender'];

/** Two photographs with one face each, labelled as what they show about. */
function photographs(name: string): string {
  const result = directory(name);
  writeTable(result, 'age_gender/utkface/labels.csv', gendersOfUtkface, [['images/one.jpg', 30, 'male'], ['images/two.jpg', 30, 'female']]);
  mkdirSync(path.join(result, 'age_gender/utkface/images'));
  const portrait = encodeJpeg(cropped(samplePhotograph(1), { left: 300, top: 280, width: 400, height: 400 }));
  const other = encodeJpeg(cropped(samplePhotograph(3), { left: 480, top: 180, width: 400, height: 560 }));
  writeFileSync(path.join(result, 'age_gender/utkface/images/one.jpg'), portrait);
  writeFileSync(path.join(result, 'age_gender/utkface/images/two.jpg'), other);
  return result;
}

test('photographs are analysed, the answers kept, and an interrupted evaluation goes on', async () => {
  const labelled = photographs('photographs');
  const answers = path.join(folder, 'answers.ndjson');
  const first = await evaluate('--answers', answers, '--jobs', '1', labelled);
  assert.equal(first.code, 0, first.stderr);
  assert.deepEqual(figuresOf(first.stdout).get('face found'), ['1 [1 - 1]', '2']);
  assert.equal(figuresOf(first.stdout).get('gender from 13 years')?.[1], '2');
  const lines = readFileSync(answers, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as AnswerLine);
  assert.deepEqual(lines.map(({ file }) => file), ['age_gender/utkface/images/one.jpg', 'age_gender/utkface/images/two.jpg']);
  const sizes = lines.map(({ response }) => [response.image_width, response.image_height]);
  assert.deepEqual(sizes, [[600, 600], [600, 840]], 'with a margin of a quarter');
  assert.equal(lines[0]?.details?.faces[0]?.embedding?.length, 1024);

  const whole = readFileSync(answers, 'utf8');
  writeFileSync(answers, whole.slice(0, -2000)); // the second answer is cut short
  rmSync(path.join(labelled, 'age_gender/utkface/images/one.jpg')); // and the first one need not be analysed again
  const second = await evaluate('--answers', answers, labelled);
  assert.equal(second.code, 0, second.stderr);
  assert.equal(second.stdout, first.stdout);
});

test('sets without a table and photographs that are not there are named and left out', async () => {
  const labelled = directory('parts');
  writeTable(labelled, 'lfw/hat.csv', ['file', 'hat'], [['images/a.jpg', 'hat'], ['images/b.jpg', 'none']]);
  const answers = path.join(folder, 'parts.ndjson');
  writeAnswers(answers, [answerWith('/elsewhere/lfw/images/a.jpg', { hat: 1 }), answerWith('lfw/images/unknown.jpg', {})]);
  const { code, stdout, stderr } = await evaluate('--answers', answers, labelled);
  assert.equal(code, 0, stderr);
  assert.deepEqual([...figuresOf(stdout)], [['face found', ['1', '1']], ['hat or none: accuracy', ['1', '1']]]);
  assert.match(stderr, /ages is left out: there is no age_gender\/utkface\/labels\.csv/);
  assert.match(stderr, /pairs is left out: there is no lfw\/pairs\.csv/);
  assert.doesNotMatch(stderr, /hat is left out/);
  assert.match(stderr, /not there: 1 labelled photographs, such as lfw\/images\/b\.jpg/);
});

test('a refusal is a miss, an empty list no answer, and of several faces the largest counts', async () => {
  const labelled = directory('misses');
  writeTable(labelled, 'age_gender/utkface/labels.csv', gendersOfUtkface, [
    ['a.jpg', 20, 'male'], ['b.jpg', 30, 'female'], ['c.jpg', 40, 'female'], ['d.jpg', 50, 'male'],
  ]);
  const name = (file: string): string => `age_gender/utkface/${file}`;
  const small = { box: [0, 0, 70, 70], age: 99, gender: 0 } as const;
  const answers = [
    answerWith(name('a.jpg'), small, { age: 24, gender: 1 }), // 4 years off
    answerWith(name('b.jpg'), { age: 28, gender: 1 }), // 2 years off, and the wrong gender
    answerWith(name('c.jpg')), // no face
    refusalOf(name('d.jpg'), 415),
  ];
  const file = path.join(folder, 'misses.ndjson');
  writeAnswers(file, answers);
  const { stdout, stderr } = await evaluate('--answers', file, '--sets', 'ages', labelled);
  const figures = figuresOf(stdout);
  assert.deepEqual(figures.get('face found'), ['.500 [0 - 1]', '4']);
  assert.deepEqual(figures.get('age: mean error, years'), ['3 [2 - 4]', '2']);
  assert.deepEqual(figures.get('age: mean error, 20 to 39 years'), ['3 [2 - 4]', '2']);
  assert.deepEqual(figures.get('gender from 13 years, men'), ['1', '1']);
  assert.deepEqual(figures.get('gender from 13 years, women'), ['0', '1']);
  assert.ok(!figures.has('age: mean error, 40 to 59 years'));
  assert.match(stderr, /not answered: age: mean error, 40 to 59 years/);
  assert.match(stderr, /refused with REFUSAL_415, .*: 1$/m);
});

test('--limit takes every k-th photograph', async () => {
  const labelled = directory('many');
  const files = Array.from({ length: 20 }, (_, index) => `images/${index}.jpg`);
  writeTable(labelled, 'lfw/expression.csv', ['file', 'expression'], files.map((file) => [file, 'smile']));
  const answers = path.join(folder, 'many.ndjson');
  writeAnswers(answers, files.map((file, index) => answerWith(`lfw/${file}`, { expression: index % 5 === 0 ? 1 : 0 })));
  const limited = await evaluate('--answers', answers, '--sets', 'expression', '--limit', '4', labelled);
  assert.deepEqual(figuresOf(limited.stdout).get('smile or neutral: accuracy'), ['1 [1 - 1]', '4']);
  const all = await evaluate('--answers', answers, '--sets', 'expression', labelled);
  assert.match(figuresOf(all.stdout).get('smile or neutral: accuracy')?.join() ?? '', /^\.200 .*,20$/);
});

test('a folder without any of the tables ends it with a plain sentence', async () => {
  const { code, stdout, stderr } = await evaluate(directory('empty'));
  assert.deepEqual([code, stdout], [2, '']);
  assert.match(stderr, /^evaluate: '.*empty' has none of the tables: it is no folder of labelled photographs\n\nUsage: npm run evaluate/);
});

test('so do a table without its column and a file without answers', async () => {
  const labelled = directory('broken');
  writeTable(labelled, 'lfw/hat.csv', ['file', 'cap'], [['images/a.jpg', 'hat']]);
  const [answers, text] = [path.join(folder, 'broken.ndjson'), path.join(folder, 'text.ndjson')];
  writeAnswers(answers, [answerWith('lfw/images/a.jpg', {})]);
  writeFileSync(text, 'no\nanswers\n');
  for (const [file, says] of [[answers, /lfw\/hat\.csv has no column 'hat'/], [text, /text\.ndjson holds no answers/]] as const) {
    const { code, stdout, stderr } = await evaluate('--answers', file, '--sets', 'hat', labelled);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, says);
    assert.doesNotMatch(stderr, /^ +at /m, 'no stack');
  }
});

// What is typed, and what is said about it.
const wrongUsage: readonly (readonly [args: readonly string[], says: RegExp])[] = [
  [[], /one folder of labelled photographs is needed/],
  [['faces', 'more'], /one folder/],
  [['--write', '--limit', '5', 'faces'], /--write .*--limit/],
  [['--limit', '0', 'faces'], /--limit takes a whole number from 1, not '0'/],
  [['--jobs', 'two', 'faces'], /--jobs takes a whole number from 1, not 'two'/],
  [['--sets', 'ages,height', 'faces'], /'height', only ages, beauty/],
  [['--faces'], /--faces/],
];

for (const [args, says] of wrongUsage) {
  test(`wrong usage: ${args.join(' ') || 'nothing'}`, () => {
    assert.throws(() => parseOptions(args), (error) => error instanceof UsageError && says.test(error.message));
  });
}

test('--help names the tables and the options', async () => {
  const { code, stdout, stderr } = await evaluate('--help');
  assert.deepEqual([code, stderr], [0, '']);
  for (const part of ['lfw/pairs.csv', '--sets', '--limit', '--answers', '--jobs', '--write', 'Exit code']) assert.ok(stdout.includes(part), part);
});
