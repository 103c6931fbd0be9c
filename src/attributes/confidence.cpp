#include "attributes/confidence.hpp"

#include <algorithm>
#include <cmath>

#include "geometry/angle.hpp"

namespace face_analyzer {
namespace {

// Half of what can be seen of a large face can be seen at this pupil distance, in pixels: faces of LFW were shrunk
// until the heads' answers changed (models/cards/attribute_heads.md).
constexpr float kHalfPupilDistance = 7;
constexpr float kSteepness = 4;

/// 0-1: enough pixels to see a detail of the face.
float resolved(float pupil_distance) { return 1 / (1 + std::pow(kHalfPupilDistance / pupil_distance, kSteepness)); }

/// 0-1: how much of the face is turned to the viewer.
float turned_to_viewer(const Pose& pose) { return facing_share(pose.yaw) * facing_share(pose.pitch); }

float of_two(float probability) { return std::max(probability, 1 - probability); }

}  // namespace

Confidences confidences(const Attributes& attributes, const Pose& pose, float pupil_distance) {
  const float visible = resolved(pupil_distance) * turned_to_viewer(pose);
  const float upper = 1 - attributes.glasses.back();  // sunglasses hide the eyes, regular ones do not
  const float lower = attributes.mask.front();
  return {.age = visible * upper * lower,
          .gender = visible * of_two(attributes.male),
          .expression = visible * lower * of_two(attributes.smile),
          .glasses = visible * std::ranges::max(attributes.glasses),
          .hat = visible * of_two(attributes.hat),
          .mask = visible * std::ranges::max(attributes.mask),
          .beauty = visible * upper * lower};
}

}  // namespace face_analyzer
