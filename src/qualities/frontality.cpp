#include "qualities/frontality.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace face_analyzer {
namespace {

float angle_share(float degrees) {
  const float cosine = std::max(0.F, std::cos(degrees * std::numbers::pi_v<float> / 180));
  return cosine * cosine;
}

}  // namespace

float pose_score(const Pose& pose) {
  return 100 * angle_share(pose.yaw) * angle_share(pose.pitch) * angle_share(pose.roll);
}

}  // namespace face_analyzer
