/**
 * How many threads may run a network. More do not make these small networks faster; and up to four give the same answers
 * to the last bit, which is a promise (tests/models/core_networks.test.ts).
 */
export const mostThreads = 4;
