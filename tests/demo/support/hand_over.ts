import type { Locator } from 'playwright-core';

export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Does with files what a user does who drops them on an element, or pastes them there. */
export async function handOver(target: Locator, gesture: 'drop' | 'paste', files: readonly GivenFile[]): Promise<void> {
  const parcels = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }));
  await target.evaluate(
    async (element, { gesture, parcels }) => {
      const data = new DataTransfer();
      for (const { name, base64 } of parcels) data.items.add(new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name));
      const common = { bubbles: true, cancelable: true };
      element.dispatchEvent(gesture === 'drop' ? new DragEvent('drop', { ...common, dataTransfer: data }) : new ClipboardEvent('paste', { ...common, clipboardData: data }));
    },
    { gesture, parcels },
  );
}

/** A file as an input of the page is given it. */
export function chosen({ name, bytes }: GivenFile): { name: string; mimeType: string; buffer: Buffer } {
  return { name, mimeType: '', buffer: Buffer.from(bytes) };
}
