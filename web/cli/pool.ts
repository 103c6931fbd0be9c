import {
  type AnalyzeOptions, FaceAnalyzerError, type FaceAnalyzer, type FaceAnalyzerResponse, type ImageInput, type Inspection, type ResponseSource,
} from 'local-face-analyzer';

interface Member {
  /** Null until it is needed. */
  analyzer: Promise<FaceAnalyzer> | null;
  /** The same when it has started. */
  started: FaceAnalyzer | null;
  calls: number;
}

/** Several analyzers as one: an image goes to the one that has the fewest. One that cannot heal itself is replaced. */
export class Pool implements ResponseSource {
  readonly #create: () => Promise<FaceAnalyzer>;
  readonly #members: readonly Member[];
  /** Of those that are gone. */
  #restarts = 0;

  /** @param size how many there are at most: each is created when the others are at work */
  constructor(size: number, create: () => Promise<FaceAnalyzer>) {
    this.#create = create;
    this.#members = Array.from({ length: size }, () => ({ analyzer: null, started: null, calls: 0 }));
  }

  /** Whether all of them have started and none has broken down since. */
  get isReady(): boolean {
    return this.#members.every(({ started }) => started !== null);
  }

  /** How many are at work. */
  get busy(): number {
    return this.#members.filter(({ calls }) => calls > 0).length;
  }

  /** How many engines broke down, those too that the analyzers replaced by themselves. */
  get restarts(): number {
    return this.#members.reduce((sum, { started }) => sum + restartsOf(started), this.#restarts);
  }

  /**
   * Creates those that there are not.
   * @throws what `create` throws
   */
  async ready(): Promise<void> {
    await Promise.all(this.#members.map((member) => this.#analyzerOf(member)));
  }

  async analyze(input: ImageInput, options?: AnalyzeOptions): Promise<FaceAnalyzerResponse> {
    return this.#ask((analyzer) => analyzer.analyze(input, options));
  }

  async inspect(input: ImageInput, options?: AnalyzeOptions): Promise<Inspection> {
    return this.#ask((analyzer) => analyzer.inspect(input, options));
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#members.map(async ({ analyzer }) => (await analyzer)?.dispose()));
  }

  async #ask<Answer>(question: (analyzer: FaceAnalyzer) => Promise<Answer>): Promise<Answer> {
    const member = this.#members.reduce((best, other) => (other.calls < best.calls ? other : best));
    const analyzer = this.#analyzerOf(member);
    member.calls += 1;
    try {
      return await question(await analyzer);
    } catch (error) {
      if (error instanceof FaceAnalyzerError && error.code === 'engine-failed') this.#replace(member, analyzer);
      throw error;
    } finally {
      member.calls -= 1;
    }
  }

  /** One that cannot be created is tried again by whoever asks next. */
  #analyzerOf(member: Member): Promise<FaceAnalyzer> {
    if (member.analyzer !== null) return member.analyzer;
    const analyzer = this.#create();
    member.analyzer = analyzer;
    analyzer.then(
      (started) => (member.started = member.analyzer === analyzer ? started : member.started),
      () => this.#forget(member, analyzer),
    );
    return analyzer;
  }

  /** Once, though several calls may have failed by the same engine. */
  #replace(member: Member, broken: Promise<FaceAnalyzer>): void {
    if (member.analyzer !== broken) return;
    this.#restarts += 1 + restartsOf(member.started);
    this.#forget(member, broken);
    void broken.then((analyzer) => analyzer.dispose()).catch(() => undefined);
  }

  #forget(member: Member, analyzer: Promise<FaceAnalyzer>): void {
    if (member.analyzer !== analyzer) return;
    member.analyzer = null;
    member.started = null;
  }
}

const restartsOf = (analyzer: FaceAnalyzer | null): number => analyzer?.capabilities().restarts ?? 0;
