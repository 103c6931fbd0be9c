#include "attributes/confidence.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace face_analyzer {
namespace {

constexpr float Confidences::*kAll[] = {&Confidences::age,     &Confidences::gender, &Confidences::expression,
                                        &Confidences::glasses, &Confidences::hat,    &Confidences::mask,
                                        &Confidences::beauty};

constexpr float kLarge = 300;  // pixels between the pupils

/// A face that wears nothing, of which every head is certain.
const Attributes kPlain{.male = 1, .smile = 0, .glasses = {1, 0, 0}, .hat = 0, .mask = {1, 0, 0}};

Attributes with_mask(std::array<float, 3> mask) {
  Attributes face = kPlain;
  face.mask = mask;
  return face;
}

Attributes with_glasses(std::array<float, 3> glasses) {
  Attributes face = kPlain;
  face.glasses = glasses;
  return face;
}

TEST(Confidence, IsNearlyFullWhereALargeFaceLooksAtTheViewerAndTheHeadsAreCertain) {
  const Confidences plain = confidences(kPlain, {}, kLarge);
  for (const auto one : kAll) EXPECT_GT(plain.*one, .99F);
}

TEST(Confidence, FallsWithTheSizeOfTheFace) {
  for (const auto one : kAll) {
    float before = 1;
    for (const float pupil_distance : {300.F, 100.F, 50.F, 25.F, 12.F, 6.F, 3.F, 0.F}) {
      const float confidence = confidences(kPlain, {}, pupil_distance).*one;
      EXPECT_LT(confidence, before) << pupil_distance;
      before = confidence;
    }
    EXPECT_EQ(before, 0) << "nothing to see";
  }
}

TEST(Confidence, FallsAsTheFaceTurnsAwayEitherWay) {
  for (const auto one : kAll)
    for (float Pose::*angle : {&Pose::yaw, &Pose::pitch})
      for (const float sign : {1.F, -1.F}) {
        float before = 1;
        for (float degrees = 0; degrees <= 90; degrees += 15) {
          Pose pose;
          pose.*angle = sign * degrees;
          const float confidence = confidences(kPlain, pose, kLarge).*one;
          EXPECT_LT(confidence, before) << degrees;
          before = confidence;
        }
        EXPECT_NEAR(before, 0, 1e-6) << "a profile, or the crown of a head";
      }
}

TEST(Confidence, DoesNotGoByTheRollWhichTheNetworksDoNotSee) {
  for (const auto one : kAll)
    EXPECT_EQ(confidences(kPlain, {.roll = 150}, kLarge).*one, confidences(kPlain, {}, kLarge).*one);
}

TEST(Confidence, AMaskHidesWhatAgeExpressionAndBeautyAreReadFrom) {
  const Confidences plain = confidences(kPlain, {}, kLarge);
  for (const std::array<float, 3>& mask : {std::array{0.F, 1.F, 0.F}, {0.F, 0.F, 1.F}}) {
    const Confidences masked = confidences(with_mask(mask), {}, kLarge);
    for (const auto hidden : {&Confidences::age, &Confidences::expression, &Confidences::beauty})
      EXPECT_LT(masked.*hidden, .1F);
    for (const auto seen : {&Confidences::gender, &Confidences::glasses, &Confidences::hat, &Confidences::mask})
      EXPECT_EQ(masked.*seen, plain.*seen);
  }
}

TEST(Confidence, SunglassesHideWhatAgeAndBeautyAreReadFromButRegularOnesDoNot) {
  const Confidences plain = confidences(kPlain, {}, kLarge);
  const Confidences hidden = confidences(with_glasses({0, 0, 1}), {}, kLarge);
  const Confidences regular = confidences(with_glasses({0, 1, 0}), {}, kLarge);
  for (const auto one : kAll) {
    const bool of_the_eyes = one == &Confidences::age || one == &Confidences::beauty;
    EXPECT_EQ(hidden.*one, of_the_eyes ? 0 : plain.*one);
    EXPECT_EQ(regular.*one, plain.*one);
  }
}

TEST(Confidence, OfAnAnswerIsTheHeadsOwnProbabilityOfIt) {
  Attributes face = kPlain;
  face.male = .3F;
  face.smile = .8F;
  face.hat = .5F;
  face.glasses = {.1F, .65F, .25F};
  face.mask = {.4F, .25F, .35F};
  const Confidences unsure = confidences(face, {}, 1e6F);
  EXPECT_NEAR(unsure.gender, .7, 1e-5) << "of a woman";
  EXPECT_NEAR(unsure.hat, .5, 1e-5);
  EXPECT_NEAR(unsure.glasses, .65, 1e-5);
  EXPECT_NEAR(unsure.mask, .4, 1e-5);
  EXPECT_NEAR(unsure.expression, .8 * .4, 1e-5) << "of a smile, if there is a mouth to see";
}

TEST(Confidence, IsAShareWhateverTheFace) {
  const std::vector<std::array<float, 3>> classes{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {.3F, .3F, .4F}};
  for (const auto& glasses : classes)
    for (const auto& mask : classes)
      for (const float probability : {0.F, .5F, 1.F})
        for (const Pose& pose : {Pose{}, {.yaw = 90, .pitch = -90, .roll = 180}, {.yaw = -60, .pitch = 45}})
          for (const float pupil_distance : {0.F, 1.F, 60.F, 1e6F}) {
            const Attributes face{
                .male = probability, .smile = probability, .glasses = glasses, .hat = probability, .mask = mask};
            const Confidences all = confidences(face, pose, pupil_distance);
            for (const auto one : kAll) {
              EXPECT_GE(all.*one, 0);
              EXPECT_LE(all.*one, 1);
            }
          }
}

}  // namespace
}  // namespace face_analyzer
