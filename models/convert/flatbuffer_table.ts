import { ByteBuffer } from 'flatbuffers';

/** The root table of a flatbuffer. */
export function rootTable(bytes: Uint8Array): Table {
  const buffer = new ByteBuffer(bytes);
  return new Table(buffer, buffer.readInt32(0));
}

/**
 * One table of a flatbuffer, read by the field numbers of its schema. Stands in for the code flatc would generate, of which the models here need a few
 * fields out of some three thousand lines. A field that is absent reads as the given default, an absent vector as an empty one.
 */
export class Table {
  readonly #buffer: ByteBuffer;
  readonly #position: number;

  constructor(buffer: ByteBuffer, position: number) {
    this.#buffer = buffer;
    this.#position = position;
  }

  int8(field: number, absent: number): number {
    const place = this.#place(field);
    return place ? this.#buffer.readInt8(place) : absent;
  }

  int32(field: number, absent: number): number {
    const place = this.#place(field);
    return place ? this.#buffer.readInt32(place) : absent;
  }

  uint32(field: number, absent: number): number {
    const place = this.#place(field);
    return place ? this.#buffer.readUint32(place) : absent;
  }

  text(field: number): string {
    const place = this.#place(field);
    return place ? String(this.#buffer.__string(place)) : '';
  }

  table(field: number): Table | undefined {
    const place = this.#place(field);
    return place ? new Table(this.#buffer, this.#buffer.__indirect(place)) : undefined;
  }

  tables(field: number): Table[] {
    return this.#elements(field, 4, (place) => new Table(this.#buffer, this.#buffer.__indirect(place)));
  }

  int32s(field: number): number[] {
    return this.#elements(field, 4, (place) => this.#buffer.readInt32(place));
  }

  uint16s(field: number): number[] {
    return this.#elements(field, 2, (place) => this.#buffer.readUint16(place));
  }

  bytes(field: number): Uint8Array {
    const place = this.#place(field);
    if (!place) return new Uint8Array();
    const start = this.#buffer.__vector(place);
    return this.#buffer.bytes().subarray(start, start + this.#buffer.__vector_len(place));
  }

  #place(field: number): number {
    const offset = this.#buffer.__offset(this.#position, 4 + 2 * field);
    return offset ? this.#position + offset : 0;
  }

  #elements<Element>(field: number, width: number, read: (place: number) => Element): Element[] {
    const place = this.#place(field);
    if (!place) return [];
    const start = this.#buffer.__vector(place);
    return Array.from({ length: this.#buffer.__vector_len(place) }, (_, index) => read(start + width * index));
  }
}
