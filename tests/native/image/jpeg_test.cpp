// JPEG: pixels, and the line between damage and what every viewer shrugs off.
#include "image/jpeg.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "bytes.hpp"
#include "expectations.hpp"
#include "jpeg_files.hpp"

namespace face_analyzer::image_test {
namespace {

std::vector<std::uint8_t> copy_of(std::span<const std::uint8_t> file) { return {file.begin(), file.end()}; }

/// Where a marker (0xFF, code) first stands.
std::size_t find_marker(std::span<const std::uint8_t> file, std::uint8_t code) {
  const std::array<std::uint8_t, 2> marker{0xFF, code};
  return static_cast<std::size_t>(std::search(file.begin(), file.end(), marker.begin(), marker.end()) - file.begin());
}

void expect_near(const Rgb& actual, const Rgb& expected) {
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(actual.at(i), expected.at(i), 40) << "channel " << i;
}

TEST(Jpeg, GivesThePictureTopLeftFirstInRedGreenBlue) {
  const auto image = decode(kBaselineJpeg);
  ASSERT_TRUE(image.has_value()) << image.error().detail;
  EXPECT_EQ(image->width, 48);
  EXPECT_EQ(image->height, 40);
  expect_near(rgb_at(*image, 9, 7), {255, 255, 255});
  expect_near(rgb_at(*image, 34, 27), {10, 10, 10});
  expect_near(rgb_at(*image, 46, 1), {250, 6, 60});
  expect_near(rgb_at(*image, 1, 38), {5, 249, 251});
}

TEST(Jpeg, GivesTheSamePixelsBaselineAndProgressive) {
  EXPECT_EQ(decode(kBaselineJpeg)->pixels, decode(kProgressiveJpeg)->pixels);
}

// One wrong decision would spoil all that follow.
TEST(Jpeg, GivesTheSamePixelsByHuffmansCodesAndArithmetically) {
  EXPECT_EQ(decode(kArithmeticJpeg)->pixels, decode(kBaselineJpeg)->pixels);
  EXPECT_EQ(decode(kProgressiveArithmeticJpeg)->pixels, decode(kBaselineJpeg)->pixels);
}

TEST(Jpeg, ADamagedArithmeticFileHasAnAnswer) {
  expect_every_damage_answered(kArithmeticJpeg);
  expect_every_damage_answered(kProgressiveArithmeticJpeg);
}

// Both end with two bytes of end marker. A transfer that loses those has lost no pixel: every bit is there, and viewers
// show such files. One byte less, and a part of the last block is missing.
TEST(Jpeg, EveryCutIsRefusedUntilThePixelsAreComplete) {
  expect_every_cut_refused(kBaselineJpeg, kBaselineJpeg.size() - 2);
  expect_every_cut_refused(kProgressiveJpeg, kProgressiveJpeg.size() - 2);
}

TEST(Jpeg, EveryDamagedByteHasAnAnswer) {
  expect_every_damage_answered(kBaselineJpeg);
  expect_every_damage_answered(kProgressiveJpeg);
}

// Phones append a film or a second picture behind the end marker.
TEST(Jpeg, BytesBehindTheEndAreIgnored) {
  auto file = copy_of(kBaselineJpeg);
  file.insert(file.end(), kProgressiveJpeg.begin(), kProgressiveJpeg.end());
  EXPECT_EQ(decode(file)->pixels, decode(kBaselineJpeg)->pixels);
}

TEST(Jpeg, BytesBetweenSegmentsAreIgnored) {
  auto file = copy_of(kBaselineJpeg);
  const auto tables = static_cast<std::ptrdiff_t>(find_marker(file, 0xDB));
  file.insert(file.begin() + tables, {0, 1, 2, 3});
  EXPECT_EQ(decode(file)->pixels, decode(kBaselineJpeg)->pixels);
}

// A progressive file that was thinned on purpose still ends properly; one that broke off between two scans does not.
TEST(Jpeg, AProgressiveFileMayLeaveRefinementsOutOnlyIfItEndsProperly) {
  const std::span<const std::uint8_t> whole(kProgressiveJpeg);
  const std::size_t first = find_marker(whole, 0xDA);
  const std::size_t second_tables = first + 2 + find_marker(whole.subspan(first + 2), 0xC4);
  auto file = copy_of(whole.first(second_tables));
  expect_refused(decode(file), Reason::undecodable);
  file.insert(file.end(), {0xFF, 0xD9});
  EXPECT_TRUE(decode(file).has_value());
}

TEST(Jpeg, AFileWithoutPixelsIsRefusedEvenIfItEndsProperly) {
  const std::span<const std::uint8_t> whole(kBaselineJpeg);
  auto file = copy_of(whole.first(find_marker(whole, 0xDA)));
  file.insert(file.end(), {0xFF, 0xD9});
  expect_refused(decode(file), Reason::undecodable);
}

TEST(Jpeg, RefusalsNameWhatCannotBeDecoded) {
  auto deep = copy_of(kBaselineJpeg);
  deep[find_marker(deep, 0xC0) + 4] = 12;
  const auto deep_answer = decode(deep);
  expect_refused(deep_answer, Reason::undecodable);
  EXPECT_NE(deep_answer.error().detail.find("12 bits"), std::string::npos);

  auto lossless = copy_of(kBaselineJpeg);
  lossless[find_marker(lossless, 0xC0) + 1] = 0xC3;
  const auto lossless_answer = decode(lossless);
  expect_refused(lossless_answer, Reason::undecodable);
  EXPECT_NE(lossless_answer.error().detail.find("lossless"), std::string::npos);
}

/// The grey picture as a colour file of one scan a component: its scan over and over, for the components in this order.
std::vector<std::uint8_t> in_scans(const std::vector<int>& components) {
  const std::span<const std::uint8_t> grey(kGreyJpeg);
  const std::size_t frame = find_marker(grey, 0xC0);
  const std::size_t frame_end = frame + 2 + 11;
  const std::size_t scan = find_marker(grey, 0xDA);
  Bytes file;
  file.raw(grey.first(frame)).raw({0xFF, 0xC0, 0, 17}).raw(grey.subspan(frame + 4, 5));
  file.raw({3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0}).raw(grey.subspan(frame_end, scan - frame_end));
  const auto data = grey.subspan(scan + 10, grey.size() - 2 - (scan + 10));
  for (const int component : components) file.raw({0xFF, 0xDA, 0, 8, 1, component, 0, 0, 63, 0}).raw(data);
  return file.raw({0xFF, 0xD9}).data();
}

TEST(Jpeg, ComponentsMayComeInScansOfTheirOwn) {
  const auto grey = decode(kGreyJpeg);
  const auto image = decode(in_scans({1, 2, 3}));
  ASSERT_TRUE(grey.has_value() && image.has_value());
  for (const int at : {0, 13, 39}) {  // luma, and both chroma differences, are the grey picture
    const double luma = rgb_at(*grey, at, at)[0];
    const double chroma = luma - 128;
    const auto clamped = [](double value) { return static_cast<int>(std::lround(std::clamp(value, 0.0, 255.0))); };
    const Rgb expected{clamped(luma + 1.402 * chroma), clamped(luma - (0.344136 + 0.714136) * chroma),
                       clamped(luma + 1.772 * chroma)};
    const Rgb actual = rgb_at(*image, at, at);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(actual.at(i), expected.at(i), 1) << at;
  }
}

TEST(Jpeg, AMissingComponentIsRefusedEvenIfTheFileEndsProperly) {
  expect_refused(decode(in_scans({1, 2})), Reason::undecodable);
  expect_refused(decode(in_scans({1})), Reason::undecodable);
}

// No Huffman code consists of ones alone. There are more bytes here than the decoder needs, so it never runs short.
TEST(Jpeg, InvalidCodesAreRefusedInTheMiddleOfALongFileToo) {
  const std::span<const std::uint8_t> grey(kGreyJpeg);
  Bytes file;
  file.raw(grey.first(find_marker(grey, 0xDA) + 10));
  for (int i = 0; i < 4000; ++i) file.raw({0xFF, 0x00});
  expect_refused(decode(file.raw({0xFF, 0xD9}).data()), Reason::undecodable);
}

/// A segment with one symbol, whose code is the bit 0.
std::vector<std::uint8_t> huffman_table(int place, int symbol) {
  Bytes segment;
  segment.raw({0xFF, 0xC4, 0, 20, place, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, symbol});
  return segment.data();
}

/// A grey picture without any detail, progressive: a scan of the DC coefficients, then one AC coefficient after the
/// other, in three scans of a bit each.
std::vector<std::uint8_t> in_progressive_scans(int scans) {
  const std::span<const std::uint8_t> grey(kGreyJpeg);
  const std::size_t frame = find_marker(grey, 0xC0);
  auto file = copy_of(grey.first(find_marker(grey, 0xDA)));
  file[frame + 1] = 0xC2;
  Bytes whole;
  whole.raw(file);
  whole.raw(huffman_table(0, 0)).raw(huffman_table(16, 0xE0));
  whole.raw({0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0}).raw(std::vector<std::uint8_t>(8, 0));  // a bit 0 each: no difference
  for (int scan = 1; scan < scans; ++scan) {
    const int coefficient = 1 + (scan - 1) / 3;
    const int bit = 2 - (scan - 1) % 3;
    const int before = bit == 2 ? 0 : bit + 1;
    // The end of the band for 2^14 blocks and more.
    whole.raw({0xFF, 0xDA, 0, 8, 1, 1, 0, coefficient, coefficient, before * 16 + bit}).raw({0, 0, 0});
  }
  return whole.raw({0xFF, 0xD9}).data();
}

// Each scan is a walk over the whole picture, whose size a hostile file can claim at will.
TEST(Jpeg, AFileOfCountlessScansIsRefused) {
  EXPECT_TRUE(decode(in_progressive_scans(100)).has_value());
  const auto answer = decode(in_progressive_scans(101));
  expect_refused(answer, Reason::undecodable);
  EXPECT_NE(answer.error().detail.find("more than 100 scans"), std::string::npos);
}

// The standard has each part of a picture in one scan. Over and over it would be work without end.
TEST(Jpeg, APartThatComesTwiceIsRefused) {
  for (const auto& components : {std::vector{1, 2, 3, 3}, std::vector{1, 2, 1, 3}}) {
    const auto answer = decode(in_scans(components));
    expect_refused(answer, Reason::undecodable);
    EXPECT_NE(answer.error().detail.find("in two scans"), std::string::npos);
  }
  auto progressive = in_progressive_scans(4);  // the first coefficient with all its bits
  progressive.erase(progressive.end() - 2, progressive.end());
  const std::vector<std::uint8_t> again(progressive.end() - std::ptrdiff_t{3} * 13, progressive.end());
  progressive.insert(progressive.end(), again.begin(), again.end());
  progressive.insert(progressive.end(), {0xFF, 0xD9});
  const auto answer = decode(progressive);
  expect_refused(answer, Reason::undecodable);
  EXPECT_NE(answer.error().detail.find("in two scans"), std::string::npos);
}

// Samples of 8 bits have coefficients of 11, which honest files bring in two or three steps.
TEST(Jpeg, AScanOfBitsThatNoCoefficientHasIsRefused) {
  const auto file_down_to = [](int bit) {
    auto file = in_progressive_scans(2);
    file[file.size() - 6] = static_cast<std::uint8_t>(bit);
    return file;
  };
  EXPECT_TRUE(decode(file_down_to(10)).has_value());
  expect_refused(decode(file_down_to(11)), Reason::undecodable);
}

TEST(Jpeg, AFileOfCountlessSegmentsIsReadInLinearTime) {
  std::vector<std::uint8_t> file{0xFF, 0xD8};
  for (int i = 0; i < 2'000'000; ++i) file.insert(file.end(), {0xFF, 0xE1, 0, 2});
  file.insert(file.end(), kBaselineJpeg.begin() + 2, kBaselineJpeg.end());
  EXPECT_EQ(decode(file)->pixels, decode(kBaselineJpeg)->pixels);
}

}  // namespace
}  // namespace face_analyzer::image_test
