#pragma once

#include <array>
#include <cstddef>

#include "geometry/point.hpp"
#include "geometry/rectangle.hpp"
#include "mesh/mesh.hpp"

namespace face_analyzer {

/// The response's 105 landmarks, in pixels of the picture, by the index of the contract: 0-23 eyebrows, 24-55 eyes,
/// 56-61 nose, 62-95 mouth, 96-104 contour.
using Landmarks = std::array<Point, 105>;

/// The centre of either iris, and the radius that both share.
struct Pupils {
  Point image_left;
  Point image_right;
  float radius = 0;

  [[nodiscard]] float distance() const { return face_analyzer::distance(image_left, image_right); }
};

Pupils pupils_of(const Mesh& mesh);

/// By definition of the layout the points lie evenly by arc length on the face's edges, which are curves of the mesh.
Landmarks landmarks_of(const Mesh& mesh);

}  // namespace face_analyzer
