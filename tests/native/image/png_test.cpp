// PNG: every colour type and depth, transparency over white, and which damage matters.
#include "image/png.hpp"

#include <gtest/gtest.h>

#include "expectations.hpp"
#include "png_file.hpp"

namespace face_analyzer::image_test {
namespace {

/// A pattern that uses every value of a sample: sample i of pixel (x, y), of `depth` bits.
unsigned pattern(int x, int y, unsigned i, int depth) {
  const unsigned value = static_cast<unsigned>(x) * (i + 3) * 40503U + static_cast<unsigned>(y) * 30011U * (i + 1);
  return value >> 3U & ((1U << static_cast<unsigned>(depth)) - 1);
}

std::vector<std::uint8_t> palette_chunk() {
  Bytes palette;
  for (int i = 0; i < 256; ++i) palette.raw({i, 255 - i, i * 7 % 256});
  return palette.data();
}

PngFile patterned(PngColour colour, int depth, bool is_interlaced = false) {
  PngFile file{.colour = colour, .depth = depth, .is_interlaced = is_interlaced};
  file.pixel = [depth](int x, int y) {
    return std::vector<unsigned>{pattern(x, y, 0, depth), pattern(x, y, 1, depth), pattern(x, y, 2, depth),
                                 pattern(x, y, 3, depth)};
  };
  if (colour == PngColour::palette) {
    auto palette = palette_chunk();
    palette.resize(3U << static_cast<unsigned>(depth));
    file.chunks_before = png_chunk("PLTE", palette);
  }
  return file;
}

/// A sample as 8 bits, rounded.
int to_eight_bits(unsigned sample, int depth) {
  const unsigned largest = (1U << static_cast<unsigned>(depth)) - 1;
  return static_cast<int>((sample * 255 + largest / 2) / largest);
}

int over_white(int value, int alpha) { return (value * alpha + 255 * (255 - alpha) + 127) / 255; }

Rgb expected_pixel(const PngFile& file, int x, int y) {
  const auto samples = file.pixel(x, y);
  if (file.colour == PngColour::palette) {
    const int i = static_cast<int>(samples[0]);
    return {i, 255 - i, i * 7 % 256};
  }
  const auto value = [&](std::size_t i) { return to_eight_bits(samples.at(i), file.depth); };
  switch (file.colour) {
    case PngColour::rgb:
      return {value(0), value(1), value(2)};
    case PngColour::rgb_alpha:
      return {over_white(value(0), value(3)), over_white(value(1), value(3)), over_white(value(2), value(3))};
    case PngColour::grey_alpha: {
      const int grey = over_white(value(0), value(1));
      return {grey, grey, grey};
    }
    default:
      return {value(0), value(0), value(0)};
  }
}

struct Kind {
  PngColour colour;
  int depth;
};

class PngKinds : public testing::TestWithParam<Kind> {};

TEST_P(PngKinds, GiveTheirPixelsPlainAndInterlaced) {
  for (const bool is_interlaced : {false, true}) {
    const PngFile file = patterned(GetParam().colour, GetParam().depth, is_interlaced);
    const auto image = decode(write_png(file));
    ASSERT_TRUE(image.has_value()) << image.error().detail;
    for (int y = 0; y < file.height; ++y) {
      for (int x = 0; x < file.width; ++x) ASSERT_EQ(rgb_at(*image, x, y), expected_pixel(file, x, y)) << x << ' ' << y;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    AllOfTheStandard, PngKinds,
    testing::Values(Kind{PngColour::grey, 1}, Kind{PngColour::grey, 2}, Kind{PngColour::grey, 4},
                    Kind{PngColour::grey, 8}, Kind{PngColour::grey, 16}, Kind{PngColour::rgb, 8},
                    Kind{PngColour::rgb, 16}, Kind{PngColour::palette, 1}, Kind{PngColour::palette, 2},
                    Kind{PngColour::palette, 4}, Kind{PngColour::palette, 8}, Kind{PngColour::grey_alpha, 8},
                    Kind{PngColour::grey_alpha, 16}, Kind{PngColour::rgb_alpha, 8}, Kind{PngColour::rgb_alpha, 16}),
    [](const auto& kind) {
      return "Type" + std::to_string(static_cast<int>(kind.param.colour)) + "Depth" + std::to_string(kind.param.depth);
    });

TEST(Png, PaletteTransparencyIsLaidOverWhite) {
  PngFile file = patterned(PngColour::palette, 8);
  file.pixel = [](int x, int) { return std::vector<unsigned>{x < 20 ? 0U : 1U}; };
  const auto transparency = png_chunk("tRNS", {0, 128});
  file.chunks_before.insert(file.chunks_before.end(), transparency.begin(), transparency.end());
  const auto image = decode(write_png(file));
  ASSERT_TRUE(image.has_value());
  EXPECT_EQ(rgb_at(*image, 0, 0), (Rgb{255, 255, 255}));
  EXPECT_EQ(rgb_at(*image, 30, 0), (Rgb{over_white(1, 128), over_white(254, 128), over_white(7, 128)}));
}

TEST(Png, TheOneTransparentColourBecomesWhite) {
  PngFile file{.depth = 16};
  file.pixel = [](int x, int) { return std::vector<unsigned>{0x1234, 0x5678, x < 20 ? 0x9ABCU : 0x9ABDU}; };
  file.chunks_before = png_chunk("tRNS", {0x12, 0x34, 0x56, 0x78, 0x9A, 0xBC});
  const auto image = decode(write_png(file));
  ASSERT_TRUE(image.has_value());
  EXPECT_EQ(rgb_at(*image, 0, 0), (Rgb{255, 255, 255}));
  EXPECT_EQ(rgb_at(*image, 30, 0), (Rgb{0x12, 0x56, 0x9A}));
}

TEST(Png, GammaIsNotApplied) {
  PngFile file = patterned(PngColour::rgb, 8);
  const auto plain = decode(write_png(file));
  file.chunks_before = png_chunk("gAMA", {0, 1, 0x86, 0xA0});  // 1.0
  EXPECT_EQ(decode(write_png(file))->pixels, plain->pixels);
}

// What follows the last pixel chunk, the end chunk too, holds no pixel: a file that lost it has lost nothing.
TEST(Png, EveryCutIsRefusedUntilThePixelsAreComplete) {
  constexpr std::size_t kEndChunkBytes = 12;
  for (const bool is_interlaced : {false, true}) {
    const auto file = write_png(patterned(PngColour::grey, 4, is_interlaced));
    expect_every_cut_refused(file, file.size() - kEndChunkBytes);
  }
}

TEST(Png, EveryDamagedByteHasAnAnswer) {
  expect_every_damage_answered(write_png(patterned(PngColour::palette, 4)));
  expect_every_damage_answered(write_png(patterned(PngColour::grey, 1, true)));
}

TEST(Png, DamageToAPixelIsRefused) {
  auto file = write_png(patterned(PngColour::grey, 8));
  const std::size_t pixel = file.size() / 2;
  file[pixel] ^= 1U;
  expect_refused(decode(file), Reason::undecodable);
}

TEST(Png, AWrongChecksumInsideTheStreamIsRefused) {
  const PngFile plain = patterned(PngColour::grey, 8);
  auto stream = zlib_stored(png_rows(plain));
  stream.back() ^= 1U;
  expect_refused(decode(write_png_around(plain, stream)), Reason::undecodable);
}

TEST(Png, ADamagedAncillaryChunkIsIgnored) {
  PngFile file = patterned(PngColour::grey, 8);
  const auto plain = decode(write_png(file));
  file.chunks_before = png_chunk("gAMA", {1, 2, 3, 4});
  file.chunks_before.back() ^= 1U;
  const auto answer = decode(write_png(file));
  ASSERT_TRUE(answer.has_value()) << answer.error().detail;
  EXPECT_EQ(answer->pixels, plain->pixels);
}

TEST(Png, ADamagedPaletteIsRefused) {
  PngFile file = patterned(PngColour::palette, 8);
  file.chunks_before.back() ^= 1U;
  expect_refused(decode(write_png(file)), Reason::undecodable);
  file.chunks_before.clear();
  expect_refused(decode(write_png(file)), Reason::undecodable);
}

TEST(Png, AnUnknownCriticalChunkIsRefusedAndAnUnknownAncillaryOneIgnored) {
  PngFile file = patterned(PngColour::grey, 8);
  file.chunks_before = png_chunk("juNk", {1, 2, 3});
  EXPECT_TRUE(decode(write_png(file)).has_value());
  file.chunks_before = png_chunk("JUNK", {1, 2, 3});
  expect_refused(decode(write_png(file)), Reason::undecodable);
}

TEST(Png, TooFewRowsAreRefused) {
  const PngFile file = patterned(PngColour::grey, 8);
  PngFile shorter = file;
  shorter.height = 35;
  expect_refused(decode(write_png_around(file, zlib_stored(png_rows(shorter)))), Reason::undecodable);
}

TEST(Png, AFewBytesBeyondTheLastPixelAreIgnoredAndMegabytesAreRefused) {
  const PngFile file = patterned(PngColour::grey, 8);
  auto rows = png_rows(file);
  rows.resize(rows.size() + 100);
  EXPECT_TRUE(decode(write_png_around(file, zlib_stored(rows))).has_value());
  rows.resize(rows.size() + 1'000'000);
  expect_refused(decode(write_png_around(file, zlib_stored(rows))), Reason::undecodable);
}

}  // namespace
}  // namespace face_analyzer::image_test
