#pragma once

#include <array>
#include <cstddef>

#include "geometry/point.hpp"

namespace face_analyzer {

/// MediaPipe's face mesh in pixels of the picture: 468 vertices of the canonical face's topology, then for either eye
/// (image-left, image-right) the centre of the iris and the four ends of its horizontal and vertical diameters.
struct Mesh {
  static constexpr std::size_t kVertices = 468;
  static constexpr std::size_t kIrisPoints = 5;
  static constexpr std::size_t kPoints = kVertices + 2 * kIrisPoints;
  static constexpr std::size_t kImageLeftIris = kVertices;
  static constexpr std::size_t kImageRightIris = kVertices + kIrisPoints;

  std::array<Point3, kPoints> points;
  float face_logit = 0;  // the network's own doubt: +11 to +37 on faces, below 0 on what is none
};

}  // namespace face_analyzer
