#include "qualities/illumination.hpp"

#include <gtest/gtest.h>

#include "portrait.hpp"

namespace face_analyzer {
namespace {

using test::Drawing;
using test::Portrait;

constexpr float kFit = 85;

Illumination light_on(const Drawing& drawing) {
  const Portrait portrait(drawing);
  return illumination(portrait.aligned(), portrait.mesh());
}

float score_of(const Drawing& drawing) { return illumination_score(light_on(drawing)); }

TEST(Illumination, EvenLightIsFitOnEverySkin) {
  for (const float skin : {75.F, 110.F, 170.F, 220.F})
    EXPECT_GE(score_of({.skin = skin, .feature = skin / 3}), kFit) << skin;
}

TEST(Illumination, EveryDarkerPictureScoresLess) {
  float before = 101;
  for (const float gamma : {1.F, 1.5F, 2.2F, 3.F, 4.F}) {
    const float score = score_of({.skin = 150, .feature = 50, .gamma = gamma});
    EXPECT_LT(score, before) << gamma;
    before = score;
  }
  EXPECT_LT(before, kFit);
}

TEST(Illumination, LightFromOneSideIsUneven) {
  EXPECT_NEAR(light_on({}).unevenness, 0, .01);
  for (const float side : {.3F, .6F, .9F}) {
    const Illumination from_left = light_on({.skin = 130, .side_light = side});
    EXPECT_NEAR(from_left.unevenness, light_on({.skin = 130, .side_light = -side}).unevenness, .02) << side;
    EXPECT_LT(illumination_score(from_left), score_of({.skin = 130, .side_light = side - .3F})) << side;
  }
  EXPECT_LT(score_of({.skin = 130, .side_light = .6F}), kFit);
}

TEST(Illumination, UnevennessIsTheSameAtHalfTheLight) {
  const float bright = light_on({.skin = 130, .side_light = .5F}).unevenness;
  EXPECT_NEAR(light_on({.skin = 65, .feature = 30, .side_light = .5F}).unevenness, bright, .1);
}

TEST(Illumination, BurntOutSkinIsGlare) {
  const Illumination light = light_on({.skin = 255});
  EXPECT_GT(light.glare, .5);
  EXPECT_LT(illumination_score(light), kFit);
}

TEST(Illumination, AFlatFaceHasNoContrast) {
  EXPECT_LT(score_of({.skin = 120, .feature = 115}), kFit);
  EXPECT_NEAR(light_on({.skin = 120, .feature = 120}).contrast, 0, .1);
}

TEST(Illumination, IsTheSameAtEverySize) {
  const float once = score_of({.pupil_distance = 60, .skin = 140, .gamma = 2, .side_light = .3F});
  for (const float scale : {.7F, 2.F}) {
    const Drawing drawing{
        .pupil_distance = 60 * scale, .blur = .6F * scale, .skin = 140, .gamma = 2, .side_light = .3F};
    EXPECT_NEAR(score_of(drawing), once, 2) << scale;
  }
}

TEST(Illumination, AFaceOutsideThePictureIsTakenForUnlit) {
  const Illumination light = light_on({.shift = {9, 9}});
  EXPECT_EQ(light.shadow, 1);
  EXPECT_EQ(illumination_score(light), 0);
}

TEST(IlluminationScore, FallsWithEveryFault) {
  const Illumination good{.shadow = .01F, .glare = .01F, .unevenness = .1F, .contrast = 30};
  const float best = illumination_score(good);
  EXPECT_GT(best, 95);
  for (const Illumination& worse : {Illumination{.2F, .01F, .1F, 30}, Illumination{.01F, .2F, .1F, 30},
                                    Illumination{.01F, .01F, .8F, 30}, Illumination{.01F, .01F, .1F, 5}})
    EXPECT_LT(illumination_score(worse), kFit);
  EXPECT_GE(illumination_score({.shadow = 1, .glare = 1, .unevenness = 1, .contrast = 0}), 0);
}

}  // namespace
}  // namespace face_analyzer
