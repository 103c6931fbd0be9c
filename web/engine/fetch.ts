/** @throws Error that says in words what came instead of a file */
export function assertFound(response: Response): void {
  if (!response.ok) throw new Error(`the answer was ${response.status} ${response.statusText}`.trimEnd());
}

/**
 * A body's bytes as they come. (Not every browser's streams can be iterated over.)
 * @throws Error that says in words why there are none
 */
export async function* chunksOf(response: Response): AsyncGenerator<Uint8Array, void, undefined> {
  assertFound(response);
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    void reader.cancel().catch(() => undefined); // whoever stops listening ends the transfer
  }
}
