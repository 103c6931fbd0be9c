#include "detection/view.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

namespace face_analyzer {
namespace {

constexpr Rectangle kPicture{0, 0, 1000, 700};
constexpr float kScale = .5F;
constexpr float kQuarter = std::numbers::pi_v<float> / 2;
constexpr int kMargin = 16;

View whole(float angle = 0) { return Views(kPicture, kScale, angle).of(kPicture); }

/// A place of the picture in a view, in its pixels.
Point in_view(const View& view, Point place) {
  const Point from_centre = turned(place - view.region.centre, -view.region.angle) * kScale;
  return from_centre + Point{static_cast<float>(view.extent.width), static_cast<float>(view.extent.height)} * .5F;
}

TEST(View, OfThePictureHasAMarginAndSidesThatTheDetectorTakes) {
  EXPECT_EQ(whole().extent.width, 544);  // 500 + 2 * 16, up to a multiple of 32
  EXPECT_EQ(whole().extent.height, 384);
  EXPECT_EQ(whole(kQuarter).extent.width, 384);
  EXPECT_EQ(whole(kQuarter).extent.height, 544);
  EXPECT_EQ(whole().region.centre.x, kPicture.centre().x);
  EXPECT_EQ(whole().region.centre.y, kPicture.centre().y);
}

TEST(View, OfAPartIsCutOutOfThatOfThePictureInTheDetectorsSteps) {
  const auto multiple = static_cast<float>(model_description(Model::face_detection).multiple);
  for (int quarters = 0; quarters < 4; ++quarters)
    for (const Rectangle& part : {Rectangle{301, 217, 90, 70}, {0, 0, 50, 50}, {900, 600, 100, 100}, kPicture}) {
      SCOPED_TRACE(testing::Message() << quarters << " quarters, " << part.left << ", " << part.top);
      const float angle = static_cast<float>(quarters) * kQuarter;
      const View view = Views(kPicture, kScale, angle).of(part);
      const Point shift = in_view(whole(angle), {0, 0}) - in_view(view, {0, 0});
      for (const float along :
           {shift.x, shift.y, static_cast<float>(view.extent.width), static_cast<float>(view.extent.height)})
        EXPECT_NEAR(std::remainder(along, multiple), 0, .001);
      EXPECT_GE(shift.x, -.001);
      EXPECT_GE(shift.y, -.001);
      EXPECT_LE(shift.x + static_cast<float>(view.extent.width), static_cast<float>(whole(angle).extent.width) + .001);
      EXPECT_LE(shift.y + static_cast<float>(view.extent.height),
                static_cast<float>(whole(angle).extent.height) + .001);
      for (const Point corner : {Point{part.left, part.top}, {part.left + part.width, part.top + part.height}}) {
        const Point place = in_view(view, corner);
        EXPECT_GE(place.x, kMargin - .001);
        EXPECT_GE(place.y, kMargin - .001);
        EXPECT_LE(place.x, static_cast<float>(view.extent.width - kMargin) + .001);
        EXPECT_LE(place.y, static_cast<float>(view.extent.height - kMargin) + .001);
      }
    }
}

}  // namespace
}  // namespace face_analyzer
