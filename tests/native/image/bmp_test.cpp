// BMP: every header, depth and packing. The limits of the contract do not hold here, so the pictures can be small.
#include "image/bmp.hpp"

#include <gtest/gtest.h>

#include "bmp_file.hpp"
#include "expectations.hpp"

namespace face_analyzer::image_test {
namespace {

constexpr Rgb kBlack{0, 0, 0};
constexpr Rgb kWhite{255, 255, 255};
constexpr Rgb kRed{255, 0, 0};
constexpr Rgb kGreen{0, 255, 0};
constexpr Rgb kBlue{0, 0, 255};
const std::vector<std::uint32_t> kFourColours{0x000000, 0xFF0000, 0x00FF00, 0x0000FF};

Image decoded(const BmpFile& file) {
  auto result = decode_bmp(write_bmp(file));
  EXPECT_TRUE(result.has_value()) << result.error().detail;
  return result ? std::move(result->image) : Image(file.width, std::abs(file.height));
}

/// The pixels row by row from the top.
std::vector<Rgb> colours_of(const Image& image) {
  std::vector<Rgb> colours;
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) colours.push_back(rgb_at(image, x, y));
  }
  return colours;
}

const std::vector<std::uint8_t> kBottomBlueGreenTopRedWhite{0xFF, 0, 0,    0,    0xFF, 0,    0, 0,   // blue, green
                                                            0,    0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0};  // red, white

TEST(Bmp, RowsGoUpwardsAndColoursAreBlueGreenRed) {
  const Image image = decoded({.pixels = kBottomBlueGreenTopRedWhite});
  EXPECT_EQ(colours_of(image), (std::vector{kRed, kWhite, kBlue, kGreen}));
}

TEST(Bmp, ANegativeHeightMeansTopDown) {
  const Image image = decoded({.height = -2, .pixels = kBottomBlueGreenTopRedWhite});
  EXPECT_EQ(colours_of(image), (std::vector{kBlue, kGreen, kRed, kWhite}));
}

TEST(Bmp, EveryHeaderIsRead) {
  for (const std::uint32_t header_bytes : {12U, 16U, 40U, 52U, 56U, 64U, 108U, 124U}) {
    BmpFile file{.header_bytes = header_bytes, .pixels = kBottomBlueGreenTopRedWhite};
    auto bytes = write_bmp(file);
    if (header_bytes == 16) {  // cut after the depth
      file.header_bytes = 40;
      bytes = write_bmp(file);
      bytes.erase(bytes.begin() + 14 + 16, bytes.begin() + 14 + 40);
      bytes[14] = 16;
      bytes[10] = 14 + 16;
    }
    const auto image = decode_bmp(bytes);
    ASSERT_TRUE(image.has_value()) << header_bytes << ": " << image.error().detail;
    EXPECT_EQ(colours_of(image->image), (std::vector{kRed, kWhite, kBlue, kGreen})) << header_bytes;
  }
}

TEST(Bmp, PaletteOfOneTwoFourAndEightBits) {
  const auto row = [](unsigned bits, const std::vector<std::uint8_t>& pixels) {
    return colours_of(decoded({.width = 3, .height = 1, .bits = bits, .palette = kFourColours, .pixels = pixels}));
  };
  EXPECT_EQ(row(1, {0b010'00000, 0, 0, 0}), (std::vector{kBlack, kRed, kBlack}));
  EXPECT_EQ(row(2, {0b01'10'11'00, 0, 0, 0}), (std::vector{kRed, kGreen, kBlue}));
  EXPECT_EQ(row(4, {0x12, 0x30, 0, 0}), (std::vector{kRed, kGreen, kBlue}));
  EXPECT_EQ(row(8, {1, 2, 3, 0}), (std::vector{kRed, kGreen, kBlue}));
}

TEST(Bmp, Os2PaletteHasThreeBytesAColour) {
  const BmpFile file{
      .header_bytes = 12, .width = 4, .height = 1, .bits = 8, .palette = kFourColours, .pixels = {3, 2, 1, 0}};
  EXPECT_EQ(colours_of(decoded(file)), (std::vector{kBlue, kGreen, kRed, kBlack}));
}

TEST(Bmp, AnIndexBeyondThePaletteIsBlack) {
  const BmpFile file{.width = 1, .height = 1, .bits = 8, .palette = kFourColours, .pixels = {200, 0, 0, 0}};
  EXPECT_EQ(colours_of(decoded(file)), (std::vector{kBlack}));
}

TEST(Bmp, SixteenBitsAreFiveEachWithoutMasks) {
  const BmpFile file{.width = 2, .height = 1, .bits = 16, .pixels = Bytes().little(0x7C00, 2).little(0x0210, 2).data()};
  EXPECT_EQ(colours_of(decoded(file)), (std::vector{kRed, Rgb{0, 132, 132}}));
}

TEST(Bmp, MasksStandBehindTheShortHeaderOrInsideALongOne) {
  for (const std::uint32_t header_bytes : {40U, 52U, 108U, 124U}) {
    BmpFile file{.header_bytes = header_bytes, .width = 2, .height = 1, .bits = 16, .compression = 3};
    file.masks = {0xF800, 0x07E0, 0x001F};
    file.pixels = Bytes().little(0xF800, 2).little(0x07E0, 2).data();
    EXPECT_EQ(colours_of(decoded(file)), (std::vector{kRed, kGreen})) << header_bytes;
  }
}

TEST(Bmp, MasksMayHaveAnyNumberOfBits) {
  BmpFile file{.width = 1, .height = 1, .bits = 32, .compression = 3};
  file.masks = {0xFFC00000, 0x003FF800, 0x000007FF};  // 10, 11 and 11 bits
  file.pixels = Bytes().little(0x201U << 22U | 0x7FFU << 11U | 0x400U, 4).data();
  EXPECT_EQ(colours_of(decoded(file)), (std::vector{Rgb{128, 255, 128}}));
}

TEST(Bmp, AlphaIsLaidOverWhite) {
  BmpFile file{.header_bytes = 56, .width = 3, .height = 1, .bits = 32, .compression = 3};
  file.masks = {0xFF0000, 0xFF00, 0xFF, 0xFF000000};
  file.pixels = Bytes().little(0xFFFF0000, 4).little(0x80FF0000, 4).little(0x00FF0000, 4).data();
  EXPECT_EQ(colours_of(decoded(file)), (std::vector{kRed, Rgb{255, 127, 127}, kWhite}));
}

// Many writers declare alpha and leave it 0 everywhere.
TEST(Bmp, AlphaThatIsZeroEverywhereIsNoAlpha) {
  BmpFile file{.header_bytes = 56, .width = 1, .height = 1, .bits = 32, .compression = 3};
  file.masks = {0xFF0000, 0xFF00, 0xFF, 0xFF000000};
  file.pixels = Bytes().little(0x00FF0000, 4).data();
  EXPECT_EQ(colours_of(decoded(file)), (std::vector{kRed}));
}

TEST(Bmp, TheFourthByteOfThirtyTwoBitsWithoutMasksIsNoAlpha) {
  const BmpFile file{.width = 1, .height = 1, .bits = 32, .pixels = Bytes().little(0x40FF0000, 4).data()};
  EXPECT_EQ(colours_of(decoded(file)), (std::vector{kRed}));
}

BmpFile rle8(std::vector<std::uint8_t> pixels) {
  return {.width = 4, .height = 2, .bits = 8, .compression = 1, .palette = kFourColours, .pixels = std::move(pixels)};
}

TEST(BmpRunLengths, RunsAndSinglePixels) {
  const Image image = decoded(rle8({4, 1, 0, 0, /* top: */ 0, 3, 1, 2, 3, 0, 1, 2, 0, 1}));
  EXPECT_EQ(colours_of(image), (std::vector{kRed, kGreen, kBlue, kGreen, kRed, kRed, kRed, kRed}));
}

TEST(BmpRunLengths, PixelsThatAreJumpedOverAreBlack) {
  const Image image = decoded(rle8({1, 1, /* right 1, up 1: */ 0, 2, 1, 1, 1, 2, 0, 1}));
  EXPECT_EQ(colours_of(image), (std::vector{kBlack, kBlack, kGreen, kBlack, kRed, kBlack, kBlack, kBlack}));
}

TEST(BmpRunLengths, FourBitsAlternate) {
  BmpFile file{.width = 5, .height = 1, .bits = 4, .compression = 2, .palette = kFourColours};
  file.pixels = {3, 0x12, 0, 3, 0x32, 0x10, 0, 1};
  file.width = 6;
  EXPECT_EQ(colours_of(decoded(file)), (std::vector{kRed, kGreen, kRed, kBlue, kGreen, kRed}));
}

TEST(BmpRunLengths, Os2HasTwentyFourBits) {
  BmpFile file{.header_bytes = 64, .width = 3, .height = 1, .bits = 24, .compression = 4};
  file.pixels = {2, 0, 0, 255, 1, 255, 0, 0, 0, 1};
  EXPECT_EQ(colours_of(decoded(file)), (std::vector{kRed, kRed, kBlue}));
}

TEST(BmpRunLengths, TopDown) {
  BmpFile file = rle8({4, 1, 0, 0, 4, 2, 0, 1});
  file.height = -2;
  EXPECT_EQ(colours_of(decoded(file)), (std::vector{kRed, kRed, kRed, kRed, kGreen, kGreen, kGreen, kGreen}));
}

// Some writers' runs fill the row up to the multiple of 4 bytes that an uncompressed row would have.
TEST(BmpRunLengths, ARunMayGoOnIntoThePaddingButNotFarther) {
  BmpFile file = rle8({4, 1, 0, 0, 4, 2, 0, 1});
  file.width = 3;
  EXPECT_EQ(colours_of(decoded(file)), (std::vector{kGreen, kGreen, kGreen, kRed, kRed, kRed}));
  file.pixels[0] = 5;
  expect_refused(decode_bmp(write_bmp(file)), Reason::undecodable);
}

TEST(BmpRunLengths, AMissingEndIsForgivenOnlyBehindTheLastPixel) {
  EXPECT_EQ(colours_of(decoded(rle8({4, 1, 0, 0, 4, 2}))).front(), kGreen);
  expect_refused(decode_bmp(write_bmp(rle8({4, 1, 0, 0, 3, 2}))), Reason::undecodable);
  expect_refused(decode_bmp(write_bmp(rle8({4, 1}))), Reason::undecodable);
}

TEST(BmpRunLengths, AJumpOutOfThePictureIsRefused) {
  expect_refused(decode_bmp(write_bmp(rle8({0, 2, 9, 0, 0, 1}))), Reason::undecodable);
  expect_refused(decode_bmp(write_bmp(rle8({0, 2, 0, 9, 0, 1}))), Reason::undecodable);
}

// 33 x 33 pixels of 3 bytes leave one byte of padding, which may be missing from the last row.
TEST(Bmp, EveryCutIsRefusedUntilThePixelsAreComplete) {
  BmpFile file{.width = 33, .height = 33, .pixels = std::vector<std::uint8_t>(3300, 7)};
  const auto plain = write_bmp(file);
  expect_every_cut_refused(plain, plain.size() - 1);
}

TEST(Bmp, EveryDamagedByteHasAnAnswer) {
  BmpFile file{.width = 40, .height = 33, .bits = 8, .compression = 1, .palette = kFourColours};
  for (int y = 0; y < 33; ++y) file.pixels.insert(file.pixels.end(), {37, 1, 0, 3, 1, 2, 3, 0, 0, 0});
  file.pixels.insert(file.pixels.end(), {0, 1});
  expect_every_damage_answered(write_bmp(file));
  BmpFile masked{.header_bytes = 124, .width = 33, .height = 33, .bits = 16, .compression = 3};
  masked.masks = {0xF000, 0x0F00, 0x00F0, 0x000F};
  masked.pixels = std::vector<std::uint8_t>(2244, 0x5A);
  expect_every_damage_answered(write_bmp(masked));
}

TEST(Bmp, InvalidHeadersAreRefused) {
  const auto refused = [](const BmpFile& file) { expect_refused(decode_bmp(write_bmp(file)), Reason::undecodable); };
  const std::vector<std::uint8_t> pixels(64);
  refused({.bits = 3, .pixels = pixels});
  refused({.bits = 0, .compression = 4, .pixels = pixels});                                  // a JPEG inside
  refused({.bits = 8, .compression = 2, .palette = kFourColours, .pixels = pixels});         // RLE4 of 8 bits
  refused({.bits = 8, .pixels = pixels});                                                    // no palette
  refused({.bits = 16, .compression = 3, .masks = {0xF00F, 0xF0, 0x0F}, .pixels = pixels});  // a mask with a hole
  refused({.bits = 16, .compression = 3, .masks = {0, 0, 0}, .pixels = pixels});
}

TEST(Bmp, ASizeThatWouldOverflowIsTruncated) {
  expect_refused(decode_bmp(write_bmp_header(0x7FFFFFFF, 0x7FFFFFFF)), Reason::undecodable);
}

}  // namespace
}  // namespace face_analyzer::image_test
