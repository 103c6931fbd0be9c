import { networks } from '#assets';
import type { NetworkNames } from '../engine/protocol.js';
import type { AttributeName } from '../interface.js';

/** What finds faces and places them runs for every photograph, and for the landmarks suffices; any other attribute needs all networks. */
const placing: readonly string[] = ['face_detection', 'face_mesh', 'head_pose'];

/** The networks that these attributes need; docs/model-licences.md has the table. */
export function networksFor(attributes: readonly AttributeName[]): readonly NetworkNames[] {
  return attributes.every((attribute) => attribute === 'landmarks') ? networks.filter(({ name }) => placing.includes(name)) : networks;
}
