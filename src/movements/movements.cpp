#include "movements/movements.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "geometry/angle.hpp"
#include "geometry/point.hpp"
#include "mesh/vertices.hpp"

namespace face_analyzer {
namespace {

using vertices::Edge;

// Centimetres: an eyeball's radius, and how far the middle of the iris lies above the line of the eye's corners where a
// face looks into the camera (mean over frontal portraits).
constexpr float kEyeball = 1.2F;
constexpr float kIrisAboveCorners = .11F;
// What is seen of a direction of the head that points at the viewer says nothing of lengths along it.
constexpr float kLeastSeen = .1F;

/// The head's own directions as they are seen: to its image-right and down, 1 long where they are not foreshortened.
struct Axes {
  Point across;
  Point down;
  explicit Axes(const HeadFit& head) : across(head.direction({1, 0, 0})), down(head.direction({0, 1, 0})) {}
};

float unforeshortened(Point seen, Point axis) { return length(seen) / std::max(length(axis), kLeastSeen); }

/// Both edges run from corner to corner.
template <std::size_t Count>
float opening(const Mesh& mesh, const Edge<Count>& upper, const Edge<Count>& lower, const Axes& axes) {
  const auto at = [&](std::uint16_t vertex) { return mesh.points[vertex].flat(); };
  constexpr std::size_t kMiddle = Count / 2;
  float height = 0;
  for (std::size_t i = kMiddle - 1; i <= kMiddle + 1; ++i)
    height += unforeshortened(at(lower[i]) - at(upper[i]), axes.down) / 3;
  const float width = unforeshortened(at(upper.back()) - at(upper.front()), axes.across);
  return width > 0 ? height / width : 0;
}

/// Where the iris has gone from the middle of the eye, in centimetres across and down.
Point iris_offset(const Mesh& mesh, std::size_t iris, Point middle, const Axes& axes, float scale) {
  const Point gone = mesh.points[iris].flat() - middle;
  const float area = axes.across.x * axes.down.y - axes.across.y * axes.down.x;
  if (std::abs(area) < kLeastSeen || scale <= 0) return {0, -kIrisAboveCorners};
  return {(gone.x * axes.down.y - gone.y * axes.down.x) / (area * scale),
          (axes.across.x * gone.y - axes.across.y * gone.x) / (area * scale)};
}

Gaze gaze_of(const Mesh& mesh, const HeadFit& head, const Axes& axes) {
  const auto at = [&](std::uint16_t vertex) { return mesh.points[vertex].flat(); };
  struct Eye {
    std::size_t iris = 0;
    Point outer;
    Point inner;
  };
  const std::array eyes{
      Eye{Mesh::kImageLeftIris, at(vertices::kImageLeftEyeOuter), at(vertices::kImageLeftEyeInner)},
      Eye{Mesh::kImageRightIris, at(vertices::kImageRightEyeOuter), at(vertices::kImageRightEyeInner)},
  };
  // The eye that is seen better counts more.
  Point offset;
  float total = 0;
  for (const Eye& eye : eyes) {
    const float width = distance(eye.outer, eye.inner);
    offset = offset + iris_offset(mesh, eye.iris, midpoint(eye.outer, eye.inner), axes, head.scale()) * width;
    total += width;
  }
  if (total > 0) offset = offset * (1 / total);
  const Point turn = {std::clamp(offset.x / kEyeball, -1.F, 1.F),
                      std::clamp((offset.y + kIrisAboveCorners) / kEyeball, -1.F, 1.F)};
  const Point seen = head.direction({turn.x, turn.y, -std::sqrt(std::max(0.F, 1 - dot(turn, turn)))});
  return {.yaw = to_degrees(std::asin(std::clamp(seen.x, -1.F, 1.F))),
          .pitch = to_degrees(std::asin(std::clamp(-seen.y, -1.F, 1.F)))};
}

}  // namespace

Movements movements_of(const Mesh& mesh, const HeadFit& head) {
  const Axes axes(head);
  return {.eyes_open = {opening(mesh, vertices::kImageLeftEyeUpper, vertices::kImageLeftEyeLower, axes),
                        opening(mesh, vertices::kImageRightEyeUpper, vertices::kImageRightEyeLower, axes)},
          .mouth_open = opening(mesh, vertices::kMouthInnerUpper, vertices::kMouthInnerLower, axes),
          .gaze = gaze_of(mesh, head, axes)};
}

}  // namespace face_analyzer
