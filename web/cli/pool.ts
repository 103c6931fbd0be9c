import { type AnalyzeOptions, FaceAnalyzerError, type FaceAnalyzer, type FaceAnalyzerResponse, type ImageInput, type ResponseSource } from 'local-face-analyzer';

interface Member {
  analyzer: Promise<FaceAnalyzer>;
  calls: number;
}

/** Several analyzers as one: an image goes to the one that has the fewest. One that breaks down is replaced. */
export class Pool implements ResponseSource {
  readonly #create: () => Promise<FaceAnalyzer>;
  readonly #members: readonly Member[];

  private constructor(create: () => Promise<FaceAnalyzer>, members: readonly Member[]) {
    this.#create = create;
    this.#members = members;
  }

  /** @throws what `create` throws */
  static async start(size: number, create: () => Promise<FaceAnalyzer>): Promise<Pool> {
    const members = Array.from({ length: size }, () => ({ analyzer: create(), calls: 0 }));
    await Promise.all(members.map(({ analyzer }) => analyzer));
    return new Pool(create, members);
  }

  async analyze(input: ImageInput, options?: AnalyzeOptions): Promise<FaceAnalyzerResponse> {
    const member = this.#members.reduce((best, other) => (other.calls < best.calls ? other : best));
    const { analyzer } = member;
    member.calls += 1;
    try {
      return await (await analyzer).analyze(input, options);
    } catch (error) {
      if (error instanceof FaceAnalyzerError && error.code === 'engine-failed') this.#replace(member, analyzer);
      throw error;
    } finally {
      member.calls -= 1;
    }
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#members.map(async ({ analyzer }) => (await analyzer).dispose()));
  }

  /** Once, though several calls may have failed by the same engine. */
  #replace(member: Member, broken: Promise<FaceAnalyzer>): void {
    if (member.analyzer !== broken) return;
    member.analyzer = this.#create();
    member.analyzer.catch(() => undefined); // the next call hears of it
    void broken.then((analyzer) => analyzer.dispose()).catch(() => undefined);
  }
}
