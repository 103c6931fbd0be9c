#pragma once

#include <array>

#include "geometry/point.hpp"
#include "geometry/rectangle.hpp"

namespace face_analyzer {

/// A face as the detector sees it; every place in pixels of the picture.
struct Detection {
  /// The detector's six key points, in its own order.
  enum KeyPoint { image_left_eye, image_right_eye, nose_tip, mouth_centre, image_left_ear, image_right_ear };

  float probability = 0;  // 0-1
  Rectangle box;          // from the brows to the chin, about square; upright in the view that was searched
  std::array<Point, 6> key_points;

  /// By how much the face is turned clockwise on screen, from the line of its eyes; radians.
  [[nodiscard]] float roll() const { return angle_of(key_points[image_left_eye], key_points[image_right_eye]); }
};

}  // namespace face_analyzer
