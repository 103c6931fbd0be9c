#include "qualities/recognisability.hpp"

#include <gtest/gtest.h>

namespace face_analyzer {
namespace {

constexpr float kFit = 85;

TEST(OverallScore, AFaceThatIsRecognisedIsFitAndOneLikeAStrangersIsNot) {
  EXPECT_GE(overall_score(.7F, {}), 95);
  EXPECT_LT(overall_score(.2F, {}), kFit);
  EXPECT_LT(overall_score(0, {}), 20);
}

TEST(OverallScore, RisesWithTheExpectedCosine) {
  for (int percent = -20; percent < 90; ++percent) {
    const float cosine = static_cast<float>(percent) / 100;
    EXPECT_LT(overall_score(cosine, {}), overall_score(cosine + .01F, {})) << percent;
  }
}

TEST(OverallScore, StaysWithinItsRangeWhateverTheHeadsAnswer) {  // which no cosine limits
  for (const float cosine : {-1e30F, -50.F, -1.F, 1.F, 50.F, 1e30F}) {
    EXPECT_GE(overall_score(cosine, {}), 0) << cosine;
    EXPECT_LE(overall_score(cosine, {}), 100) << cosine;
  }
}

TEST(OverallScore, WhatIsSpoiledOtherwiseIsNotFit) {
  const float good = overall_score(.7F, {100, 100});
  EXPECT_EQ(good, overall_score(.7F, {}));
  EXPECT_GT(overall_score(.7F, {98, 95}), 95);
  EXPECT_LT(overall_score(.7F, {98, 20}), kFit);
  EXPECT_LT(overall_score(.7F, {98, 10}), overall_score(.7F, {98, 20}));
  EXPECT_EQ(overall_score(.7F, {98, 0}), 0);
}

}  // namespace
}  // namespace face_analyzer
