#include "qualities/upper_face.hpp"

#include <gtest/gtest.h>

namespace face_analyzer {
namespace {

TEST(UpperFaceScore, IsFitFromAProbabilityOf85PerCentOfNoGlasses) {
  EXPECT_FLOAT_EQ(upper_face_score(.85F), 85);
  EXPECT_LT(upper_face_score(.84F), 85);
  EXPECT_GT(upper_face_score(.86F), 85);
}

TEST(UpperFaceScore, RisesWithTheProbabilityFromNoneToAHundred) {
  EXPECT_EQ(upper_face_score(0), 0);
  EXPECT_EQ(upper_face_score(1), 100);
  for (int percent = 0; percent < 100; ++percent) {
    const float probability = static_cast<float>(percent) / 100;
    EXPECT_LT(upper_face_score(probability), upper_face_score(probability + .01F)) << percent;
  }
}

}  // namespace
}  // namespace face_analyzer
