/** The camera: asked for only when it is wanted, and given back as soon as it is not. */
import { byId } from './dom.js';
import { isRemote } from './remote.js';

/** @throws DOMException where there is none, or the user or a policy forbids it */
export async function openCamera(video: HTMLVideoElement): Promise<MediaStream> {
  // Without HTTPS a browser has no such thing at all.
  if (navigator.mediaDevices === undefined) throw new DOMException('', 'NotSupportedError');
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: 'user' }, audio: false });
  video.srcObject = stream;
  await video.play();
  return stream;
}

export function closeCamera(video: HTMLVideoElement, stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
  video.srcObject = null;
}

const reasons: Readonly<Record<string, string>> = {
  NotAllowedError: 'The camera is not allowed. The browser’s settings of this site can change that.',
  NotFoundError: 'There is no camera.',
  NotReadableError: 'Another program holds the camera.',
  NotSupportedError: 'Pages have a camera only over HTTPS or on localhost.',
};

export function cameraFailure(error: unknown): string {
  const { name = '', message = '' } = Object(error) as { readonly name?: string; readonly message?: string };
  return reasons[name] ?? `The camera does not start: ${message}`;
}

/** The dialog that takes a photograph. */
export function startShutter(take: (file: File) => void): void {
  const [dialog, video] = [byId('camera', HTMLDialogElement), byId('viewfinder', HTMLVideoElement)];
  const [shutter, state] = [byId('shutter', HTMLButtonElement), byId('camera-state', HTMLElement)];
  let stream: MediaStream | null = null;
  let count = 0;
  byId('open-camera', HTMLButtonElement).addEventListener('click', () => void open());
  byId('camera-close', HTMLButtonElement).addEventListener('click', () => dialog.close());
  shutter.addEventListener('click', () => void shoot());
  dialog.addEventListener('close', () => {
    closeCamera(video, stream);
    stream = null;
  });

  async function open(): Promise<void> {
    dialog.showModal();
    shutter.disabled = true;
    state.textContent = 'Waiting for the camera …';
    try {
      stream = await openCamera(video);
      if (!dialog.open) return closeCamera(video, stream); // closed while the browser asked
      state.textContent = isRemote ? 'The photograph will be uploaded to the proxy.' : 'Nothing is uploaded.';
      shutter.disabled = false;
      shutter.focus();
    } catch (error) {
      state.textContent = cameraFailure(error);
    }
  }

  async function shoot(): Promise<void> {
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    count += 1;
    dialog.close();
    take(new File([blob], `camera-${count}.png`, { type: 'image/png' }));
  }
}
