#include "pose/pose.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "geometry/angle.hpp"
#include "pose/canonical_face.hpp"
#include "pose/rotation_fit.hpp"

namespace face_analyzer {
namespace {

// The mesh's depths are guessed and count less than its places: this share of them gave the smallest error of yaw
// against labelled photographs.
constexpr double kDepthShare = .7;
// The pitch that the fit gives to faces which look into the camera (mean over frontal portraits); it becomes 0.
constexpr float kPitchOfPortraits = -4.5F;

using Coordinates = std::array<double, 3>;

Coordinates canonical_place(const FitVertex& vertex) { return {vertex.place.x, vertex.place.y, vertex.place.z}; }

Coordinates seen_place(Point3 point) { return {point.x, point.y, kDepthShare * point.z}; }

std::vector<Point3> places_in(const Mesh& mesh) {
  std::vector<Point3> places(fit_vertices().size());
  std::ranges::transform(fit_vertices(), places.begin(),
                         [&](const FitVertex& vertex) { return mesh.points[vertex.index]; });
  return places;
}

/// Weighted means of the canonical vertices and of where they were seen.
struct Centroids {
  Coordinates canonical{};
  Coordinates seen{};
};

Centroids centroids_of(std::span<const Point3> seen) {
  Centroids centroids;
  double total = 0;
  for (std::size_t k = 0; k < seen.size(); ++k) {
    const FitVertex& vertex = fit_vertices()[k];
    const Coordinates from = canonical_place(vertex);
    const Coordinates to = seen_place(seen[k]);
    total += vertex.weight;
    for (std::size_t i = 0; i < 3; ++i) {
      centroids.canonical[i] += vertex.weight * from[i];
      centroids.seen[i] += vertex.weight * to[i];
    }
  }
  for (std::size_t i = 0; i < 3; ++i) {
    centroids.canonical[i] /= total;
    centroids.seen[i] /= total;
  }
  return centroids;
}

}  // namespace

HeadFit::HeadFit(const Mesh& mesh) : HeadFit(places_in(mesh)) {}

HeadFit::HeadFit(std::span<const Point3> seen) {
  const Centroids centroids = centroids_of(seen);
  Matrix3 correlation{};
  double spread = 0;
  for (std::size_t k = 0; k < seen.size(); ++k) {
    const FitVertex& vertex = fit_vertices()[k];
    const Coordinates from = canonical_place(vertex);
    const Coordinates to = seen_place(seen[k]);
    for (std::size_t i = 0; i < 3; ++i) {
      const double centred = from[i] - centroids.canonical[i];
      spread += vertex.weight * centred * centred;
      for (std::size_t j = 0; j < 3; ++j) correlation[i][j] += vertex.weight * centred * (to[j] - centroids.seen[j]);
    }
  }
  const Matrix3 rotation = best_rotation(correlation);
  double agreement = 0;
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) agreement += rotation[j][i] * correlation[i][j];
  const double scale = agreement / spread;
  Coordinates offset{};
  for (std::size_t i = 0; i < 3; ++i) {
    offset[i] = centroids.seen[i];
    for (std::size_t j = 0; j < 3; ++j) {
      rotation_[i][j] = static_cast<float>(rotation[i][j]);
      offset[i] -= scale * rotation[i][j] * centroids.canonical[j];
    }
  }
  scale_ = static_cast<float>(scale);
  offset_ = {static_cast<float>(offset[0]), static_cast<float>(offset[1]), static_cast<float>(offset[2])};
}

Point HeadFit::place(Point3 canonical) const { return offset_.flat() + direction(canonical) * scale_; }

Point HeadFit::direction(Point3 canonical) const {
  const auto turned_row = [&](std::size_t row) {
    return rotation_[row][0] * canonical.x + rotation_[row][1] * canonical.y + rotation_[row][2] * canonical.z;
  };
  return {turned_row(0), turned_row(1)};
}

Pose HeadFit::pose() const {
  // rotation = roll about z after yaw about y after pitch about x; the axes are image-right, down and away.
  const float sine_of_yaw = std::clamp(rotation_[2][0], -1.F, 1.F);
  const float pitch = to_degrees(std::atan2(-rotation_[2][1], rotation_[2][2])) - kPitchOfPortraits;
  return {to_degrees(std::asin(sine_of_yaw)), std::clamp(pitch, -90.F, 90.F),
          to_degrees(std::atan2(rotation_[1][0], rotation_[0][0]))};
}

}  // namespace face_analyzer
