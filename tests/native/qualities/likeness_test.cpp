#include "qualities/likeness.hpp"

#include <gtest/gtest.h>

namespace face_analyzer {
namespace {

constexpr float kFit = 85;

TEST(FaceScore, PlainFacesAreFitAndDoubtfulOnesAreNot) {
  EXPECT_GT(face_score(28, 1), 98);
  EXPECT_GT(face_score(21, .99F), 95);
  EXPECT_LT(face_score(11, .95F), kFit) << "the median of faces behind masks";
  EXPECT_LT(face_score(0, .9F), 20) << "no face";
}

TEST(FaceScore, RisesWithTheLogitAndTheProbability) {
  for (float logit = -10; logit < 35; logit += 5) EXPECT_LT(face_score(logit, .9F), face_score(logit + 5, .9F));
  EXPECT_LT(face_score(20, .5F), face_score(20, .6F));
}

TEST(FaceScore, StaysWithinItsRange) {
  EXPECT_GE(face_score(-1e4F, 1), 0);
  EXPECT_LE(face_score(1e4F, 1), 100);
  EXPECT_EQ(face_score(20, 0), 0);
}

}  // namespace
}  // namespace face_analyzer
