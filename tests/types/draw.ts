// What local-face-analyzer/draw promises to a type checker; see public_interface.ts.
import { drawFaces, facesOf, type DrawContext, type DrawOptions, type Face } from '../../web/draw.js';
import type { FaceAnalyzerResponse, Inspection } from '../../web/index.js';

declare const response: FaceAnalyzerResponse;
declare const inspection: Inspection;

// Every context of two dimensions is drawn on,
declare const contexts: { page: CanvasRenderingContext2D; worker: OffscreenCanvasRenderingContext2D };
contexts satisfies Record<string, DrawContext>;
// and no other.
declare const other: { gl: WebGL2RenderingContext; path: Path2D; bitmap: ImageBitmapRenderingContext; canvas: HTMLCanvasElement };
// @ts-expect-error
other.gl satisfies DrawContext;
// @ts-expect-error
other.path satisfies DrawContext;
// @ts-expect-error
other.bitmap satisfies DrawContext;
// @ts-expect-error
other.canvas satisfies DrawContext;

// Of what analyze and inspect give, or of some faces;
drawFaces(contexts.page, response);
drawFaces(contexts.worker, inspection, {});
drawFaces(contexts.page, facesOf(response).filter(({ probability }) => (probability ?? 0) > 0.9), {
  parts: ['rectangle', 'label'], lineWidth: 2, colours: { rectangle: 'gold' }, label: ({ age, gender }, index) => `${index}: ${gender} ${age}`,
});
// not of anything else.
// @ts-expect-error
drawFaces(contexts.page);
// @ts-expect-error
drawFaces(contexts.page, response.data);
// @ts-expect-error
drawFaces(contexts.page, inspection.faces);
// @ts-expect-error
drawFaces(contexts.page, analyzeLater());
declare function analyzeLater(): Promise<FaceAnalyzerResponse>;
// @ts-expect-error
({ parts: ['boxes'] }) satisfies DrawOptions;
// @ts-expect-error
({ colours: { ears: 'red' } }) satisfies DrawOptions;
// @ts-expect-error
({ label: 'face' }) satisfies DrawOptions;

// What is switched off has to be thought of.
declare const face: Face;
// @ts-expect-error
face.age satisfies number;
// @ts-expect-error
face.pose.yaw;
// @ts-expect-error
face.qualities.score_list satisfies number;
(face.gender ?? 'male') satisfies 'female' | 'male';
