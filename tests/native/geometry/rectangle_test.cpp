#include "geometry/rectangle.hpp"

#include <gtest/gtest.h>

namespace face_analyzer {
namespace {

TEST(Rectangle, CentreAreaAndShorterSideFollowFromTheCorner) {
  const Rectangle box{10, 20, 30, 8};
  EXPECT_EQ(box.centre().x, 25);
  EXPECT_EQ(box.centre().y, 24);
  EXPECT_EQ(box.area(), 240);
  EXPECT_EQ(box.shorter_side(), 8);
}

TEST(SharedArea, IsWhatLiesInBoth) {
  EXPECT_EQ(shared_area({0, 0, 10, 10}, {5, 8, 10, 10}), 10);
  EXPECT_EQ(shared_area({0, 0, 10, 10}, {-50, -50, 100, 100}), 100);
  EXPECT_EQ(shared_area({0, 0, 10, 10}, {20, 20, 10, 10}), 0);
}

TEST(IntersectionOverUnion, IsOneForTheSameRectangleAndZeroForApartOnes) {
  const Rectangle box{3, 4, 10, 20};
  EXPECT_FLOAT_EQ(intersection_over_union(box, box), 1);
  EXPECT_EQ(intersection_over_union(box, {50, 4, 10, 20}), 0);
  EXPECT_EQ(intersection_over_union(box, {3, -50, 10, 20}), 0);
}

TEST(IntersectionOverUnion, TouchingRectanglesShareNothing) {
  EXPECT_EQ(intersection_over_union({0, 0, 10, 10}, {10, 0, 10, 10}), 0);
}

TEST(IntersectionOverUnion, IsTheSharedPartOfAllThatEitherCovers) {
  // 5 x 10 shared, of 100 + 100 - 50.
  EXPECT_FLOAT_EQ(intersection_over_union({0, 0, 10, 10}, {5, 0, 10, 10}), 1.F / 3);
  // One inside the other: the parts of their areas.
  EXPECT_FLOAT_EQ(intersection_over_union({0, 0, 10, 10}, {2, 2, 5, 4}), .2F);
}

TEST(IntersectionOverUnion, ARectangleWithoutAreaOverlapsNothing) {
  EXPECT_EQ(intersection_over_union({5, 5, 0, 0}, {0, 0, 10, 10}), 0);
  EXPECT_EQ(intersection_over_union({5, 5, 0, 0}, {5, 5, 0, 0}), 0);
}

}  // namespace
}  // namespace face_analyzer
