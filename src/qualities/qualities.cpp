#include "qualities/qualities.hpp"

#include "qualities/aligned_face.hpp"
#include "qualities/frontality.hpp"
#include "qualities/likeness.hpp"
#include "qualities/lower_face.hpp"
#include "qualities/noise.hpp"
#include "qualities/recognisability.hpp"
#include "qualities/sharpness.hpp"
#include "qualities/upper_face.hpp"

namespace face_analyzer {

Qualities measure_qualities(const Pyramid& pyramid, const LocatedFace& face) {
  const AlignedFace aligned = align_face(pyramid, face.head, face.pupils, face.landmarks);
  const Qualities::Raw raw{.pupil_distance = aligned.pupil_distance,
                           .sharpness = sharpness(aligned),
                           .noise_deviation = noise_deviation(pyramid, aligned),
                           .light = illumination(aligned, face.mesh),
                           .face_logit = face.mesh.face_logit,
                           .no_glasses = face.attributes.glasses.front(),
                           .no_mask = face.attributes.mask.front(),
                           .recognition = face.attributes.recognition};
  Qualities qualities{.blur = blur_score(raw.sharpness, raw.pupil_distance),
                      .noise = noise_score(raw.noise_deviation),
                      .illumination = illumination_score(raw.light),
                      .pose = pose_score(face.pose),
                      .face = face_score(raw.face_logit, face.probability),
                      .glasses = upper_face_score(raw.no_glasses),
                      .mask = lower_face_score(raw.no_mask),
                      .raw = raw};
  // Glasses are left out: people who wear them do so on all their photographs.
  qualities.overall = overall_score(raw.recognition, {qualities.blur, qualities.noise, qualities.illumination,
                                                      qualities.pose, qualities.face, qualities.mask});
  return qualities;
}

}  // namespace face_analyzer
