/** What an image file's first bytes say it is. The API wants a fitting name; the validator has refused other types before. */
const kinds = [
  { signature: [0xff, 0xd8], type: 'image/jpeg', name: 'image.jpg' },
  { signature: [0x89, 0x50, 0x4e, 0x47], type: 'image/png', name: 'image.png' },
  { signature: [0x42, 0x4d], type: 'image/bmp', name: 'image.bmp' },
] as const;
const unknown = { type: 'application/octet-stream', name: 'image.bin' } as const;

/** The API's one field, which holds the image file. */
export const imageField = 'image';

/** The multipart body of a request to the API. */
export function uploadOf(bytes: Uint8Array): FormData {
  const { type, name } = kinds.find(({ signature }) => signature.every((byte, index) => bytes[index] === byte)) ?? unknown;
  const form = new FormData();
  form.append(imageField, new Blob([bytes as Uint8Array<ArrayBuffer>], { type }), name);
  return form;
}
