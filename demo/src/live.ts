/** The camera's frames, analysed as fast as the machine allows: each time the latest one. */
import type { FaceDetails } from 'local-face-analyzer';
import { type Face, facesOf } from 'local-face-analyzer/draw';
import { cameraFailure, closeCamera, openCamera } from './camera.js';
import { emptyCard, faceCard } from './cards.js';
import { byId, element } from './dom.js';
import type { Engine, Later } from './engine.js';
import { Stage } from './stage.js';

/** The rate is a mean over so many frames. */
const remembered = 12;

/** While faces are followed, the whole picture is searched for new ones as often as this, in ms. */
const searchEvery = 1000;

/** What the frames so far tell about the next one. */
interface Past {
  /** The faces to follow; none where there were none. */
  faces: readonly FaceDetails[];
  /** When the whole picture was last searched. */
  searched: number;
  /** When the last frames' answers came. */
  readonly ends: number[];
}

export class Live {
  readonly #engine: Later<Engine>;
  readonly #video = element('video', { playsinline: true, muted: true });
  readonly #stage = new Stage(byId('live-stage', HTMLElement));
  readonly #start = byId('live-start', HTMLButtonElement);
  readonly #stop = byId('live-stop', HTMLButtonElement);
  readonly #cards = byId('live-cards', HTMLElement);
  /** Ends the run; null: none runs. */
  #run: AbortController | null = null;

  constructor(engine: Later<Engine>) {
    this.#engine = engine;
    this.#start.addEventListener('click', () => void this.start());
    this.#stop.addEventListener('click', () => this.stop('It stops when this tab is hidden.'));
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.stop('Stopped, because the tab was hidden.');
    });
    this.#clear();
  }

  async start(): Promise<void> {
    if (this.#run !== null) return;
    const run = new AbortController();
    this.#run = run;
    this.#start.disabled = true;
    this.#say('Waiting for the camera …');
    let stream: MediaStream | null = null;
    try {
      stream = await openCamera(this.#video);
      if (run.signal.aborted) return;
      this.#stop.disabled = false;
      byId('live-empty', HTMLElement).hidden = true;
      this.#say('Waiting for the analyzer …');
      await this.#analyseFrames(await this.#engine.get(), run.signal);
    } catch (error) {
      if (!run.signal.aborted) this.stop(stream === null ? cameraFailure(error) : `Stopped: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      for (const track of stream?.getTracks() ?? []) track.stop();
    }
  }

  /** Gives the camera back. */
  stop(reason: string): void {
    if (this.#run === null) return;
    this.#run.abort();
    this.#run = null;
    closeCamera(this.#video, this.#video.srcObject instanceof MediaStream ? this.#video.srcObject : null);
    this.#start.disabled = false;
    this.#stop.disabled = true;
    this.#clear();
    this.#say(reason);
  }

  async #analyseFrames(engine: Engine, signal: AbortSignal): Promise<void> {
    this.#say('Analysing. No frame is kept.');
    const past: Past = { faces: [], searched: 0, ends: [] };
    while (!signal.aborted) {
      await nextFrame(this.#video);
      const frame = await createImageBitmap(this.#video);
      const begin = performance.now();
      const { width, height } = this.#stage.size; // of the frame before
      const isSearch = past.faces.length === 0 || begin - past.searched > searchEvery || width !== frame.width || height !== frame.height;
      const { response, faces: details, timings } = await engine.inspect(frame, isSearch ? { signal } : { signal, expected: past.faces });
      if (signal.aborted) return frame.close();
      past.faces = details;
      const isFollowed = (timings?.networks['face_detection']?.runs ?? 0) === 0; // a lost face too has the picture searched
      if (!isFollowed) past.searched = begin;
      const faces = facesOf(response);
      this.#show(frame, faces);
      this.#measure(past.ends, performance.now() - begin);
      this.#meter('live-faces', faces.length === 0 ? 'none' : `${faces.length} ${isFollowed ? 'followed' : 'found'}`);
    }
  }

  #show(frame: ImageBitmap, faces: readonly Face[]): void {
    const shown = this.#stage.picture;
    this.#stage.show(frame, { width: frame.width, height: frame.height }, faces, `The camera’s picture, with ${faces.length} faces`);
    if (shown instanceof ImageBitmap) shown.close();
    this.#cards.replaceChildren(...(faces.length === 0 ? [emptyCard('No face in the picture.')] : faces.map((face, index) => faceCard(face, index, undefined, frame, null))));
  }

  /** @param ends when the last answers came; this one is added */
  #measure(ends: number[], milliseconds: number): void {
    ends.push(performance.now());
    if (ends.length > remembered) ends.shift();
    const [first = 0, last = 0] = [ends[0], ends.at(-1)];
    const rate = ends.length < 2 ? '–' : (((ends.length - 1) * 1000) / (last - first)).toFixed(1);
    this.#meter('live-rate', rate);
    this.#meter('live-time', `${milliseconds.toFixed(0)} ms`);
  }

  #clear(): void {
    const shown = this.#stage.picture;
    this.#stage.show(null, { width: 1, height: 1 }, [], 'The camera is off');
    if (shown instanceof ImageBitmap) shown.close();
    byId('live-empty', HTMLElement).hidden = false;
    this.#cards.replaceChildren(emptyCard('The faces in front of the camera stand here.'));
    for (const id of ['live-rate', 'live-time', 'live-faces']) this.#meter(id, '–');
  }

  #meter(id: string, text: string): void {
    byId(id, HTMLElement).textContent = text;
  }

  #say(text: string): void {
    byId('live-state', HTMLElement).textContent = text;
  }
}

/** Until the camera shows another frame, or there is none for a while. */
async function nextFrame(video: HTMLVideoElement): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, 250);
    video.requestVideoFrameCallback(() => resolve());
  });
}
