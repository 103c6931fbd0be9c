#include "geometry/convex_hull.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <vector>

namespace face_analyzer {
namespace {

float cross(Point a, Point b, Point c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

TEST(ConvexHull, OfASquareWithPointsInsideAndOnItsEdgesIsItsFourCorners) {
  const std::vector<Point> points{{0, 0}, {2, 1}, {4, 0}, {4, 4}, {2, 2}, {0, 4}, {2, 0}, {0, 2}, {4, 4}};
  const std::vector<Point> hull = convex_hull(points);
  ASSERT_EQ(hull.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_GT(cross(hull[i], hull[(i + 1) % 4], hull[(i + 2) % 4]), 0);
}

TEST(ConvexHull, HasEveryPointOnItsInnerSide) {
  std::mt19937 random(7);
  std::normal_distribution<float> normal(100, 30);
  std::vector<Point> points(200);
  for (Point& point : points) point = {normal(random), normal(random)};
  const std::vector<Point> hull = convex_hull(points);
  ASSERT_GE(hull.size(), 3U);
  for (std::size_t i = 0; i < hull.size(); ++i)
    for (const Point& point : points) EXPECT_GE(cross(hull[i], hull[(i + 1) % hull.size()], point), -1e-2);
}

TEST(ConvexHull, OfPointsOnALineOrInOnePlaceHasNoArea) {
  EXPECT_LT(convex_hull(std::vector<Point>{{1, 1}, {2, 2}, {3, 3}}).size(), 3U);
  EXPECT_LT(convex_hull(std::vector<Point>(5, Point{1, 1})).size(), 3U);
  EXPECT_TRUE(convex_hull({}).empty());
}

}  // namespace
}  // namespace face_analyzer
