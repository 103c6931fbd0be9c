#include "geometry/convex_hull.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>

namespace face_analyzer {
namespace {

/// Positive where the way over a, b, c turns clockwise on screen.
float turn(Point a, Point b, Point c) {
  const Point ab = b - a;
  const Point ac = c - a;
  return ab.x * ac.y - ab.y * ac.x;
}

/// Goes on with a chain of corners that all turn the same way.
void extend(std::vector<Point>& chain, std::size_t first, Point next) {
  while (chain.size() >= first + 2 && turn(chain[chain.size() - 2], chain.back(), next) <= 0) chain.pop_back();
  chain.push_back(next);
}

}  // namespace

// A. M. Andrew, Another efficient algorithm for convex hulls in two dimensions, 1979.
std::vector<Point> convex_hull(std::span<const Point> points) {
  std::vector<Point> sorted(points.begin(), points.end());
  std::ranges::sort(sorted, [](Point a, Point b) { return std::tie(a.x, a.y) < std::tie(b.x, b.y); });
  std::vector<Point> hull;
  for (const Point& point : sorted) extend(hull, 0, point);
  if (hull.size() < 2) return hull;
  hull.pop_back();  // the rightmost point begins the way back
  const std::size_t first = hull.size();
  std::ranges::reverse(sorted);
  for (const Point& point : sorted) extend(hull, first, point);
  hull.pop_back();  // the way back ends where the hull begins
  return hull;
}

}  // namespace face_analyzer
