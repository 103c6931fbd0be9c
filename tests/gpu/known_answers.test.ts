import assert from 'node:assert/strict';
import { test } from 'node:test';
import known from '../../models/known_answers.json' with { type: 'json' };
import { namesOf, readManifest, runnablesOf } from '../../models/manifest.js';
import { faultOf, type KnownAnswer, type KnownAnswers, madeUpInput } from '../../web/gpu/known_answers.js';
import type { NetworkOutput } from '../../web/engine/runtime.js';
import { nodeNetworks } from '../../web/node/analyzer.js';

const networks = runnablesOf(readManifest()).map(namesOf);
const answers: KnownAnswers = known;
const wasm = await nodeNetworks();

function answerOf(name: string): KnownAnswer {
  const answer = answers[name];
  assert.ok(answer, `models/known_answers.json says nothing of ${name}: node build/js/models/known_answers.js`);
  return answer;
}

for (const network of networks) {
  test(`${network.name} gives its known answer, and each of its outputs off by twice its tolerance is a fault`, async () => {
    const answer = answerOf(network.name);
    const { input } = answer;
    const outputs = await wasm.run(network.name, input.shape, () => madeUpInput(input), {});
    assert.equal(faultOf(network, outputs, answer), null, 'if the network was meant to change: node build/js/models/known_answers.js');
    for (const [index, name] of network.outputs.entries()) {
      const off = 2 * (answer.outputs[name]?.tolerance ?? NaN);
      const shifted = outputs.with(index, changed(outputs[index], (value) => value + off));
      assert.match(faultOf(network, shifted, answer) ?? '', new RegExp(`^${name} holds `));
    }
  });

  test(`${network.name} is made up as its training's pictures were: every value lies between black and white`, () => {
    const { input } = answerOf(network.name);
    const values = madeUpInput(input);
    assert.equal(values.length, input.shape.reduce((product, side) => product * side, 1));
    const [darkest, lightest] = [Math.min(...input.black), Math.max(...input.white)].map(Math.fround) as [number, number];
    assert.ok(values.every((value) => value >= darkest && value <= lightest));
    assert.ok(new Set(values).size > values.length / 2, 'it is no flat picture');
  });
}

test('an answer that is no number is a fault, and one that is missing', () => {
  const network = { name: 'twice', input: 'values', outputs: ['sum', 'product'], shape: [1, 2] };
  const right: NetworkOutput[] = [{ shape: [1, 2], values: Float32Array.of(1, 3) }, { shape: [1, 1], values: Float32Array.of(5) }];
  const answer: KnownAnswer = {
    input: { shape: [1, 2], black: [0], white: [1], noise: 1 },
    outputs: {
      sum: { length: 2, tolerance: 0.1, mean: 2, deviation: 1, samples: [1, 3] },
      product: { length: 1, tolerance: 0.1, mean: 5, deviation: 0, samples: [5] },
    },
  };
  assert.equal(faultOf(network, right, answer), null);
  assert.match(faultOf(network, right.with(1, changed(right[1], () => NaN)), answer) ?? '', /^product holds NaN/);
  assert.equal(faultOf(network, right.slice(0, 1), answer), 'product has 0 values, not 1');
  assert.equal(faultOf({ ...network, outputs: ['other'] }, right, answer), 'nothing is known of other');
});

function changed(output: NetworkOutput | undefined, change: (value: number) => number): NetworkOutput {
  assert.ok(output);
  return { ...output, values: output.values.map(change) };
}
