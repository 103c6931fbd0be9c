#include "detection/suppression.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace face_analyzer {
namespace {

constexpr float kOverlap = .3F;

Detection detection(float probability, const Rectangle& box) {
  Detection result;
  result.probability = probability;
  result.box = box;
  result.key_points.fill(box.centre());
  return result;
}

/// Both ways of merging, where they do not differ.
class Merging : public testing::TestWithParam<std::vector<Detection> (*)(std::vector<Detection>, float)> {};
INSTANTIATE_TEST_SUITE_P(SuppressedAndAgreed, Merging, testing::Values(&suppressed, &agreed));

TEST_P(Merging, NothingStaysNothing) { EXPECT_TRUE(GetParam()({}, kOverlap).empty()); }

TEST_P(Merging, DetectionsApartAreKeptAsTheyAreInDescendingProbability) {
  const auto kept = GetParam()({detection(.5F, {0, 0, 50, 50}), detection(.9F, {100, 0, 50, 50}),
                                detection(.7F, {0, 100, 40, 50}), detection(.8F, {300, 300, 1, 1})},
                               kOverlap);
  ASSERT_EQ(kept.size(), 4U);
  EXPECT_FLOAT_EQ(kept[0].probability, .9F);
  EXPECT_FLOAT_EQ(kept[1].probability, .8F);
  EXPECT_FLOAT_EQ(kept[2].probability, .7F);
  EXPECT_FLOAT_EQ(kept[3].probability, .5F);
  EXPECT_FLOAT_EQ(kept[2].box.top, 100);
  EXPECT_FLOAT_EQ(kept[2].box.width, 40);
}

TEST_P(Merging, OverlappingOnesBecomeTheirMeanWeightedByProbability) {
  Detection strong = detection(.8F, {100, 200, 40, 60});
  Detection weak = detection(.2F, {110, 190, 50, 50});
  strong.key_points[Detection::nose_tip] = {120, 230};
  weak.key_points[Detection::nose_tip] = {130, 240};
  const auto kept = GetParam()({weak, strong}, kOverlap);
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_NEAR(kept[0].box.left, 102, 1e-3);
  EXPECT_NEAR(kept[0].box.top, 198, 1e-3);
  EXPECT_NEAR(kept[0].box.width, 42, 1e-3);
  EXPECT_NEAR(kept[0].box.height, 58, 1e-3);
  EXPECT_NEAR(kept[0].key_points[Detection::nose_tip].x, 122, 1e-3);
  EXPECT_NEAR(kept[0].key_points[Detection::nose_tip].y, 232, 1e-3);
}

TEST_P(Merging, OnlyMoreThanTheOverlapMerges) {
  const Detection one = detection(.9F, {0, 0, 10, 10});
  const Detection half_over = detection(.8F, {5, 0, 10, 10});  // a third of what both cover
  EXPECT_EQ(GetParam()({one, half_over}, .34F).size(), 2U);
  EXPECT_EQ(GetParam()({one, half_over}, .32F).size(), 1U);
}

TEST_P(Merging, ADetectionJoinsTheStrongestItOverlapsNotAChain) {
  // The second overlaps both others, which lie apart: it goes to the strongest, and the third stays.
  const auto kept = GetParam()(
      {detection(.6F, {12, 0, 10, 10}), detection(.9F, {0, 0, 10, 10}), detection(.7F, {4, 0, 10, 10})}, .2F);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_NEAR(kept[0].box.left, 4 * .7 / 1.6, 1e-3);
  EXPECT_NEAR(kept[1].box.left, 12, 1e-3);
}

TEST_P(Merging, ABoxWithoutAreaMergesWithNothing) {
  EXPECT_EQ(GetParam()({detection(.9F, {5, 5, 0, 0}), detection(.8F, {0, 0, 10, 10})}, kOverlap).size(), 2U);
}

std::vector<Detection> two_of_one_face_and_one_of_another() {
  return {detection(.6F, {0, 0, 10, 10}), detection(.5F, {1, 0, 10, 10}), detection(.7F, {100, 0, 10, 10})};
}

TEST(Suppressed, TheStrongestStandsForAll) {
  const auto kept = suppressed(two_of_one_face_and_one_of_another(), kOverlap);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_FLOAT_EQ(kept[0].probability, .7F);
  EXPECT_FLOAT_EQ(kept[1].probability, .6F);
}

TEST(Agreed, TheDoubtsOfIndependentLooksMultiply) {
  const auto kept = agreed(two_of_one_face_and_one_of_another(), kOverlap);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_FLOAT_EQ(kept[0].probability, 1 - .4F * .5F) << "two looks that agree come before a stronger single one";
  EXPECT_FLOAT_EQ(kept[1].probability, .7F);
}

}  // namespace
}  // namespace face_analyzer
