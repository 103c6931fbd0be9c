#include "qualities/aligned_face.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "portrait.hpp"

namespace face_analyzer {
namespace {

using test::Portrait;

constexpr float kMiddle = AlignedFace::kSide / 2.F;

int face_samples(const AlignedFace& face) { return static_cast<int>(std::ranges::count(face.mask, 1)); }

bool shows_face(const AlignedFace& face, Point place) {
  return face.shows_face(static_cast<int>(place.x), static_cast<int>(place.y));
}

TEST(AlignedFace, HasThePupilsLevelAndTheirDistanceWhateverTheSizeAndTheTurn) {
  for (const float pupil_distance : {12.F, 64.F, 200.F})
    for (const float roll : {0.F, 25.F, -90.F, 180.F}) {
      const Portrait portrait({.pupil_distance = pupil_distance, .roll = roll});
      const AlignedFace face = portrait.aligned();
      const Point left = face.to_square(portrait.pupils().image_left);
      const Point right = face.to_square(portrait.pupils().image_right);
      EXPECT_NEAR(face.pupil_distance, pupil_distance, .05 * pupil_distance);
      EXPECT_NEAR(right.x - left.x, AlignedFace::kPupilDistance, 3) << pupil_distance << " " << roll;
      EXPECT_NEAR(right.y, left.y, .5) << pupil_distance << " " << roll;
      EXPECT_NEAR((left.x + right.x) / 2, kMiddle, 1);
    }
}

TEST(AlignedFace, ShowsWhatLiesThereInThePicture) {
  const AlignedFace face = Portrait({.pupil_distance = 60, .roll = 20, .skin = 180, .feature = 20}).aligned();
  const Portrait portrait({.pupil_distance = 60, .roll = 20});
  const Point pupil = face.to_square(portrait.pupils().image_left);
  EXPECT_NEAR(face.luma[AlignedFace::index(static_cast<int>(pupil.x), static_cast<int>(pupil.y))], 20, 2);
  EXPECT_NEAR(face.luma[AlignedFace::index(64, static_cast<int>(pupil.y))], 180, 2);
}

TEST(AlignedFace, ToPictureAndToSquareAreInverse) {
  const AlignedFace face = Portrait({.roll = 33}).aligned();
  for (const int column : {0, 40, 127}) {
    const Point there = face.to_square(face.to_picture(column, 90));
    EXPECT_NEAR(there.x, static_cast<float>(column) + .5F, 1e-2);
    EXPECT_NEAR(there.y, 90.5, 1e-2);
  }
}

TEST(AlignedFace, TheMaskReachesFromTheBrowsToTheChin) {
  const Portrait portrait({});
  const AlignedFace face = portrait.aligned();
  const Point eyes = face.to_square(midpoint(portrait.pupils().image_left, portrait.pupils().image_right));
  const auto below_eyes = [&](float pupil_distances) {
    return Point{eyes.x, eyes.y + pupil_distances * AlignedFace::kPupilDistance};
  };
  for (const float inside : {0.F, .6F, 1.2F}) EXPECT_TRUE(shows_face(face, below_eyes(inside))) << inside;
  EXPECT_FALSE(face.shows_face(static_cast<int>(eyes.x), 0)) << "the forehead, where hair may hang";
  EXPECT_FALSE(face.shows_face(0, 127)) << "a corner, beside the chin";
  EXPECT_GT(face_samples(face), AlignedFace::kSide * AlignedFace::kSide / 4);
}

TEST(AlignedFace, WhatLiesOutsideThePictureIsNoFace) {
  const int whole = face_samples(Portrait({}).aligned());
  const int half = face_samples(Portrait({.shift = {2.5F, 0}}).aligned());
  EXPECT_NEAR(half, whole / 2, whole / 8);
  EXPECT_EQ(face_samples(Portrait({.shift = {6, 0}}).aligned()), 0);
}

}  // namespace
}  // namespace face_analyzer
