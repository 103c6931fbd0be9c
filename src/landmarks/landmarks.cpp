#include "landmarks/landmarks.hpp"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "landmarks/polyline.hpp"
#include "mesh/vertices.hpp"

namespace face_analyzer {
namespace {

/// The indices of one edge's landmarks from image-left to image-right: the contract's drawing order (polylines105).
template <std::size_t Count>
using Order = std::array<std::uint8_t, Count>;

constexpr Order<7> kImageLeftBrowUpper{0, 4, 5, 2, 6, 7, 1};
constexpr Order<7> kImageLeftBrowLower{0, 8, 9, 3, 10, 11, 1};
constexpr Order<7> kImageRightBrowUpper{12, 16, 17, 14, 18, 19, 13};
constexpr Order<7> kImageRightBrowLower{12, 20, 21, 15, 22, 23, 13};
constexpr Order<9> kImageLeftEyeUpper{24, 26, 27, 28, 29, 30, 31, 32, 25};
constexpr Order<9> kImageLeftEyeLower{24, 33, 34, 35, 36, 37, 38, 39, 25};
constexpr Order<9> kImageRightEyeUpper{40, 42, 43, 44, 45, 46, 47, 48, 41};
constexpr Order<9> kImageRightEyeLower{40, 49, 50, 51, 52, 53, 54, 55, 41};
constexpr Order<11> kMouthOuterUpper{62, 71, 69, 72, 67, 66, 68, 73, 70, 74, 63};
constexpr Order<9> kMouthOuterLower{62, 78, 76, 79, 75, 80, 77, 81, 63};
constexpr Order<9> kMouthInnerUpper{64, 88, 84, 90, 82, 92, 86, 94, 65};
constexpr Order<9> kMouthInnerLower{64, 89, 85, 91, 83, 93, 87, 95, 65};
constexpr Order<5> kImageLeftContour{96, 101, 99, 103, 98};  // from the ear down to the chin
constexpr Order<5> kImageRightContour{97, 102, 100, 104, 98};

enum Nose : std::size_t { bridge = 56, tip = 57, middle = 58, base = 59, wing_image_left = 60, wing_image_right = 61 };

std::vector<Point> places(const Mesh& mesh, std::span<const std::uint16_t> edge) {
  std::vector<Point> points;
  points.reserve(edge.size());
  for (const std::uint16_t vertex : edge) points.push_back(mesh.points[vertex].flat());
  return points;
}

void resample(Landmarks& landmarks, std::span<const std::uint8_t> order, const Polyline& curve) {
  const auto segments = static_cast<float>(order.size() - 1);
  for (std::size_t i = 0; i < order.size(); ++i) landmarks[order[i]] = curve.at(static_cast<float>(i) / segments);
}

/// Both edges of a brow meet in its ends, half-way between the mesh's two rows of vertices.
void set_brow(Landmarks& landmarks, const Mesh& mesh, std::span<const std::uint16_t> upper_edge,
              std::span<const std::uint16_t> lower_edge, std::span<const std::uint8_t> upper_order,
              std::span<const std::uint8_t> lower_order) {
  std::vector<Point> upper = places(mesh, upper_edge);
  std::vector<Point> lower = places(mesh, lower_edge);
  upper.front() = lower.front() = midpoint(upper.front(), lower.front());
  upper.back() = lower.back() = midpoint(upper.back(), lower.back());
  resample(landmarks, upper_order, Polyline(std::move(upper)));
  resample(landmarks, lower_order, Polyline(std::move(lower)));
}

/// The line through both pupils.
class PupilLine {
 public:
  explicit PupilLine(const Pupils& pupils)
      : start_(pupils.image_left), along_(pupils.image_right - pupils.image_left) {}

  /// Below the line (towards the chin) positive; in units of the pupil distance times a pixel.
  [[nodiscard]] float below(Point point) const {
    const Point from = point - start_;
    return along_.x * from.y - along_.y * from.x;
  }

  /// The part of a curve that lies below the line, beginning on it. A curve that never crosses stays whole.
  [[nodiscard]] std::vector<Point> cut(const std::vector<Point>& curve) const {
    for (std::size_t i = 1; i < curve.size(); ++i) {
      const float before = below(curve[i - 1]);
      const float after = below(curve[i]);
      if (before > 0 || after <= 0) continue;
      std::vector<Point> rest{interpolate(curve[i - 1], curve[i], before / (before - after))};
      rest.insert(rest.end(), curve.begin() + static_cast<std::ptrdiff_t>(i), curve.end());
      return rest;
    }
    return curve;
  }

 private:
  Point start_;
  Point along_;
};

void set_nose(Landmarks& landmarks, const Mesh& mesh, const PupilLine& pupil_line) {
  const auto at = [&](std::uint16_t vertex) { return mesh.points[vertex].flat(); };
  landmarks[Nose::bridge] = pupil_line.cut(places(mesh, vertices::kNoseBridge)).front();
  landmarks[Nose::tip] = at(vertices::kNoseTip);
  landmarks[Nose::middle] = midpoint(landmarks[Nose::bridge], landmarks[Nose::tip]);
  landmarks[Nose::base] = at(vertices::kNoseBase);
  landmarks[Nose::wing_image_left] = at(vertices::kNoseWingImageLeft);
  landmarks[Nose::wing_image_right] = at(vertices::kNoseWingImageRight);
}

/// From the pupils' height beside the ear to the chin.
void set_contour(Landmarks& landmarks, const Mesh& mesh, const PupilLine& pupil_line,
                 std::span<const std::uint16_t> edge, std::span<const std::uint8_t> order) {
  std::vector<Point> curve = places(mesh, edge);
  curve.push_back(mesh.points[vertices::kChin].flat());
  resample(landmarks, order, Polyline(pupil_line.cut(curve)));
}

/// Half the mean of an iris's horizontal and vertical diameter.
float iris_radius(const Mesh& mesh, std::size_t first) {
  const auto at = [&](std::size_t i) { return mesh.points[first + i].flat(); };
  return (distance(at(1), at(3)) + distance(at(2), at(4))) / 4;
}

}  // namespace

Pupils pupils_of(const Mesh& mesh) {
  return {mesh.points[Mesh::kImageLeftIris].flat(), mesh.points[Mesh::kImageRightIris].flat(),
          (iris_radius(mesh, Mesh::kImageLeftIris) + iris_radius(mesh, Mesh::kImageRightIris)) / 2};
}

Landmarks landmarks_of(const Mesh& mesh) {
  namespace edge = vertices;
  const auto curve = [&](std::span<const std::uint16_t> vertices) { return Polyline(places(mesh, vertices)); };
  const PupilLine pupil_line(pupils_of(mesh));
  Landmarks landmarks;
  set_brow(landmarks, mesh, edge::kImageLeftBrowUpper, edge::kImageLeftBrowLower, kImageLeftBrowUpper,
           kImageLeftBrowLower);
  set_brow(landmarks, mesh, edge::kImageRightBrowUpper, edge::kImageRightBrowLower, kImageRightBrowUpper,
           kImageRightBrowLower);
  resample(landmarks, kImageLeftEyeUpper, curve(edge::kImageLeftEyeUpper));
  resample(landmarks, kImageLeftEyeLower, curve(edge::kImageLeftEyeLower));
  resample(landmarks, kImageRightEyeUpper, curve(edge::kImageRightEyeUpper));
  resample(landmarks, kImageRightEyeLower, curve(edge::kImageRightEyeLower));
  set_nose(landmarks, mesh, pupil_line);
  resample(landmarks, kMouthOuterUpper, curve(edge::kMouthOuterUpper));
  resample(landmarks, kMouthOuterLower, curve(edge::kMouthOuterLower));
  resample(landmarks, kMouthInnerUpper, curve(edge::kMouthInnerUpper));
  resample(landmarks, kMouthInnerLower, curve(edge::kMouthInnerLower));
  set_contour(landmarks, mesh, pupil_line, edge::kImageLeftContour, kImageLeftContour);
  set_contour(landmarks, mesh, pupil_line, edge::kImageRightContour, kImageRightContour);
  return landmarks;
}

}  // namespace face_analyzer
