// Answers photographs out of the queue, one after the other: node worker.js, one a core, on as many machines as there is work for.
import { Worker } from 'bullmq';
import { createFaceAnalyzer } from 'local-face-analyzer';
import { connection, name } from './queue.js';

const analyzer = await createFaceAnalyzer({ threads: 1 });

// The API's response is the job's result. What cannot be fetched, or breaks the engine, throws, and is tried again.
const answer = async ({ data }) => analyzer.analyze(new URL(data.url));

// The lock is renewed while a worker lives. One that dies loses it within 10 s, and another one takes its photograph.
const worker = new Worker(name, answer, { connection, lockDuration: 5000, stalledInterval: 5000 });

worker.on('error', (error) => console.error(error.message)); // Redis is away: it connects again by itself
worker.on('failed', (job, error) => {
  console.error(`${job?.data.url}: ${error.message}`);
  if (error.code === 'engine-failed') process.exit(1); // whoever started it starts another one
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await worker.close(); // when the photograph that was begun is answered
    process.exit();
  });
}
