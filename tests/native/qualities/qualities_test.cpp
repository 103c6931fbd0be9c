#include "qualities/qualities.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "portrait.hpp"

namespace face_analyzer {
namespace {

using test::Drawing;
using test::Portrait;

constexpr float kFit = 85;

/// Of a face without glasses and mask that is easily recognised.
const Attributes kPlain{.glasses = {1, 0, 0}, .mask = {1, 0, 0}, .recognition = .7F};

constexpr float Qualities::*kScores[] = {&Qualities::blur, &Qualities::noise,  &Qualities::illumination,
                                         &Qualities::pose, &Qualities::face,   &Qualities::glasses,
                                         &Qualities::mask, &Qualities::overall};

Qualities qualities_of(const Portrait& portrait, const Pyramid& pyramid, const Attributes& attributes = kPlain) {
  return measure_qualities(pyramid, {portrait.mesh(), portrait.head(), portrait.head().pose(), portrait.pupils(),
                                     portrait.landmarks(), attributes, 1});
}

Qualities qualities_of(const Drawing& drawing) {
  const Portrait portrait(drawing);
  return qualities_of(portrait, portrait.pyramid());
}

Qualities qualities_with(const Attributes& attributes) {
  const Portrait portrait({});
  return qualities_of(portrait, portrait.pyramid(), attributes);
}

void expect_scores(const Qualities& qualities) {
  for (float Qualities::*score : kScores) {
    ASSERT_TRUE(std::isfinite(qualities.*score));
    EXPECT_GE(qualities.*score, 0);
    EXPECT_LE(qualities.*score, 100);
  }
}

TEST(Qualities, AGoodPortraitIsFitInEveryRespect) {
  const Qualities qualities = qualities_of({.noise = 1});
  for (float Qualities::*score : kScores) EXPECT_GE(qualities.*score, 95);
}

TEST(Qualities, EachFaultLowersItsOwnScore) {
  EXPECT_LT(qualities_of({.blur = 8}).blur, kFit);
  EXPECT_LT(qualities_of({.noise = 25}).noise, kFit);
  EXPECT_LT(qualities_of({.skin = 120, .gamma = 4}).illumination, kFit);
  EXPECT_LT(qualities_of({.roll = 40}).pose, kFit);
  EXPECT_LT(qualities_with({.glasses = {.2F, .7F, .1F}, .mask = {1, 0, 0}, .recognition = .7F}).glasses, kFit);
  EXPECT_LT(qualities_with({.glasses = {1, 0, 0}, .mask = {.2F, .7F, .1F}, .recognition = .7F}).mask, kFit);
  EXPECT_LT(qualities_with({.glasses = {1, 0, 0}, .mask = {1, 0, 0}, .recognition = .1F}).overall, kFit);
}

TEST(Qualities, GiveTheRawValues) {
  const Qualities qualities = qualities_of({.pupil_distance = 80, .noise = 4});
  EXPECT_NEAR(qualities.raw.pupil_distance, 80, 4);
  EXPECT_GT(qualities.raw.sharpness, 1);
  EXPECT_GT(qualities.raw.noise_deviation, 1);
  EXPECT_GT(qualities.raw.light.contrast, 10);
  EXPECT_EQ(qualities.raw.face_logit, 20);
  const Qualities covered =
      qualities_with({.glasses = {.75F, .2F, .05F}, .mask = {.125F, .8F, .075F}, .recognition = .5F});
  EXPECT_EQ(covered.raw.no_glasses, .75F);
  EXPECT_EQ(covered.raw.no_mask, .125F);
  EXPECT_EQ(covered.raw.recognition, .5F);
}

TEST(Qualities, AreScoresForEveryPictureAndPlace) {
  for (const float pupil_distance : {3.F, 4.F, 10.F, 500.F})
    expect_scores(qualities_of({.pupil_distance = pupil_distance}));
  for (const Point shift : {Point{2.5F, 0}, {-2, -3}, {0, 3}, {9, 9}}) expect_scores(qualities_of({.shift = shift}));
  const Portrait portrait({});
  for (const test::Colour colour : {test::kBlack, test::kWhite, test::kRed})
    expect_scores(qualities_of(portrait, Pyramid(test::plain_picture(320, 320, colour))));
  expect_scores(qualities_of(portrait, Pyramid(test::random_picture(320, 320, 3))));
  expect_scores(qualities_of(portrait, Pyramid(test::plain_picture(1, 1, test::kWhite))));
}

}  // namespace
}  // namespace face_analyzer
