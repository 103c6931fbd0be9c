import type { QualityName } from 'local-face-analyzer';

/** Below this a score is a warning; the API's own advice. */
export const qualityThreshold = 85;

/** What each score says, in the response's order. */
export const qualityLabels: Readonly<Record<QualityName, string>> = {
  score_list: 'Overall',
  noise_list: 'Free of noise',
  blur_list: 'Sharp',
  fnf_list: 'Really a face',
  glass_list: 'Eyes uncovered',
  mask_list: 'Mouth uncovered',
  illu_list: 'Well lit',
  pose_list: 'Facing the camera',
};

export const qualityNames = Object.keys(qualityLabels) as QualityName[];

/** The scores below the threshold, as "Sharp 71.0". */
export function weakQualities(scores: Readonly<Partial<Record<QualityName, number>>>): string[] {
  const weak = qualityNames.filter((name) => (scores[name] ?? qualityThreshold) < qualityThreshold);
  return weak.map((name) => `${qualityLabels[name]} ${scores[name]?.toFixed(1)}`);
}
