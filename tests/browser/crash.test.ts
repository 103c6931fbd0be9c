import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchBrowser } from './support/browser.js';
import { despiteACrash } from './support/crash.js';

const browser = await launchBrowser();
after(async () => browser.close());

/** A test's body whose page's process ends in its first runs, and how often it ran. */
function bodyThatCrashes(times: number): { readonly body: () => Promise<void>; readonly runs: () => number } {
  let runs = 0;
  const body = async (): Promise<void> => {
    runs += 1;
    const page = await browser.newPage();
    if (runs <= times) await page.goto('chrome://crash').catch(() => undefined); // it never arrives
    assert.equal(await page.evaluate(() => 1 + 1), 2);
    await page.close();
  };
  return { body, runs: () => runs };
}

test("a test whose page's process the browser ends runs once more, and says so", async () => {
  const said: string[] = [];
  const { body, runs } = bodyThatCrashes(1);
  await despiteACrash(body)({ diagnostic: (message) => said.push(message) });
  assert.equal(runs(), 2);
  assert.match(said.join(), /Target crashed.*once more/s);
});

test('the second crash in a row fails it, and so does at once what is no crash', async () => {
  await assert.rejects(despiteACrash(bodyThatCrashes(2).body)({ diagnostic: () => undefined }), /Target crashed/);
  const wrong = async (): Promise<void> => Promise.reject(new assert.AssertionError({ message: 'wrong' }));
  await assert.rejects(despiteACrash(wrong)({ diagnostic: () => assert.fail('it ran once more') }), /^AssertionError.*wrong/);
});
