#include "tensor/sample.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <span>
#include <vector>

#include "../support/pictures.hpp"

namespace face_analyzer {
namespace {

using test::pixel;

constexpr Normalisation kPlain{};  // pixels as they are

std::size_t channels_of(ChannelOrder order) { return order == ChannelOrder::grey ? 1 : 3; }

std::vector<float> sampled(const Pyramid& pyramid, const Region& region, Extent extent, Border border,
                           const Normalisation& normalisation = kPlain) {
  const std::size_t plane = static_cast<std::size_t>(extent.width) * static_cast<std::size_t>(extent.height);
  std::vector<float> planes(plane * channels_of(normalisation.order), std::numeric_limits<float>::quiet_NaN());
  sample(pyramid, region, extent, border, normalisation, planes);
  return planes;
}

Region whole(const Pyramid& pyramid) {
  const auto width = static_cast<float>(pyramid.width());
  const auto height = static_cast<float>(pyramid.height());
  return {{width / 2, height / 2}, width, height, 0};
}

TEST(Sample, ARegionOfOnePixelASampleGivesThePixelsThemselvesNormalised) {
  const Pyramid pyramid(test::random_picture(50, 40, 1));
  const Image& image = pyramid.levels()[0];
  const Normalisation normalisation{ChannelOrder::rgb, {127.5F, 10, -20}, .25F};
  const auto planes = sampled(pyramid, whole(pyramid), {50, 40}, Border::black, normalisation);
  std::size_t at = 0;
  for (const std::size_t channel : {0U, 1U, 2U})
    for (int y = 0; y < 40; ++y)
      for (int x = 0; x < 50; ++x)
        ASSERT_EQ(planes[at++], (static_cast<float>(pixel(image, x, y)[channel]) - normalisation.mean[channel]) * .25F)
            << x << ", " << y << ": " << channel;
}

TEST(Sample, BgrExchangesRedAndBlueButNotTheMeans) {
  const Pyramid pyramid(test::plain_picture(40, 40, {10, 20, 30}));
  const auto planes = sampled(pyramid, whole(pyramid), {1, 1}, Border::replicate, {ChannelOrder::bgr, {1, 2, 3}, 1});
  EXPECT_EQ(planes, (std::vector<float>{30 - 1, 20 - 2, 10 - 3}));
}

TEST(Sample, GreyIsRec601Luma) {
  const Pyramid pyramid(test::plain_picture(40, 40, {100, 200, 50}));
  const auto planes = sampled(pyramid, whole(pyramid), {1, 1}, Border::replicate, {ChannelOrder::grey, {5}, 2});
  ASSERT_EQ(planes.size(), 1U);
  EXPECT_NEAR(planes[0], (.299 * 100 + .587 * 200 + .114 * 50 - 5) * 2, 1e-3);
}

/// A picture in which a place has the value 2 (x - .5), exactly so in the middle of a pixel.
Image ramp(int height) {
  Image image(120, height);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < image.width; ++x) {
      const auto value = static_cast<std::uint8_t>(2 * x);
      test::set_pixel(image, x, y, {value, value, value});
    }
  return image;
}

TEST(Sample, HalvingALinearRampKeepsEveryPlaceAndItsValue) {
  // With samples in the middle of their pixels a half picture's sample k lies at 2 k + 1. A short ramp has one level,
  // where that is between two pixels; a tall one has a half level, where it is a pixel.
  for (const int height : {4, 300}) {
    const Pyramid pyramid(ramp(height));
    const auto planes = sampled(pyramid, whole(pyramid), {60, height / 2}, Border::replicate);
    for (int k = 0; k < 60; ++k)
      EXPECT_NEAR(planes[static_cast<std::size_t>(k)], 4 * k + 1, 1e-3) << "height " << height;
  }
}

TEST(Sample, EnlargingALinearRampKeepsEveryPlaceAndItsValue) {
  const Pyramid pyramid(ramp(4));
  const auto planes = sampled(pyramid, whole(pyramid), {360, 4}, Border::replicate);
  for (int k = 2; k < 358; ++k) {  // but where the border begins
    const double place = (k + .5) / 3;
    EXPECT_NEAR(planes[static_cast<std::size_t>(k)], 2 * (place - .5), 1e-3) << k;
  }
}

TEST(Sample, ARegionTurnedByAQuarterShowsThePictureTurnedBack) {
  const Pyramid pyramid(test::random_picture(40, 36, 2));
  const Image& image = pyramid.levels()[0];
  const Region region{{20, 18}, 36, 40, std::numbers::pi_v<float> / 2};
  const auto planes = sampled(pyramid, region, {36, 40}, Border::replicate);
  for (int row = 0; row < 40; ++row)
    for (int column = 0; column < 36; ++column)
      ASSERT_NEAR(planes[static_cast<std::size_t>(row * 36 + column)], pixel(image, 40 - 1 - row, column)[0], .01)
          << column << ", " << row;
}

TEST(Sample, BeyondTheBorderBlackIsZeroAndReplicateTheNearestPixel) {
  Image image = test::plain_picture(40, 40, {200, 200, 200});
  test::set_pixel(image, 0, 0, {80, 80, 80});
  const Pyramid pyramid(std::move(image));
  const Region beyond_corner{{-10, -10}, 1, 1, 0};
  EXPECT_EQ(sampled(pyramid, beyond_corner, {1, 1}, Border::black)[0], 0);
  EXPECT_EQ(sampled(pyramid, beyond_corner, {1, 1}, Border::replicate)[0], 80);
  const Region on_the_edge{{40, 20.5F}, 1, 1, 0};  // half-way from the last pixel's centre to the first beyond
  EXPECT_EQ(sampled(pyramid, on_the_edge, {1, 1}, Border::black)[0], 100);
  EXPECT_EQ(sampled(pyramid, on_the_edge, {1, 1}, Border::replicate)[0], 200);
}

TEST(Sample, BlackIsNormalisedAsThePictureIs) {
  const Pyramid pyramid(test::plain_picture(40, 40, test::kWhite));
  const auto planes =
      sampled(pyramid, {{500, 500}, 4, 4, 0}, {2, 2}, Border::black, {ChannelOrder::rgb, {127.5F, 127.5F, 127.5F}, 2});
  for (const float value : planes) EXPECT_EQ(value, -255);
}

TEST(Sample, FarOutsideThereIsOnlyTheBorder) {
  const Pyramid pyramid(test::plain_picture(200, 40, {90, 90, 90}));
  for (const float far : {1e4F, 1e9F, 1e30F, -1e4F, -1e9F, -1e30F}) {
    for (const float size : {0.F, 1.F, 1e3F}) {
      const Region region{{far, -far}, size, size, 1};
      for (const float value : sampled(pyramid, region, {3, 3}, Border::black)) ASSERT_EQ(value, 0) << far;
      for (const float value : sampled(pyramid, region, {3, 3}, Border::replicate)) ASSERT_EQ(value, 90) << far;
    }
  }
}

TEST(Sample, AnEnormousRegionIsTakenFromTheSmallestLevel) {
  const Pyramid pyramid(test::plain_picture(300, 300, {90, 90, 90}));
  for (const float value : sampled(pyramid, {{150, 150}, 1e20F, 1e20F, .3F}, {5, 5}, Border::replicate))
    EXPECT_EQ(value, 90);
}

TEST(Sample, ARegionThatIsNowhereIsTheBorder) {
  const Pyramid pyramid(test::plain_picture(200, 40, {90, 90, 90}));
  constexpr float kNoNumber = std::numeric_limits<float>::quiet_NaN();
  for (const Region& region : {Region{{kNoNumber, 0}, 9, 9, 0}, Region{{0, 0}, kNoNumber, 9, 0},
                               Region{{0, 0}, 9, std::numeric_limits<float>::infinity(), 1}})
    for (const float value : sampled(pyramid, region, {3, 3}, Border::replicate)) ASSERT_EQ(value, 90);
}

TEST(Sample, AStripeFinerThanTheSamplesDoesNotAlias) {
  // Black and white columns by turns: every fourth column alone would be all black or all white.
  Image image = test::plain_picture(512, 512, test::kBlack);
  for (int x = 0; x < 512; x += 2) test::paint(image, x, 0, 1, 512, test::kWhite);
  const Pyramid pyramid(std::move(image));
  for (const float value : sampled(pyramid, whole(pyramid), {128, 128}, Border::replicate))
    ASSERT_NEAR(value, 127.5, 1);
}

}  // namespace
}  // namespace face_analyzer
