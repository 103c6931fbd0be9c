/** The queue's name, and the Redis that keeps it. */
export const name = 'photographs';
export const connection = { url: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379' };
