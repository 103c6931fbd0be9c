#include "geometry/point.hpp"

#include <gtest/gtest.h>

#include <numbers>

namespace face_analyzer {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;

TEST(Point, APositiveAngleTurnsClockwiseOnScreen) {
  const Point right{1, 0};  // y runs down, so a quarter clockwise from the right is below
  const Point below = turned(right, kPi / 2);
  EXPECT_NEAR(below.x, 0, 1e-6);
  EXPECT_NEAR(below.y, 1, 1e-6);
}

TEST(Point, TheAngleOfALineIsThatByWhichTheXAxisWasTurned) {
  for (const float angle : {-3.F, -kPi / 2, -.1F, 0.F, .4F, kPi / 2, 3.F}) {
    const Point from{7, -3};
    EXPECT_NEAR(angle_of(from, from + turned({5, 0}, angle)), angle, 1e-5) << angle;
  }
}

TEST(Point, InterpolationStartsAtTheFirstPointAndEndsAtTheSecond) {
  const Point a{2, 10};
  const Point b{6, -10};
  EXPECT_EQ(interpolate(a, b, 0).x, 2);
  EXPECT_EQ(interpolate(a, b, 1).y, -10);
  EXPECT_EQ(interpolate(a, b, .25F).x, 3);
  EXPECT_EQ(interpolate(a, b, .25F).y, 5);
  EXPECT_EQ(midpoint(a, b).x, 4);
  EXPECT_EQ(midpoint(a, b).y, 0);
}

TEST(Point, DistanceIsEuclidean) { EXPECT_FLOAT_EQ(distance({1, 2}, {4, -2}), 5); }

}  // namespace
}  // namespace face_analyzer
