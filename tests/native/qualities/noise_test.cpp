#include "qualities/noise.hpp"

#include <gtest/gtest.h>

#include "portrait.hpp"

namespace face_analyzer {
namespace {

using test::Drawing;
using test::Portrait;

constexpr float kFit = 85;

float deviation_of(const Drawing& drawing) {
  const Portrait portrait(drawing);
  return noise_deviation(portrait.pyramid(), portrait.aligned());
}

/// The portrait with each pixel repeated, as an enlarged small picture.
float deviation_of_doubled(const Drawing& drawing) {
  const Image small = Portrait(drawing).pyramid().levels().front();
  Drawing twice = drawing;
  twice.pupil_distance *= 2;
  const Portrait portrait(twice);
  Image large(2 * small.width, 2 * small.height);
  for (int y = 0; y < large.height; ++y)
    for (int x = 0; x < large.width; ++x) {
      const std::uint8_t* from = test::pixel(small, x / 2, y / 2);
      test::set_pixel(large, x, y, {from[0], from[1], from[2]});
    }
  return noise_deviation(Pyramid(std::move(large)), portrait.aligned());
}

TEST(Noise, IsFoundAsItsDeviation) {
  for (const float noise : {3.F, 5.F, 10.F, 20.F})
    EXPECT_NEAR(deviation_of({.pupil_distance = 63, .noise = noise}), noise, .25 * noise) << noise;
}

TEST(Noise, ADrawingWithoutAnyHasLittle) {
  EXPECT_LT(deviation_of({}), 1);
  EXPECT_LT(deviation_of({.blur = 4}), 1);
}

TEST(Noise, CountsByWhatIsLeftOfItAtOneSizeOfTheFace) {
  const float once = deviation_of({.pupil_distance = 60, .noise = 10});
  EXPECT_NEAR(deviation_of({.pupil_distance = 120, .noise = 20}), once, .15 * once);
  EXPECT_NEAR(deviation_of({.pupil_distance = 42, .noise = 7}), once, .15 * once);
}

TEST(Noise, OfAnEnlargedPictureIsThatOfTheSmallOne) {
  const float small = deviation_of({.pupil_distance = 60, .noise = 8});
  EXPECT_NEAR(deviation_of_doubled({.pupil_distance = 60, .noise = 8}), small, .35 * small);
}

TEST(Noise, ABeardIsNone) { EXPECT_LT(deviation_of({.stubble = 40}), 1.5); }

TEST(Noise, OfPicturesWithoutPixelsToMeasureIsNone) {
  EXPECT_EQ(deviation_of({.skin = 0, .feature = 0}), 0);
  EXPECT_EQ(deviation_of({.shift = {9, 9}}), 0);
}

TEST(NoiseScore, FallsFromAHundred) {
  EXPECT_EQ(noise_score(0), 100);
  for (const float deviation : {.5F, 1.F, 4.F, 16.F, 64.F})
    EXPECT_GT(noise_score(deviation), noise_score(1.1F * deviation)) << deviation;
  EXPECT_GE(noise_score(1e6F), 0);
}

TEST(NoiseScore, GoodPortraitsAreFitAndGrainIsNot) {
  EXPECT_GT(noise_score(1), 98);
  EXPECT_LT(noise_score(8), kFit);
}

}  // namespace
}  // namespace face_analyzer
