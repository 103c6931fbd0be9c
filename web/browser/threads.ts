/** The core with threads, where memory can be shared; also the script of each thread, which it starts by itself. */
export { default } from '#core/threads';
