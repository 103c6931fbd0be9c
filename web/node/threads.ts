/** The core with threads on Node; also the script of each thread, which it starts by itself. (thread_worker.ts comes first when it is built.) */
export { default } from '#core/threads';
