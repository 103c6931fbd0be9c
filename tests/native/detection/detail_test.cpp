#include "detection/detail.hpp"

#include <gtest/gtest.h>

#include "../support/pictures.hpp"

namespace face_analyzer {
namespace {

constexpr float kEighth = .125F;

Rectangle detail_in(Image picture, float scale = kEighth) { return detailed_part(Pyramid(std::move(picture)), scale); }

TEST(DetailedPart, IsThePictureWhereDetailIsEverywhere) {
  const Rectangle part = detail_in(test::random_picture(300, 200, 1), 1);
  EXPECT_EQ(part.left, 0);
  EXPECT_EQ(part.top, 0);
  EXPECT_EQ(part.width, 300);
  EXPECT_EQ(part.height, 200);
}

TEST(DetailedPart, IsEmptyWithoutAny) {
  EXPECT_EQ(detail_in(test::plain_picture(1600, 1200, test::kWhite)).area(), 0);
  EXPECT_EQ(detail_in(test::soft_picture(1600, 1200)).area(), 0) << "slopes are no detail";
}

TEST(DetailedPart, HoldsWhatIsThereWithRoomForTheFaceAroundIt) {
  Image picture = test::plain_picture(1600, 1200, test::kBlack);
  test::paint(picture, 1000, 400, 40, 40, test::kWhite);
  const Rectangle part = detail_in(std::move(picture));
  EXPECT_LE(part.left, 1000 - 128) << "a face of 16 pixels in the view has 128 in the picture";
  EXPECT_LE(part.top, 400 - 128);
  EXPECT_GE(part.left + part.width, 1040 + 128);
  EXPECT_GE(part.top + part.height, 440 + 128);
  EXPECT_LT(part.area(), .25 * 1600 * 1200);
}

TEST(DetailedPart, WhatIsTooFineForTheViewIsNone) {
  Image picture = test::plain_picture(1600, 1200, test::kBlack);
  for (int y = 0; y < picture.height; y += 2) test::paint(picture, 0, y, picture.width, 1, test::kWhite);
  EXPECT_GT(detail_in(picture, 1).area(), 0);
  EXPECT_EQ(detail_in(picture).area(), 0);
}

}  // namespace
}  // namespace face_analyzer
