// Puts photographs into the queue, waits for their answers and prints each as a line of JSON: node add.js FILE-OR-ADDRESS...
import { pathToFileURL } from 'node:url';
import { Queue, QueueEvents } from 'bullmq';
import { connection, name } from './queue.js';

const queue = new Queue(name, { connection });
const events = new QueueEvents(name, { connection });
await events.waitUntilReady();

const options = { attempts: 3, backoff: { type: 'exponential', delay: 1000 }, removeOnComplete: { age: 3600 }, removeOnFail: { age: 86_400 } };
const addressOf = (image) => (/^https?:/.test(image) ? image : pathToFileURL(image).href); // a path must lead there from every worker

const images = process.argv.slice(2);
const jobs = await queue.addBulk(images.map((image) => ({ name: 'analyze', data: { url: addressOf(image) }, opts: options })));
for (const [index, job] of jobs.entries()) {
  try {
    console.log(JSON.stringify({ file: images[index], response: await job.waitUntilFinished(events) }));
  } catch (error) {
    console.error(`${images[index]}: ${error.message}`);
    process.exitCode = 1;
  }
}
await events.close();
await queue.close();
