import { type AnalyzeOptions, FaceAnalyzerError, type FaceAnalyzer, type FaceAnalyzerResponse, type ImageInput, type ResponseSource } from 'local-face-analyzer';

interface Member {
  analyzer: Promise<FaceAnalyzer>;
  calls: number;
}

/** Several analyzers as one: an image goes to the one that has the fewest. One that breaks down is replaced. */
export class Pool implements ResponseSource {
  readonly #create: () => Promise<FaceAnalyzer>;
  readonly #members: readonly Member[];

  /** Begins to create so many. */
  constructor(size: number, create: () => Promise<FaceAnalyzer>) {
    this.#create = create;
    this.#members = Array.from({ length: size }, () => ({ analyzer: heard(create()), calls: 0 }));
  }

  /** @throws what `create` throws */
  async ready(): Promise<void> {
    await Promise.all(this.#members.map(({ analyzer }) => analyzer));
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
    member.analyzer = heard(this.#create());
    void broken.then((analyzer) => analyzer.dispose()).catch(() => undefined);
  }
}

/** A promise whose rejection waits for whoever asks next. */
function heard(analyzer: Promise<FaceAnalyzer>): Promise<FaceAnalyzer> {
  analyzer.catch(() => undefined);
  return analyzer;
}
