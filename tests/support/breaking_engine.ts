/**
 * Loaded in front of the command, it ends an engine's thread in place of so-and-so many of all photographs that are handed to engines: node --import
 * 'breaking_engine.js?2,3' breaks the second and the third.
 */
import { Worker } from 'node:worker_threads';

const broken = new URL(import.meta.url).search.slice(1).split(',').map(Number);
const post = Worker.prototype.postMessage;
let count = 0;

Worker.prototype.postMessage = function (this: Worker, message: { readonly type?: string }, ...rest: [transfer?: []]) {
  if (message.type === 'inspect' && broken.includes((count += 1))) void this.terminate();
  else post.call(this, message, ...rest);
};
