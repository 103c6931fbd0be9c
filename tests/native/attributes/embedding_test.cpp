#include "attributes/embedding.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace face_analyzer {
namespace {

constexpr Embedding kMean{
#include "feature_mean.inc"
};
constexpr Embedding kScale{
#include "feature_scale.inc"
};

TEST(Standardised, AnAverageFaceDiffersInNoNumber) {
  for (const float number : standardised(kMean)) EXPECT_EQ(number, 0);
}

TEST(Standardised, EachNumberIsByHowManyDeviationsItDiffers) {
  Embedding feature = kMean;
  for (std::size_t i = 0; i < feature.size(); ++i) feature[i] += (i % 2 == 0 ? 2.F : -.5F) / kScale[i];
  const Embedding embedding = standardised(feature);
  for (std::size_t i = 0; i < feature.size(); ++i) EXPECT_NEAR(embedding[i], i % 2 == 0 ? 2 : -.5, 1e-3) << i;
}

TEST(Standardised, TheStatisticsAreThoseOfNumbersThatAreNeverBelowNone) {
  for (std::size_t i = 0; i < kMean.size(); ++i) {
    EXPECT_GE(kMean[i], 0) << i;
    EXPECT_TRUE(std::isfinite(kScale[i]) && kScale[i] > 0) << i;
  }
}

}  // namespace
}  // namespace face_analyzer
