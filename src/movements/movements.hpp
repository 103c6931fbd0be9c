#pragma once

#include <array>

#include "mesh/mesh.hpp"
#include "pose/pose.hpp"

namespace face_analyzer {

/// Where the eyes look, in degrees: yaw positive to image-right, pitch positive upwards, both 0 into the camera.
struct Gaze {
  float yaw = 0;
  float pitch = 0;
};

/// What the eyes and the mouth do, from the mesh alone. Openings are the middle height between the lids or the lips by
/// their width, as a viewer in front of the face would see them (the eye aspect ratio of Soukupova and Cech, 2016).
struct Movements {
  std::array<float, 2> eyes_open{};  // of the eye at image-left, and of that at image-right
  float mouth_open = 0;
  Gaze gaze;
};

Movements movements_of(const Mesh& mesh, const HeadFit& head);

}  // namespace face_analyzer
