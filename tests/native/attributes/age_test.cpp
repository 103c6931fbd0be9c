#include "attributes/age.hpp"

#include <gtest/gtest.h>

#include <array>

namespace face_analyzer {
namespace {

TEST(ExpectedAge, IsTheMeanOfTheDistributionWhateverItsSum) {
  std::array<float, 100> distribution{};
  distribution[20] = .2F;
  distribution[50] = .1F;
  EXPECT_FLOAT_EQ(expected_age(distribution), 30);
}

TEST(CorrectedAge, NeverTakesTheOlderForTheYounger) {
  for (int age = 0; age < 99; ++age)
    EXPECT_LT(corrected_age(static_cast<float>(age)), corrected_age(static_cast<float>(age) + 1) + 1e-4F) << age;
}

TEST(CorrectedAge, DrawsTheOldAwayFromTheMiddle) {
  EXPECT_GT(corrected_age(60), 68);
  EXPECT_NEAR(corrected_age(30), 30, 1);
  EXPECT_NEAR(corrected_age(2), 3, 1);
}

TEST(CorrectedAge, StaysWithinTheCurveOutsideOfIt) {
  EXPECT_FLOAT_EQ(corrected_age(-5), corrected_age(0));
  EXPECT_FLOAT_EQ(corrected_age(200), corrected_age(80));
}

}  // namespace
}  // namespace face_analyzer
