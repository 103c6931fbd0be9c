#include "qualities/sharpness.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "portrait.hpp"

namespace face_analyzer {
namespace {

using test::Drawing;
using test::Portrait;

constexpr float kFit = 85;

float sharpness_of(const Drawing& drawing) { return sharpness(Portrait(drawing).aligned()); }

float score_of(const Drawing& drawing) { return blur_score(sharpness_of(drawing), drawing.pupil_distance); }

TEST(Sharpness, FallsWithBlurAtEveryStep) {
  float before = std::numeric_limits<float>::max();
  for (const float blur : {.5F, 1.F, 2.F, 3.F, 4.F, 6.F}) {
    const float value = sharpness_of({.pupil_distance = 42, .blur = blur});
    EXPECT_LT(value, before) << blur;
    before = value;
  }
}

TEST(Sharpness, DoesNotDependOnLightOrContrast) {
  const float bright = sharpness_of({.skin = 220, .feature = 60});
  EXPECT_NEAR(sharpness_of({.skin = 110, .feature = 30}), bright, .05 * bright);
  EXPECT_NEAR(sharpness_of({.skin = 130, .feature = 100}), bright, .1 * bright);
}

TEST(Sharpness, IsTheSameForTheSamePhotographAtAnotherSize) {
  const float once = sharpness_of({.pupil_distance = 60, .blur = 1.5F});
  for (const float scale : {.7F, 2.F, 4.F})
    EXPECT_NEAR(sharpness_of({.pupil_distance = 60 * scale, .blur = 1.5F * scale}), once, .1 * once) << scale;
}

TEST(Sharpness, NoiseIsNotDetail) {
  for (const float blur : {1.F, 4.F}) {
    const float clean = sharpness_of({.pupil_distance = 42, .blur = blur});
    EXPECT_NEAR(sharpness_of({.pupil_distance = 42, .blur = blur, .noise = 10}), clean, .15 * clean) << blur;
  }
}

TEST(Sharpness, OfAPictureWithoutAnyDetailIsNone) {
  EXPECT_EQ(sharpness_of({.skin = 0, .feature = 0}), 0);
  EXPECT_EQ(sharpness_of({.skin = 255, .feature = 255}), 0);
  EXPECT_EQ(sharpness_of({.shift = {9, 9}}), 0) << "nothing of the face is in the picture";
}

TEST(BlurScore, SharpFacesAreFitAndBlurredOnesAreNot) {
  EXPECT_GE(score_of({.pupil_distance = 64, .blur = .6F}), 95);
  EXPECT_LT(score_of({.pupil_distance = 42, .blur = 4}), kFit);
}

TEST(BlurScore, AFaceOf64PixelsIsNeverSharp) {
  constexpr float kPupilDistance = 64 / 2.16F;  // the rectangle is 2.16 pupil distances wide
  EXPECT_LT(blur_score(100, kPupilDistance), kFit);
  EXPECT_GT(blur_score(100, 1.5F * kPupilDistance), 95);
}

TEST(BlurScore, RisesWithBothAndStaysWithinItsRange) {
  EXPECT_EQ(blur_score(0, 100), 0);
  EXPECT_LE(blur_score(1e6F, 1e6F), 100);
  for (const float sharpness : {.5F, 1.F, 2.F, 4.F, 5.F}) {
    EXPECT_LT(blur_score(sharpness, 60), blur_score(1.1F * sharpness, 60)) << sharpness;
    EXPECT_LT(blur_score(sharpness, 20), blur_score(sharpness, 22)) << sharpness;
  }
}

}  // namespace
}  // namespace face_analyzer
