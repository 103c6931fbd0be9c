// The decoder's hot loops in vectors give what libjpeg's own code gives, to the last bit.
#include "image/kernels/jpeg_kernels.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "library_jpeg.hpp"

namespace face_analyzer::jpeg {
namespace {

constexpr int kGuard = 0xA5;  // beside what may be written

std::mt19937& random_numbers() {
  static std::mt19937 numbers(1);
  return numbers;
}

int random_between(int least, int most) { return std::uniform_int_distribution(least, most)(random_numbers()); }

TEST(InverseDct, OfEveryFlatBlock) {
  Quantisers quantisers{};
  quantisers[0] = 3;
  for (int flat = -1024; flat < 1024; ++flat) {
    const Block block{static_cast<std::int16_t>(flat)};
    ASSERT_EQ(by_vectors(block, quantisers), by_library(block, quantisers)) << flat;
  }
}

/// Coefficients of `lines` by `columns` low frequencies, up to `most` to either side.
Block random_block(std::size_t lines, std::size_t columns, int most) {
  Block block{};
  for (std::size_t line = 0; line < lines; ++line)
    for (std::size_t column = 0; column < columns; ++column)
      block[line * kBlockSide + column] = static_cast<std::int16_t>(random_between(-most, most));
  return block;
}

Quantisers random_quantisers(int most) {
  Quantisers quantisers{};
  std::ranges::generate(quantisers, [=] { return random_between(1, most); });
  return quantisers;
}

TEST(InverseDct, OfAllFrequenciesThatPhotographsHave) {
  for (const int most : {1, 2, 20, 90})
    for (std::size_t lines = 1; lines <= kBlockSide; ++lines)
      for (std::size_t columns = 1; columns <= kBlockSide; ++columns)
        for (int repetition = 0; repetition < 20; ++repetition) {
          const Block block = random_block(lines, columns, most);
          const Quantisers quantisers = random_quantisers(8);
          ASSERT_EQ(by_vectors(block, quantisers), by_library(block, quantisers))
              << most << ' ' << lines << 'x' << columns;
        }
}

TEST(InverseDct, OfTwiceWhatAPhotographsColumnCanHold) {
  for (const int level : {736, -736}) {
    Block block{};
    for (std::size_t line = 0; line < kBlockSide; ++line) block[line * kBlockSide] = static_cast<std::int16_t>(level);
    const Quantisers quantisers = random_quantisers(1);
    ASSERT_EQ(by_vectors(block, quantisers), by_library(block, quantisers)) << level;
  }
}

TEST(InverseDct, OfDamagedBlocksIsRightOrLeftToTheLibrary) {
  int done = 0;
  int left = 0;
  for (const int most : {200, 2000, 32767}) {
    for (int repetition = 0; repetition < 3000; ++repetition) {
      const Block block = random_block(kBlockSide, static_cast<std::size_t>(random_between(1, 3)), most);
      const Quantisers quantisers = random_quantisers(repetition % 3 == 0 ? 65535 : 4);
      const std::optional<Samples> samples = by_vectors(block, quantisers);
      ++(samples ? done : left);
      if (samples) ASSERT_EQ(*samples, by_library(block, quantisers)) << most << ' ' << repetition;
    }
  }
  EXPECT_GT(done, 100);
  EXPECT_GT(left, 100);
}

TEST(InverseDct, OfProductsThatNoNumberHolds) {
  Quantisers quantisers{};
  quantisers.fill(65535);
  Block flat{};
  flat[0] = -32768;
  EXPECT_EQ(by_vectors(flat, quantisers), by_library(flat, quantisers));
  Block steep = flat;
  steep[kBlockSide] = 32767;
  EXPECT_EQ(by_vectors(steep, quantisers), std::nullopt);
}

std::vector<std::uint8_t> random_row(std::size_t count) {
  std::vector<std::uint8_t> row(count);
  std::ranges::generate(row, [] { return static_cast<std::uint8_t>(random_between(0, 255)); });
  return row;
}

/// What a kernel writes into room for so many bytes, and that it writes nothing beyond it.
template <typename Kernel>
std::vector<std::uint8_t> written(std::size_t count, Kernel kernel) {
  std::vector<std::uint8_t> bytes(count + 64, kGuard);
  kernel(bytes.data());
  EXPECT_TRUE(std::all_of(bytes.begin() + static_cast<std::ptrdiff_t>(count), bytes.end(),
                          [](std::uint8_t byte) { return byte == kGuard; }));
  bytes.resize(count);
  return bytes;
}

TEST(DoubledRow, OfAnyLength) {
  for (std::size_t count = 3; count < 90; ++count) {
    const std::vector<std::uint8_t> row = random_row(count);
    EXPECT_EQ(written(2 * count, [&](std::uint8_t* to) { doubled(row, to); }),
              doubled_by_definition({row.begin(), row.end()}, 1, 2, 4))
        << count;
  }
}

TEST(DoubledRows, OfAnyLength) {
  for (std::size_t count = 3; count < 90; ++count) {
    const std::vector<std::uint8_t> near = random_row(count);
    const std::vector<std::uint8_t> far = random_row(count);
    std::vector<int> sums(count);
    std::ranges::transform(near, far, sums.begin(), [](int here, int there) { return 3 * here + there; });
    EXPECT_EQ(written(2 * count, [&](std::uint8_t* to) { doubled(near, far.data(), to); }),
              doubled_by_definition(sums, 8, 7, 16))
        << count;
  }
}

/// A pixel of JFIF in fractions of 16 bits, halves rounded up (jdcolor.c, build_ycc_rgb_table).
std::array<std::uint8_t, 4> pixel_by_definition(int luma, int blue, int red) {
  constexpr auto kWeight = [](double value) { return static_cast<int>(value * 65536 + .5); };
  constexpr int kHalf = 32768;
  const int b = blue - 128;
  const int r = red - 128;
  const auto byte = [](int value) { return static_cast<std::uint8_t>(std::clamp(value, 0, 255)); };
  return {byte(luma + ((kWeight(1.402) * r + kHalf) >> 16)),
          byte(luma + ((-kWeight(.34414) * b - kWeight(.71414) * r + kHalf) >> 16)),
          byte(luma + ((kWeight(1.772) * b + kHalf) >> 16)), 255};
}

TEST(ToRgbx, OfEveryColour) {
  std::vector<std::uint8_t> luma(256);
  for (std::size_t i = 0; i < luma.size(); ++i) luma[i] = static_cast<std::uint8_t>(i);
  for (int blue = 0; blue < 256; ++blue) {
    for (int red = 0; red < 256; ++red) {
      const std::vector<std::uint8_t> blues(luma.size(), static_cast<std::uint8_t>(blue));
      const std::vector<std::uint8_t> reds(luma.size(), static_cast<std::uint8_t>(red));
      std::vector<std::uint8_t> pixels(4 * luma.size());
      to_rgbx(luma, blues.data(), reds.data(), pixels.data());
      bool same = true;
      for (std::size_t i = 0; i < luma.size(); ++i)
        same = same && std::ranges::equal(std::span(pixels).subspan(4 * i, 4), pixel_by_definition(luma[i], blue, red));
      ASSERT_TRUE(same) << "blue " << blue << ", red " << red;
    }
  }
}

TEST(ToRgbx, OfRowsOfAnyLength) {
  for (std::size_t count = 1; count < 40; ++count) {
    const std::vector<std::uint8_t> luma = random_row(count);
    const std::vector<std::uint8_t> blue = random_row(count);
    const std::vector<std::uint8_t> red = random_row(count);
    const std::vector<std::uint8_t> pixels =
        written(4 * count, [&](std::uint8_t* to) { to_rgbx(luma, blue.data(), red.data(), to); });
    for (std::size_t i = 0; i < count; ++i)
      EXPECT_TRUE(
          std::ranges::equal(std::span(pixels).subspan(4 * i, 4), pixel_by_definition(luma[i], blue[i], red[i])))
          << count << ' ' << i;
  }
}

}  // namespace
}  // namespace face_analyzer::jpeg
