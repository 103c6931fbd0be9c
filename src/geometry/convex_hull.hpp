#pragma once

#include <span>
#include <vector>

#include "geometry/point.hpp"

namespace face_analyzer {

/// The corners of the smallest convex polygon around points, in order, clockwise on screen; points on its edges are
/// left out. Fewer than three where all points lie on a line.
std::vector<Point> convex_hull(std::span<const Point> points);

}  // namespace face_analyzer
