import protobuf from 'protobufjs';

/** The part of MediaPipe's face geometry schema (mediapipe/tasks/cc/vision/face_geometry/proto) that is read here, field numbers as there. */
const schema = `syntax = "proto2";
message Mesh { optional int32 vertex_type = 1; optional int32 primitive_type = 2; repeated float vertex_buffer = 3; repeated uint32 index_buffer = 4; }
message Weight { optional uint32 landmark_id = 1; optional float weight = 2; }
message Metadata { optional Mesh canonical_mesh = 1; repeated Weight procrustes_landmark_basis = 2; }`;

/** A vertex is x, y, z and two texture coordinates (VERTEX_PT, the only vertex type there is). */
const numbersPerVertex = 5;

interface Metadata {
  readonly canonical_mesh: { readonly vertex_type: number; readonly vertex_buffer: readonly number[] };
  readonly procrustes_landmark_basis: readonly { readonly landmark_id: number; readonly weight: number }[];
}

/**
 * MediaPipe's canonical face as JSON: `vertices`, one [x, y, z] a landmark of the mesh, in centimetres, x to the image's right, y up, z towards the
 * viewer; and `procrustes`, [landmark, weight] pairs: how much each landmark counts when the canonical face is fitted to a seen one.
 * @param bytes a serialised GeometryPipelineMetadata
 * @throws Error where the bytes are none
 */
export function canonicalFaceJson(bytes: Uint8Array): string {
  const type = protobuf.parse(schema, { keepCase: true }).root.lookupType('Metadata');
  const metadata = type.toObject(type.decode(bytes), { defaults: true }) as Metadata;
  const { vertex_type: vertexType, vertex_buffer: numbers } = metadata.canonical_mesh;
  if (vertexType !== 0 || numbers.length === 0 || numbers.length % numbersPerVertex !== 0) throw new Error('the canonical mesh has an unknown vertex type');
  const vertices = Array.from({ length: numbers.length / numbersPerVertex }, (_, vertex) =>
    numbers.slice(vertex * numbersPerVertex, vertex * numbersPerVertex + 3).map(shortest));
  const procrustes = metadata.procrustes_landmark_basis.map(({ landmark_id: landmark, weight }) => [landmark, shortest(weight)]);
  return `${JSON.stringify({ vertices, procrustes })}\n`;
}

/** The shortest decimal number that is the same 32-bit float. */
function shortest(value: number): number {
  for (let digits = 1; digits <= 9; digits += 1) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return rounded;
  }
  return value;
}
