// The room's entry: what is accepted, in which order it is checked, and what a refusal says.
#include "image/decode.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "bmp_file.hpp"
#include "expectations.hpp"
#include "image/limits.hpp"
#include "jpeg_files.hpp"
#include "png_file.hpp"

namespace face_analyzer::image_test {
namespace {

std::vector<std::uint8_t> bytes_of(std::string_view letters) { return Bytes().text(letters).data(); }

TEST(Decode, RefusesAnEmptyFileAsMissing) { expect_refused(decode({}), Reason::missing_image); }

TEST(Decode, AcceptsTwentyMegabytesAndRefusesOneByteMore) {
  std::vector<std::uint8_t> file(kBaselineJpeg.begin(), kBaselineJpeg.end());
  file.resize(kMaxFileBytes);
  EXPECT_TRUE(decode(file).has_value());
  file.push_back(0);
  expect_refused(decode(file), Reason::file_too_large);
}

TEST(Decode, ChecksTheNumberOfBytesBeforeTheType) {
  expect_refused(decode(std::vector<std::uint8_t>(kMaxFileBytes + 1)), Reason::file_too_large);
}

TEST(Decode, RefusesOtherTypesAndNamesThem) {
  const auto gif = decode(bytes_of("GIF89a and so on"));
  expect_refused(gif, Reason::unsupported_type);
  EXPECT_NE(gif.error().detail.find("GIF"), std::string::npos);
  EXPECT_NE(gif.error().detail.find("JPEG, PNG and BMP"), std::string::npos);
  expect_refused(decode(bytes_of("RIFF\1\1\1\1WEBPVP8 ")), Reason::unsupported_type);
  expect_refused(decode(bytes_of("\1\1\1\1ftypheic")), Reason::unsupported_type);
  expect_refused(decode(bytes_of("just some words")), Reason::unsupported_type);
  expect_refused(decode(bytes_of("B")), Reason::unsupported_type);
}

TEST(Decode, RefusesARightBeginningWithNothingBehindItAsUndecodable) {
  expect_refused(decode(bytes_of("BM")), Reason::undecodable);
  expect_refused(decode(bytes_of("\x89PNG")), Reason::undecodable);
  expect_refused(decode(bytes_of("\xFF\xD8\xFF")), Reason::undecodable);
}

TEST(Decode, RefusesAPngSpoiledByATransferAsText) {
  expect_refused(decode(bytes_of("\x89PNG\n\x1A\n and the rest of it, long enough for a header")), Reason::undecodable);
}

/// The reason for which the header alone is refused; nothing when the size is accepted.
std::optional<Reason> reason_for_size(const std::vector<std::uint8_t>& file) {
  const auto size = read_size(file);
  if (size) return std::nullopt;
  return size.error().reason;
}

std::vector<std::uint8_t> png_header(int width, int height) { return png_start({.width = width, .height = height}); }

/// The baseline JPEG with other numbers in its frame header.
std::vector<std::uint8_t> jpeg_header(int width, int height) {
  std::vector<std::uint8_t> file(kBaselineJpeg.begin(), kBaselineJpeg.end());
  for (std::size_t i = 0; i + 8 < file.size(); ++i) {
    if (file[i] != 0xFF || file[i + 1] != 0xC0) continue;
    file[i + 5] = static_cast<std::uint8_t>(height / 256);
    file[i + 6] = static_cast<std::uint8_t>(height % 256);
    file[i + 7] = static_cast<std::uint8_t>(width / 256);
    file[i + 8] = static_cast<std::uint8_t>(width % 256);
    break;
  }
  return file;
}

TEST(Limits, EachSideIsLargerThan32AndSmallerThan4096InEveryType) {
  for (const auto header : {write_bmp_header, png_header, jpeg_header}) {
    EXPECT_EQ(reason_for_size(header(33, 33)), std::nullopt);
    EXPECT_EQ(reason_for_size(header(4095, 4095)), std::nullopt);
    EXPECT_EQ(reason_for_size(header(33, 4095)), std::nullopt);
    EXPECT_EQ(reason_for_size(header(32, 33)), Reason::resolution);
    EXPECT_EQ(reason_for_size(header(33, 32)), Reason::resolution);
    EXPECT_EQ(reason_for_size(header(4096, 33)), Reason::resolution);
    EXPECT_EQ(reason_for_size(header(33, 4096)), Reason::resolution);
    EXPECT_EQ(reason_for_size(header(1, 1)), Reason::resolution);
    EXPECT_EQ(reason_for_size(header(65535, 65535)), Reason::resolution);
  }
}

TEST(Limits, AHeaderOfGiantSizeIsRefusedBeforeAnythingIsAllocated) {
  constexpr int kGiant = 0x7FFFFFFF;
  EXPECT_EQ(reason_for_size(png_header(kGiant, kGiant)), Reason::resolution);
  EXPECT_EQ(reason_for_size(write_bmp_header(kGiant, kGiant)), Reason::resolution);
  EXPECT_EQ(reason_for_size(write_bmp_header(40, std::numeric_limits<int>::min())), Reason::resolution);
}

TEST(Limits, AHeaderWithoutASizeIsUndecodable) {
  for (const auto header : {write_bmp_header, png_header, jpeg_header}) {
    EXPECT_EQ(reason_for_size(header(0, 40)), Reason::undecodable);
    EXPECT_EQ(reason_for_size(header(40, 0)), Reason::undecodable);
  }
}

TEST(Limits, TheRefusalSaysWhatWasWrongAndWhatIsAccepted) {
  const auto answer = decode(png_header(20, 5000));
  expect_refused(answer, Reason::resolution);
  EXPECT_NE(answer.error().detail.find("20 x 5000"), std::string::npos);
  EXPECT_NE(answer.error().detail.find("larger than 32"), std::string::npos);
  EXPECT_NE(answer.error().detail.find("smaller than 4096"), std::string::npos);
}

TEST(Limits, AGoodHeaderWithNothingBehindItIsUndecodable) {
  expect_refused(decode(png_header(40, 40)), Reason::undecodable);
  expect_refused(decode(write_bmp_header(40, 40)), Reason::undecodable);
}

}  // namespace
}  // namespace face_analyzer::image_test
