// What an analysis begins with: memory within the limits, and the same picture whether decoded here or elsewhere.
#include "image/source.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "expectations.hpp"
#include "image/limits.hpp"
#include "png_file.hpp"

namespace face_analyzer::image_test {
namespace {

/// A PNG whose colours and transparency take many values, and the same pixels as something else would decode them.
constexpr int kWidth = 60;
constexpr int kHeight = 50;

std::uint8_t sample(int x, int y, int channel) { return static_cast<std::uint8_t>(x * 37 + y * 11 + channel * 91); }

std::vector<std::uint8_t> transparent_png() {
  PngFile file{.width = kWidth, .height = kHeight, .colour = PngColour::rgb_alpha};
  file.pixel = [](int x, int y) {
    return std::vector<unsigned>{sample(x, y, 0), sample(x, y, 1), sample(x, y, 2), sample(x, y, 3)};
  };
  return write_png(file);
}

Pixels same_pixels() {
  Pixels pixels = allocate_pixels(kWidth, kHeight).value();
  auto byte = pixels.image.pixels.begin();
  for (int y = 0; y < kHeight; ++y)
    for (int x = 0; x < kWidth; ++x)
      for (int channel = 0; channel < Image::kChannels; ++channel) *byte++ = sample(x, y, channel);
  return pixels;
}

TEST(PictureOf, PixelsAreThePngThatHoldsThem) {
  const auto decoded = picture_of(File{transparent_png()});
  const auto given = picture_of(same_pixels());
  ASSERT_TRUE(decoded && given);
  EXPECT_EQ(given->width, kWidth);
  EXPECT_EQ(given->height, kHeight);
  EXPECT_EQ(given->pixels, decoded->pixels);
}

TEST(PictureOf, TransparencyIsLaidOverWhite) {
  Pixels pixels = allocate_pixels(40, 40).value();  // zeros: transparent black
  pixels.image.pixels[3] = 255;
  const auto picture = picture_of(std::move(pixels));
  ASSERT_TRUE(picture.has_value());
  EXPECT_EQ(rgb_at(*picture, 0, 0), (Rgb{0, 0, 0}));
  EXPECT_EQ(rgb_at(*picture, 1, 0), (Rgb{255, 255, 255}));
}

TEST(PictureOf, AFileIsRefusedAsDecodeRefusesIt) {
  expect_refused(picture_of(File{}), Reason::missing_image);
  expect_refused(picture_of(File{{'G', 'I', 'F', '8'}}), Reason::unsupported_type);
}

TEST(PictureOf, AFileThatIsKnownToBeLongerIsTooLargeWithItsWholeLength) {
  const auto refused = picture_of(File{transparent_png(), 5'000'000'000});
  expect_refused(refused, Reason::file_too_large);
  EXPECT_NE(refused.error().detail.find("5000000000 bytes"), std::string::npos) << refused.error().detail;
  expect_refused(picture_of(File{{}, kMaxFileBytes + 1}), Reason::file_too_large);
}

TEST(AllocateFile, GivesAsManyBytesAsAskedFor) {
  const auto file = allocate_file(100, 0);
  ASSERT_TRUE(file.has_value());
  EXPECT_EQ(file->bytes, std::vector<std::uint8_t>(100));
  EXPECT_TRUE(allocate_file(0, 0).value().bytes.empty());
}

TEST(AllocateFile, MoreThanThereIsIsOutOfMemory) {
  expect_refused(allocate_file(std::numeric_limits<std::size_t>::max(), 0), Reason::out_of_memory);
}

TEST(AllocatePixels, GivesFourBytesAPixelWithinTheLimits) {
  for (const auto& [width, height] : {std::pair{33, 33}, {4095, 33}, {33, 4095}, {4095, 4095}}) {
    const auto pixels = allocate_pixels(width, height);
    ASSERT_TRUE(pixels.has_value()) << width << " x " << height;
    EXPECT_EQ(pixels->image.pixels.size(), 4U * static_cast<unsigned>(width) * static_cast<unsigned>(height));
  }
}

TEST(AllocatePixels, RefusesOtherSidesBeforeAnythingIsAllocated) {
  constexpr int kGiant = std::numeric_limits<int>::max();
  for (const auto& [width, height] :
       {std::pair{32, 33}, {33, 32}, {4096, 33}, {33, 4096}, {0, 100}, {100, 0}, {-100, -100}, {kGiant, kGiant}}) {
    const auto refused = allocate_pixels(width, height);
    expect_refused(refused, Reason::resolution);
    const std::string sides = std::to_string(width) + " x " + std::to_string(height);
    EXPECT_NE(refused.error().detail.find(sides), std::string::npos) << refused.error().detail;
  }
}

}  // namespace
}  // namespace face_analyzer::image_test
