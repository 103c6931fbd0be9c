#include "qualities/lower_face.hpp"

#include <gtest/gtest.h>

namespace face_analyzer {
namespace {

TEST(LowerFaceScore, IsFitFromAProbabilityOf85PerCentOfNoMask) {
  EXPECT_FLOAT_EQ(lower_face_score(.85F), 85);
  EXPECT_LT(lower_face_score(.84F), 85);
  EXPECT_GT(lower_face_score(.86F), 85);
}

TEST(LowerFaceScore, RisesWithTheProbabilityFromNoneToAHundred) {
  EXPECT_EQ(lower_face_score(0), 0);
  EXPECT_EQ(lower_face_score(1), 100);
  for (int percent = 0; percent < 100; ++percent) {
    const float probability = static_cast<float>(percent) / 100;
    EXPECT_LT(lower_face_score(probability), lower_face_score(probability + .01F)) << percent;
  }
}

}  // namespace
}  // namespace face_analyzer
