import { messageOf } from '../../web/errors.js';
import { replay } from './replay.js';
import { type FuzzRecord, NativeSide } from './transcripts.js';

/** The two builds differ, or one of them broke. */
export class Difference extends Error {
  readonly record: FuzzRecord;

  constructor(record: FuzzRecord, cause: unknown) {
    super(messageOf(cause), { cause });
    this.record = record;
  }
}

const ahead = 16; // records that the native side has, so that neither side waits for the other

/**
 * Has the native build and the WebAssembly build analyse the same files.
 * @param native the native side's program
 * @param records without end, or until they end
 * @param goesOn whether there is to be another file after so many
 * @returns how many files were compared
 * @throws Difference at the first one
 */
export async function compare(native: string, records: Iterable<FuzzRecord>, goesOn: (compared: number) => boolean): Promise<number> {
  const side = new NativeSide(native);
  try {
    const asked: (() => Promise<void>)[] = [];
    let compared = 0;
    const answer = async (): Promise<void> => {
      await asked.shift()?.();
      compared += 1;
    };
    for (const record of records) {
      if (!goesOn(compared + asked.length)) break;
      const transcript = side.ask(record);
      transcript.catch(() => undefined); // heard of in its turn
      asked.push(async () => {
        try {
          replay(record.file, await transcript);
        } catch (error) {
          throw new Difference(record, error);
        }
      });
      if (asked.length === ahead) await answer();
    }
    while (asked.length > 0) await answer();
    return compared;
  } finally {
    side.close();
  }
}
