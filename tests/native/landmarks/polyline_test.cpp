#include "landmarks/polyline.hpp"

#include <gtest/gtest.h>

namespace face_analyzer {
namespace {

void expect_place(Point place, float x, float y) {
  EXPECT_NEAR(place.x, x, 1e-4);
  EXPECT_NEAR(place.y, y, 1e-4);
}

TEST(Polyline, BeginsAtItsFirstPointAndEndsAtItsLast) {
  const Polyline line({{1, 2}, {4, 6}, {4, 16}});
  expect_place(line.at(0), 1, 2);
  expect_place(line.at(1), 4, 16);
}

TEST(Polyline, AFractionIsMeasuredAlongTheCurveNotByPoints) {
  const Polyline line({{0, 0}, {3, 4}, {3, 19}});  // 5 and 15 long
  expect_place(line.at(.25F), 3, 4);
  expect_place(line.at(.5F), 3, 9);
  expect_place(line.at(.125F), 1.5F, 2);
}

TEST(Polyline, PointsOnTheSamePlaceChangeNothing) {
  const Polyline line({{0, 0}, {0, 0}, {10, 0}, {10, 0}, {10, 0}, {20, 0}, {20, 0}});
  for (const float fraction : {0.F, .1F, .5F, .75F, 1.F}) expect_place(line.at(fraction), 20 * fraction, 0);
}

TEST(Polyline, WhenAllPointsAreOneEveryFractionIsThere) {
  const Polyline line({{7, 8}, {7, 8}, {7, 8}});
  for (const float fraction : {0.F, .3F, 1.F}) expect_place(line.at(fraction), 7, 8);
}

TEST(Polyline, TwoPointsAreALine) { expect_place(Polyline({{0, 0}, {10, -20}}).at(.3F), 3, -6); }

}  // namespace
}  // namespace face_analyzer
