#pragma once

#include "geometry/point.hpp"
#include "geometry/rectangle.hpp"
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

/// The canonical face laid over a mesh: place = scale * rotation * vertex + offset.
class HeadFit {
 public:
  explicit HeadFit(const Mesh& mesh);

  [[nodiscard]] Pose pose() const;
  /// Pixels of the picture in a centimetre of the canonical face.
  [[nodiscard]] float scale() const { return scale_; }
  /// Where a place of the canonical face (centimetres; x to image-right, y down, z away from the viewer) lies in the
  /// picture.
  [[nodiscard]] Point place(Point3 canonical) const;

 private:
  float rotation_[3][3]{};
  float scale_ = 0;
  Point3 offset_;
};

/// The response's rectangle. The published ones are 1.99-2.24 pupil distances wide and 2.70-2.98 high with the eye line
/// at 36.6-40.5 % of the height; the means of these are laid on the fitted head, so that a turned head, whose pupils
/// move together, keeps its size.
Rectangle face_rectangle(const HeadFit& head);

}  // namespace face_analyzer
