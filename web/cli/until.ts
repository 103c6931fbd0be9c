/** What a stream gives before a promise resolves. Whatever it gives later, or never, is not waited for. */
export async function* until<T>(stream: AsyncIterable<T>, end: Promise<unknown>): AsyncGenerator<T> {
  const iterator = stream[Symbol.asyncIterator]();
  let isOver = false;
  let stopWaiting = (): void => undefined;
  void end.then(() => {
    isOver = true;
    stopWaiting();
  });
  while (!isOver) {
    // One callback, not Promise.race: the promise would keep one of every turn.
    const next = await new Promise<IteratorResult<T> | null>((resolve, reject) => {
      stopWaiting = () => resolve(null);
      iterator.next().then(resolve, reject);
    });
    if (next === null || next.done === true) return;
    yield next.value;
  }
}
