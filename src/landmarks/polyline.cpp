#include "landmarks/polyline.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace face_analyzer {

Polyline::Polyline(std::vector<Point> points) : points_(std::move(points)), arc_(points_.size()) {
  for (std::size_t i = 1; i < points_.size(); ++i) arc_[i] = arc_[i - 1] + distance(points_[i - 1], points_[i]);
}

Point Polyline::at(float fraction) const {
  const float wanted = fraction * arc_.back();
  const auto next = static_cast<std::size_t>(std::lower_bound(arc_.begin() + 1, arc_.end() - 1, wanted) - arc_.begin());
  const float segment = arc_[next] - arc_[next - 1];
  const float share = segment > 0 ? (wanted - arc_[next - 1]) / segment : 0;
  return interpolate(points_[next - 1], points_[next], share);
}

}  // namespace face_analyzer
