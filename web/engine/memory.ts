/** Takes the memory from those who hold it for no use: Emscripten's modules keep the binary that they were compiled from. */
export function free({ buffer }: Uint8Array<ArrayBuffer>): void {
  if (buffer.byteLength > 0) structuredClone(buffer, { transfer: [buffer] });
}
