// The decoder's hot loops in vectors give what libjpeg's own code gives, to the last bit.
#include "image/kernels/jpeg_kernels.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>  // jpeglib.h needs FILE
#include <random>
#include <vector>

#include <jpeglib.h>

/// libjpeg's inverse DCT in C, which nothing calls any more.
extern "C" void jpeg_idct_islow(j_decompress_ptr decoder, jpeg_component_info* component, JCOEFPTR coefficients,
                                JSAMPARRAY output, JDIMENSION column);

namespace face_analyzer::jpeg {
namespace {

using Block = std::array<std::int16_t, kBlockSize>;
using Quantisers = std::array<std::int32_t, kBlockSize>;
using Samples = std::array<std::array<std::uint8_t, kBlockSide>, kBlockSide>;

constexpr int kGuard = 0xA5;  // beside what may be written

std::mt19937& random_numbers() {
  static std::mt19937 numbers(1);
  return numbers;
}

int random_between(int least, int most) { return std::uniform_int_distribution(least, most)(random_numbers()); }

/// libjpeg's table behind the inverse DCT: the whole way round of ten bits (jdmaster.c).
std::vector<JSAMPLE> range_limit_table() {
  constexpr std::size_t kLimit = 256;
  std::vector<JSAMPLE> table(kLimit + 128 + 4 * kLimit + 128, 0);
  for (std::size_t i = 0; i < kLimit; ++i) table[kLimit + i] = static_cast<JSAMPLE>(i);
  std::fill_n(&table[2 * kLimit], 2 * kLimit - 128, JSAMPLE{255});
  for (std::size_t i = 0; i < 128; ++i) table[kLimit + 4 * kLimit + i] = static_cast<JSAMPLE>(i);
  return table;
}

template <typename Transform>
Samples samples_by(Transform transform) {
  Samples samples{};
  std::array<std::uint8_t*, kBlockSide> rows{};
  std::ranges::transform(samples, rows.begin(), [](auto& row) { return row.data(); });
  transform(rows);
  return samples;
}

Samples by_library(Block block, Quantisers quantisers) {
  std::vector<JSAMPLE> table = range_limit_table();
  jpeg_decompress_struct decoder{};
  decoder.sample_range_limit = &table[256];
  jpeg_component_info component{};
  component.dct_table = quantisers.data();
  return samples_by([&](auto rows) { jpeg_idct_islow(&decoder, &component, block.data(), rows.data(), 0); });
}

Samples by_vectors(const Block& block, const Quantisers& quantisers) {
  return samples_by([&](const auto& rows) { inverse_dct(block, quantisers, rows); });
}

TEST(InverseDct, OfEveryFlatBlock) {
  Quantisers quantisers{};
  quantisers[0] = 3;
  for (int flat = -1024; flat < 1024; ++flat) {
    const Block block{static_cast<std::int16_t>(flat)};
    ASSERT_EQ(by_vectors(block, quantisers), by_library(block, quantisers)) << flat;
  }
}

TEST(InverseDct, OfPhotographsAndOfDamagedOnes) {
  for (const int most : {2, 20, 200, 8000}) {
    for (int repetition = 0; repetition < 2000; ++repetition) {
      Block block{};
      Quantisers quantisers{};
      const int kept = random_between(1, kBlockSize);
      for (std::size_t i = 0; i < kBlockSize; ++i) {
        quantisers[i] = most > 1000 ? 1 : random_between(1, 40);
        if (random_between(1, kBlockSize) <= kept) block[i] = static_cast<std::int16_t>(random_between(-most, most));
      }
      ASSERT_EQ(by_vectors(block, quantisers), by_library(block, quantisers)) << most << ' ' << repetition;
    }
  }
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

/// Sums of one or two rows, doubled: three parts of the nearer and one of the further, where the outermost has itself
/// beside it; `left` and `right` are added before `parts` are divided by.
std::vector<std::uint8_t> doubled_by_definition(const std::vector<int>& sums, int left, int right, int parts) {
  std::vector<std::uint8_t> row;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const int before = sums[i == 0 ? 0 : i - 1];
    const int after = sums[std::min(i + 1, sums.size() - 1)];
    row.push_back(static_cast<std::uint8_t>((3 * sums[i] + before + left) / parts));
    row.push_back(static_cast<std::uint8_t>((3 * sums[i] + after + right) / parts));
  }
  return row;
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
