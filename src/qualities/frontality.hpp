#pragma once

#include "pose/pose.hpp"

namespace face_analyzer {

/// 0-100: the product of the standard's (ISO/IEC 29794-5) scores of the three angles, max(0, cos)^2 each.
float pose_score(const Pose& pose);

}  // namespace face_analyzer
