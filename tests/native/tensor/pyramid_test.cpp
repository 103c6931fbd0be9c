#include "tensor/pyramid.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "../support/pictures.hpp"

namespace face_analyzer {
namespace {

using test::pixel;

/// The mean of the four pixels below one of the half picture, half up; where an odd side ends, the last pixel stands
/// for its missing neighbour.
int mean_of_four(const Image& image, int x, int y, int channel) {
  int sum = 0;
  for (const int row : {2 * y, std::min(2 * y + 1, image.height - 1)})
    for (const int column : {2 * x, std::min(2 * x + 1, image.width - 1)}) sum += pixel(image, column, row)[channel];
  return (sum + 2) / 4;
}

void expect_halved(const Image& image) {
  const Image half = halved(image, ThreadPool(1));
  ASSERT_EQ(half.width, (image.width + 1) / 2);
  ASSERT_EQ(half.height, (image.height + 1) / 2);
  ASSERT_EQ(half.pixels.size(), half.stride() * static_cast<std::size_t>(half.height));
  for (int y = 0; y < half.height; ++y)
    for (int x = 0; x < half.width; ++x)
      for (int channel = 0; channel < Image::kChannels; ++channel)
        ASSERT_EQ(pixel(half, x, y)[channel], mean_of_four(image, x, y, channel)) << x << ", " << y << ": " << channel;
}

TEST(Halved, EveryPixelIsTheMeanOfFourRoundedToNearest) { expect_halved(test::random_picture(64, 38, 1)); }

TEST(Halved, OddSidesAreRoundedUpAndTheLastPixelStandsForItsNeighbour) {
  expect_halved(test::random_picture(37, 20, 2));
  expect_halved(test::random_picture(20, 37, 3));
  expect_halved(test::random_picture(33, 41, 4));
  expect_halved(test::random_picture(1, 1, 5));
  expect_halved(test::random_picture(1, 9, 6));
}

TEST(Halved, WhiteStaysWhiteAndBlackBlack) {
  for (const test::Colour colour : {test::kWhite, test::kBlack}) {
    const Image half = halved(test::plain_picture(50, 51, colour), ThreadPool(1));
    for (int y = 0; y < half.height; ++y)
      for (int x = 0; x < half.width; ++x) ASSERT_EQ(pixel(half, x, y)[1], colour.green);
  }
}

TEST(Pyramid, EveryLevelIsTheHalvedOneBelow) {
  const Image picture = test::random_picture(517, 300, 7);
  const Pyramid pyramid(picture);
  EXPECT_EQ(pyramid.width(), 517);
  EXPECT_EQ(pyramid.height(), 300);
  ASSERT_GE(pyramid.levels().size(), 2U);
  EXPECT_EQ(pyramid.levels()[0].pixels, picture.pixels);
  for (std::size_t level = 1; level < pyramid.levels().size(); ++level)
    EXPECT_EQ(pyramid.levels()[level].pixels, halved(pyramid.levels()[level - 1], ThreadPool(1)).pixels) << level;
}

TEST(Pyramid, IsTheSameForAnyNumberOfThreads) {
  const Image picture = test::random_picture(517, 301, 8);
  const Pyramid alone(picture);
  const Pyramid shared(picture, ThreadPool(3));
  ASSERT_EQ(shared.levels().size(), alone.levels().size());
  for (std::size_t level = 0; level < alone.levels().size(); ++level)
    EXPECT_EQ(shared.levels()[level].pixels, alone.levels()[level].pixels) << level;
}

TEST(Pyramid, ReachesDownToWhatAWholePictureInTheSmallestViewNeeds) {
  // The search's smallest view shows the whole picture in 192 pixels: no level may be left out that is nearer to that.
  const Pyramid pyramid(test::plain_picture(4095, 40, test::kWhite));
  EXPECT_LE(pyramid.levels().back().width, 2 * 96);
  EXPECT_GE(pyramid.levels().back().height, 1);
}

TEST(Pyramid, ASmallPictureIsItsOnlyLevel) {
  EXPECT_EQ(Pyramid(test::plain_picture(40, 40, test::kWhite)).levels().size(), 1U);
}

}  // namespace
}  // namespace face_analyzer
