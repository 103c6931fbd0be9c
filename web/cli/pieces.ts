/**
 * The pieces of a stream of bytes, as they come, each with the separator that ends it; the last one may have none.
 * @param separator a byte
 */
export async function* piecesOf(stream: AsyncIterable<Buffer>, separator: number): AsyncGenerator<Buffer> {
  let begun: Buffer[] = [];
  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(separator); end >= 0; end = chunk.indexOf(separator, start)) {
      yield Buffer.concat([...begun, chunk.subarray(start, end + 1)]);
      begun = [];
      start = end + 1;
    }
    if (start < chunk.length) begun.push(chunk.subarray(start));
  }
  if (begun.length > 0) yield Buffer.concat(begun);
}

export const newline = 0x0a;
