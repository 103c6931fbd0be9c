#pragma once

#include "attributes/attributes.hpp"
#include "pose/pose.hpp"

namespace face_analyzer {

/// How far each answer can be trusted, 0-1: the head's own probability of what is answered, where it has one, times how
/// well can be seen what the answer is about. The answer itself is given either way.
struct Confidences {
  float age = 0;
  float gender = 0;
  float expression = 0;
  float glasses = 0;
  float hat = 0;
  float mask = 0;
  float beauty = 0;
};

/// `pupil_distance` in pixels, as if the face looked at the viewer.
Confidences confidences(const Attributes& attributes, const Pose& pose, float pupil_distance);

}  // namespace face_analyzer
