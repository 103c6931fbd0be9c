#pragma once

#include <array>
#include <span>

#include "geometry/point.hpp"
#include "mesh/mesh.hpp"

namespace face_analyzer {

/// The head's turn in degrees: yaw positive with the nose towards image-right, in [-90, 90]; pitch positive looking up,
/// in [-90, 90]; roll positive clockwise on screen, in [-180, 180]. The picture is turned by roll last, so that turning
/// a photograph changes roll alone.
struct Pose {
  float yaw = 0;
  float pitch = 0;
  float roll = 0;
};

/// The canonical face laid over places that were seen: place = scale * rotation * vertex + offset.
class HeadFit {
 public:
  explicit HeadFit(const Mesh& mesh);
  /// `seen`: where each of fit_vertices() lies, in their order, in pixels with x to image-right, y down, z away.
  explicit HeadFit(std::span<const Point3> seen);

  [[nodiscard]] Pose pose() const;
  /// Pixels of the picture in a centimetre of the canonical face.
  [[nodiscard]] float scale() const { return scale_; }
  /// Where a place of the canonical face (centimetres; x to image-right, y down, z away from the viewer) lies in the
  /// picture.
  [[nodiscard]] Point place(Point3 canonical) const;
  /// How a vector of the canonical face points in the picture, foreshortened but not scaled.
  [[nodiscard]] Point direction(Point3 canonical) const;

 private:
  std::array<std::array<float, 3>, 3> rotation_{};
  float scale_ = 0;
  Point3 offset_;
};

}  // namespace face_analyzer
