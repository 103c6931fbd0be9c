#pragma once

#include <vector>

#include "geometry/point.hpp"

namespace face_analyzer {

/// A curve through points, in order.
class Polyline {
 public:
  explicit Polyline(std::vector<Point> points);

  /// The place at a fraction of the arc length, 0 the first point and 1 the last.
  [[nodiscard]] Point at(float fraction) const;
  [[nodiscard]] const std::vector<Point>& points() const { return points_; }

 private:
  std::vector<Point> points_;
  std::vector<float> arc_;  // the arc length up to each point
};

}  // namespace face_analyzer
