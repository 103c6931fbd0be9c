#include "detection/detail.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "../support/pictures.hpp"

namespace face_analyzer {
namespace {

constexpr float kEighth = .125F;  // and so are blocks of 128 pixels looked at
constexpr Point kPlaces[] = {{0, 0}, {800, 600}, {1599, 0}, {1599.9F, 1199.9F}, {1000, 400}};

std::vector<Point> places_near_detail(Image picture, float scale = kEighth) {
  const Pyramid pyramid(std::move(picture));
  Detail detail(pyramid, scale);
  std::vector<Point> places;
  std::ranges::copy_if(kPlaces, std::back_inserter(places), [&](Point place) { return detail.is_near(place); });
  return places;
}

TEST(Detail, IsEverywhereInARandomPicture) {
  EXPECT_EQ(places_near_detail(test::random_picture(1600, 1200, 1), 1).size(), std::size(kPlaces));
}

TEST(Detail, IsNowhereWithoutAny) {
  EXPECT_TRUE(places_near_detail(test::plain_picture(1600, 1200, test::kWhite)).empty());
  EXPECT_TRUE(places_near_detail(test::plain_picture(1600, 1200, test::kBlack)).empty());
  EXPECT_TRUE(places_near_detail(test::soft_picture(1600, 1200)).empty()) << "slopes are no detail";
}

TEST(Detail, IsNearWhereTheSmallestFaceAroundAPlaceWouldHaveIt) {
  Image picture = test::plain_picture(1600, 1200, test::kBlack);
  test::paint(picture, 1000, 400, 40, 40, test::kWhite);
  const Pyramid pyramid(std::move(picture));
  Detail detail(pyramid, kEighth);
  for (const Point near : {Point{1020, 420}, {1000 - 64, 400}, {1040 + 64, 440}, {1000, 400 - 64}, {1000, 440 + 64}})
    EXPECT_TRUE(detail.is_near(near)) << near.x << ", " << near.y << ": a face of 16 pixels in the view has 128";
  for (const Point far : {Point{1000 - 400, 400}, {1040 + 400, 440}, {1000, 400 - 390}, {1000, 440 + 400}})
    EXPECT_FALSE(detail.is_near(far)) << far.x << ", " << far.y;
}

TEST(Detail, TooFineForTheViewIsNone) {
  Image picture = test::plain_picture(1600, 1200, test::kBlack);
  for (int y = 0; y < picture.height; y += 2) test::paint(picture, 0, y, picture.width, 1, test::kWhite);
  EXPECT_FALSE(places_near_detail(picture, 1).empty());
  EXPECT_TRUE(places_near_detail(picture).empty());
}

TEST(Detail, IsEverywhereForAViewThatIsSmallerThanAllCopiesOfThePicture) {
  EXPECT_EQ(places_near_detail(test::plain_picture(1600, 1200, test::kBlack), .01F).size(), std::size(kPlaces));
}

}  // namespace
}  // namespace face_analyzer
