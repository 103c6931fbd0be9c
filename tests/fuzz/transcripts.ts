import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** A file, and the bytes that options and networks' outputs are made of. */
export interface FuzzRecord {
  readonly script: Uint8Array;
  readonly file: Uint8Array;
}

/** What the native build did with a record, as tests/fuzz/transcripts.cpp says it. Numbers of networks are given by their bits. */
export interface Transcript {
  readonly options: { readonly maximumFaces: number; readonly minimumFace: number; readonly feature: boolean; readonly quality: boolean; readonly landmarks: boolean };
  readonly inferences: readonly {
    readonly model: string;
    readonly shape: readonly number[];
    /** CRC-32 of its values. */
    readonly input: number;
    readonly outputs: readonly { readonly shape: readonly number[]; readonly period: readonly number[]; readonly others: readonly (readonly [number, number])[] }[];
  }[];
  readonly response: string;
}

/** Each part after its length in 4 bytes. */
export function framed({ script, file }: FuzzRecord): Uint8Array {
  return Buffer.concat([script, file].flatMap((part) => [Buffer.from(Uint32Array.of(part.length).buffer), part]));
}

export function unframed(bytes: Uint8Array): FuzzRecord {
  const { buffer, byteOffset } = bytes;
  const length = new DataView(buffer, byteOffset).getUint32(0, true);
  return { script: bytes.subarray(4, 4 + length), file: bytes.subarray(8 + length) };
}

/** The native build, in a process of its own. */
export class NativeSide {
  readonly #process: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #waiting: { resolve(transcript: Transcript): void; reject(error: Error): void }[] = [];
  #complaint = '';

  constructor(program: string) {
    this.#process = spawn(program, { stdio: 'pipe' });
    createInterface({ input: this.#process.stdout }).on('line', (line) => this.#waiting.shift()?.resolve(JSON.parse(line) as Transcript));
    this.#process.stderr.setEncoding('utf8').on('data', (text: string) => (this.#complaint += text));
    this.#process.stdin.on('error', () => undefined); // its end says why
    this.#process.on('error', (error) => this.#end(error.message));
    this.#process.on('close', (code) => this.#end(`it ended with ${code}: ${this.#complaint}`));
  }

  /** @throws Error where the process ends over it: a sanitizer's, mostly */
  async ask(record: FuzzRecord): Promise<Transcript> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#process.stdin.write(framed(record));
    });
  }

  close(): void {
    this.#process.stdin.end();
  }

  #end(why: string): void {
    for (const { reject } of this.#waiting.splice(0)) reject(new Error(`the native side: ${why}`));
  }
}
