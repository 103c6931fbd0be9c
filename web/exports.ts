/** What both entries give. */
export { answeredBy } from './analyzer/answerer.js';
export { compareFaces, type Embedding, findFace, type FindOptions, type Match, similarityThresholds } from './compare.js';
export { FaceAnalyzerError, type FaceAnalyzerErrorCode } from './errors.js';
export * from './interface.js';
export type * from './response.js';
export type { Confidences, Emotions, Movements, RawQualities, StageName } from './core/core_module.js';
