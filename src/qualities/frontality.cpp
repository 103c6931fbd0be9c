#include "qualities/frontality.hpp"

#include "geometry/angle.hpp"

namespace face_analyzer {
namespace {

float angle_share(float degrees) {
  const float cosine = facing_share(degrees);
  return cosine * cosine;
}

}  // namespace

float pose_score(const Pose& pose) {
  return 100 * angle_share(pose.yaw) * angle_share(pose.pitch) * angle_share(pose.roll);
}

}  // namespace face_analyzer
