#include "pose/pose.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "pose/canonical_face.hpp"
#include "pose/rotation_fit.hpp"

namespace face_analyzer {
namespace {

// In pupil distances, the means over six published faces (see face_rectangle).
constexpr float kRectangleWidth = 2.12F;
constexpr float kRectangleHeight = 2.83F;
constexpr float kEyeLine = .385F;  // of the height
// How far behind the pupils the rectangle's centre lies, in centimetres: a turned head's box moves towards its ear.
constexpr float kRectangleDepth = 3;

std::array<double, 3> components(Point3 point) { return {point.x, point.y, point.z}; }

/// Weighted means of the canonical vertices and of their places in the mesh.
struct Centroids {
  std::array<double, 3> canonical{};
  std::array<double, 3> mesh{};
};

Centroids centroids_of(const Mesh& mesh) {
  Centroids centroids;
  double total = 0;
  for (const FitVertex& vertex : fit_vertices()) {
    const auto from = components(vertex.place);
    const auto to = components(mesh.points[vertex.index]);
    total += vertex.weight;
    for (std::size_t i = 0; i < 3; ++i) {
      centroids.canonical[i] += vertex.weight * from[i];
      centroids.mesh[i] += vertex.weight * to[i];
    }
  }
  for (std::size_t i = 0; i < 3; ++i) {
    centroids.canonical[i] /= total;
    centroids.mesh[i] /= total;
  }
  return centroids;
}

float degrees(float radians) { return radians * 180 / std::numbers::pi_v<float>; }

}  // namespace

HeadFit::HeadFit(const Mesh& mesh) {
  const Centroids centroids = centroids_of(mesh);
  Matrix3 correlation{};
  double spread = 0;
  for (const FitVertex& vertex : fit_vertices()) {
    const auto from = components(vertex.place);
    const auto to = components(mesh.points[vertex.index]);
    for (std::size_t i = 0; i < 3; ++i) {
      const double centred = from[i] - centroids.canonical[i];
      spread += vertex.weight * centred * centred;
      for (std::size_t j = 0; j < 3; ++j) correlation[i][j] += vertex.weight * centred * (to[j] - centroids.mesh[j]);
    }
  }
  const Matrix3 rotation = best_rotation(correlation);
  double agreement = 0;
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) agreement += rotation[j][i] * correlation[i][j];
  const double scale = agreement / spread;
  std::array<double, 3> offset{};
  for (std::size_t i = 0; i < 3; ++i) {
    offset[i] = centroids.mesh[i];
    for (std::size_t j = 0; j < 3; ++j) {
      rotation_[i][j] = static_cast<float>(rotation[i][j]);
      offset[i] -= scale * rotation[i][j] * centroids.canonical[j];
    }
  }
  scale_ = static_cast<float>(scale);
  offset_ = {static_cast<float>(offset[0]), static_cast<float>(offset[1]), static_cast<float>(offset[2])};
}

Point HeadFit::place(Point3 canonical) const {
  const auto turned_row = [&](int row) {
    return rotation_[row][0] * canonical.x + rotation_[row][1] * canonical.y + rotation_[row][2] * canonical.z;
  };
  return {offset_.x + scale_ * turned_row(0), offset_.y + scale_ * turned_row(1)};
}

Pose HeadFit::pose() const {
  // rotation = roll about z after yaw about y after pitch about x; the axes are image-right, down and away.
  const float sine_of_yaw = std::clamp(rotation_[2][0], -1.F, 1.F);
  return {degrees(std::asin(sine_of_yaw)), std::clamp(degrees(std::atan2(-rotation_[2][1], rotation_[2][2])), -90.F, 90.F),
          degrees(std::atan2(rotation_[1][0], rotation_[0][0]))};
}

Rectangle face_rectangle(const HeadFit& head) {
  const float unit = canonical_pupil_distance();
  const Point3 eyes = canonical_eye_centre();
  const Point centre = head.place({eyes.x, eyes.y + (.5F - kEyeLine) * kRectangleHeight * unit, eyes.z + kRectangleDepth});
  const float width = kRectangleWidth * unit * head.scale();
  const float height = kRectangleHeight * unit * head.scale();
  return {centre.x - width / 2, centre.y - height / 2, width, height};
}

}  // namespace face_analyzer
