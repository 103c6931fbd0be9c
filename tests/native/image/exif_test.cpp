// EXIF's orientation: read from JPEG and PNG, and pixels put where they belong.
#include "image/exif.hpp"

#include <gtest/gtest.h>

#include "expectations.hpp"
#include "image/orient.hpp"
#include "jpeg_files.hpp"
#include "png_file.hpp"

namespace face_analyzer::image_test {
namespace {

enum class Endian { little, big };

/// A TIFF block with one directory of two entries, the second of which is the orientation.
std::vector<std::uint8_t> tiff_block(Endian endian, std::uint32_t orientation, std::uint32_t type = 3) {
  Bytes block;
  const auto number = [&block, endian](std::uint32_t value, std::size_t count) {
    endian == Endian::little ? block.little(value, count) : block.big(value, count);
  };
  block.text(endian == Endian::little ? "II" : "MM");
  number(42, 2);
  number(8, 4);
  number(2, 2);
  number(0x0110, 2);  // the camera's model, as text
  number(2, 2);
  number(4, 4);
  block.text("cam").zeros(1);
  number(0x0112, 2);
  number(type, 2);
  number(1, 4);
  number(orientation, type == 3 ? 2 : 4);
  if (type == 3) block.zeros(2);
  number(0, 4);
  return block.data();
}

std::vector<std::uint8_t> with_app1(std::span<const std::uint8_t> jpeg, const std::vector<std::uint8_t>& tiff) {
  Bytes file;
  file.raw(jpeg.first(2)).raw({0xFF, 0xE1}).big(static_cast<std::uint32_t>(tiff.size() + 8), 2);
  file.text("Exif").zeros(2).raw(tiff).raw(jpeg.subspan(2));
  return file.data();
}

TEST(Exif, ReadsAllOrientationsInBothByteOrders) {
  for (const auto endian : {Endian::little, Endian::big}) {
    for (std::uint32_t value = 1; value <= 8; ++value) {
      EXPECT_EQ(read_orientation(tiff_block(endian, value)), static_cast<Orientation>(value));
      EXPECT_EQ(read_orientation(tiff_block(endian, value, 4)), static_cast<Orientation>(value)) << "as a long";
    }
  }
}

TEST(Exif, TakesAnInvalidOrientationAsUpright) {
  EXPECT_EQ(read_orientation(tiff_block(Endian::little, 0)), Orientation::top_left);
  EXPECT_EQ(read_orientation(tiff_block(Endian::little, 9)), Orientation::top_left);
  EXPECT_EQ(read_orientation(tiff_block(Endian::little, 6, 2)), Orientation::top_left) << "as text";
}

TEST(Exif, TakesACutBlockAsUpright) {
  const auto block = tiff_block(Endian::big, 6);
  const std::size_t end_of_entries = block.size() - 4;
  for (std::size_t length = 0; length < end_of_entries; ++length) {
    EXPECT_EQ(read_orientation(std::span(block).first(length)), Orientation::top_left) << length;
  }
}

TEST(Exif, TakesADamagedBlockAsUpright) {
  auto block = tiff_block(Endian::little, 6);
  block[4] = 0xFF;  // the directory lies beyond the end
  block[7] = 0xFF;
  EXPECT_EQ(read_orientation(block), Orientation::top_left);
  EXPECT_EQ(read_orientation(std::vector<std::uint8_t>(64, 0xFF)), Orientation::top_left);
}

/// Where the picture's top left and its right neighbour come from, for each orientation: 3 x 2 pixels, numbered
///   0 1 2
///   3 4 5
TEST(Orient, PutsEveryPixelInItsPlace) {
  Image stored(3, 2);
  for (std::size_t i = 0; i < 6; ++i) {
    stored.pixels[4 * i] = static_cast<std::uint8_t>(i);
    stored.pixels[4 * i + 3] = 255;
  }
  const std::array<std::vector<int>, 9> expected{{{},
                                                  {0, 1, 2, 3, 4, 5},
                                                  {2, 1, 0, 5, 4, 3},
                                                  {5, 4, 3, 2, 1, 0},
                                                  {3, 4, 5, 0, 1, 2},
                                                  {0, 3, 1, 4, 2, 5},
                                                  {3, 0, 4, 1, 5, 2},
                                                  {5, 2, 4, 1, 3, 0},
                                                  {2, 5, 1, 4, 0, 3}}};
  for (std::size_t value = 1; value <= 8; ++value) {
    const Image upright = make_upright(stored, static_cast<Orientation>(value));
    EXPECT_EQ(upright.width, value < 5 ? 3 : 2);
    EXPECT_EQ(upright.height, value < 5 ? 2 : 3);
    std::vector<int> numbers;
    for (std::size_t i = 0; i < 6; ++i) numbers.push_back(upright.pixels[4 * i]);
    EXPECT_EQ(numbers, expected.at(value)) << "orientation " << value;
  }
}

TEST(Orient, TurnsPicturesThatAreNoMultipleOfATile) {
  Image stored(71, 45);
  for (int y = 0; y < stored.height; ++y) {
    for (int x = 0; x < stored.width; ++x) {
      const auto pixel = stored.row(y).subspan(static_cast<std::size_t>(x) * 4, 4);
      pixel[0] = static_cast<std::uint8_t>(x);
      pixel[1] = static_cast<std::uint8_t>(y);
      pixel[3] = 255;
    }
  }
  const Image upright = make_upright(stored, Orientation::right_top);
  ASSERT_EQ(upright.width, 45);
  for (int y = 0; y < upright.height; ++y) {
    for (int x = 0; x < upright.width; ++x) ASSERT_EQ(rgb_at(upright, x, y), (Rgb{y, 44 - x, 0}));
  }
}

TEST(Orient, JpegsComeUpright) {
  const auto plain = decode(kBaselineJpeg);
  ASSERT_TRUE(plain.has_value());
  for (const auto endian : {Endian::little, Endian::big}) {
    for (std::uint32_t value = 1; value <= 8; ++value) {
      const auto turned = decode(with_app1(kBaselineJpeg, tiff_block(endian, value)));
      ASSERT_TRUE(turned.has_value()) << turned.error().detail;
      EXPECT_EQ(turned->pixels, make_upright(*plain, static_cast<Orientation>(value)).pixels);
      EXPECT_EQ(turned->width, value < 5 ? 48 : 40);
    }
  }
}

TEST(Orient, JpegsWithDamagedExifAreDecodedAsStored) {
  const auto plain = decode(kBaselineJpeg);
  const auto block = tiff_block(Endian::little, 6);
  for (std::size_t length = 0; length + 4 < block.size(); ++length) {
    const auto answer = decode(with_app1(kBaselineJpeg, {block.begin(), block.begin() + static_cast<int>(length)}));
    ASSERT_TRUE(answer.has_value()) << answer.error().detail;
    EXPECT_EQ(answer->pixels, plain->pixels);
  }
}

TEST(Orient, TheFirstExifSegmentCounts) {
  const auto second = with_app1(kBaselineJpeg, tiff_block(Endian::little, 3));
  const auto both = decode(with_app1(second, tiff_block(Endian::big, 6)));
  ASSERT_TRUE(both.has_value());
  EXPECT_EQ(both->width, 40);
}

TEST(Orient, PngsComeUprightWhereverTheirExifChunkStands) {
  const PngFile plain{.pixel = [](int x, int y) { return std::vector<unsigned>{unsigned(x), unsigned(y), 9}; }};
  PngFile before = plain;
  before.chunks_before = png_chunk("eXIf", tiff_block(Endian::big, 6));
  PngFile behind = plain;
  behind.chunks_behind = png_chunk("eXIf", tiff_block(Endian::little, 6));
  const auto stored = decode(write_png(plain));
  ASSERT_TRUE(stored.has_value());
  for (const auto& file : {before, behind}) {
    const auto turned = decode(write_png(file));
    ASSERT_TRUE(turned.has_value());
    EXPECT_EQ(turned->width, 36);
    EXPECT_EQ(turned->pixels, make_upright(*stored, Orientation::right_top).pixels);
  }
}

}  // namespace
}  // namespace face_analyzer::image_test
