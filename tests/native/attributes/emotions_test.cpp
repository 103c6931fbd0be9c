#include "attributes/emotions.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>

namespace face_analyzer {
namespace {

using Logits = std::array<float, 7>;

constexpr float Emotions::*kInOrderOfExpression[] = {&Emotions::neutral,  &Emotions::happy,   &Emotions::sad,
                                                     &Emotions::angry,    &Emotions::fearful, &Emotions::disgusted,
                                                     &Emotions::surprised};
constexpr float Emotions::*kInOrderOfEmotion[] = {&Emotions::angry,  &Emotions::disgusted, &Emotions::fearful,
                                                  &Emotions::happy,  &Emotions::sad,       &Emotions::surprised,
                                                  &Emotions::neutral};

Logits certain_of(std::size_t which) {
  Logits logits{};
  logits[which] = 30;
  return logits;
}

TEST(Emotions, AreEachNetworksWhereTheOtherKnowsNothing) {
  for (std::size_t i = 0; i < 7; ++i) {
    EXPECT_NEAR(emotions_of(certain_of(i), Logits{}).*kInOrderOfExpression[i], (1 + 1 / 7.F) / 2, 1e-5) << i;
    EXPECT_NEAR(emotions_of(Logits{}, certain_of(i)).*kInOrderOfEmotion[i], (1 + 1 / 7.F) / 2, 1e-5) << i;
  }
}

TEST(Emotions, AddUpToOne) {
  const Emotions emotions = emotions_of(Logits{3, -2, 8, 0, 1, -40, 2}, Logits{900, 899, -900, 0, 1, 2, 3});
  float sum = 0;
  for (const auto emotion : kInOrderOfEmotion) sum += emotions.*emotion;
  EXPECT_NEAR(sum, 1, 1e-5);
}

}  // namespace
}  // namespace face_analyzer
