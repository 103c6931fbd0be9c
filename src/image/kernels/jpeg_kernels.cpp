#include "image/kernels/jpeg_kernels.hpp"

#include <algorithm>

#include "tensor/simd.hpp"

namespace face_analyzer::jpeg {
namespace {

using Int4 = std::int32_t __attribute__((vector_size(16)));
using Int8 = std::int16_t __attribute__((vector_size(16)));
using Short4 = std::int16_t __attribute__((vector_size(8)));

/// Unsigned, since what a hostile file lets overflow wraps.
UInt4 wide(Short4 values) { return reinterpret_cast<UInt4>(__builtin_convertvector(values, Int4)); }

/// Divides by a power of two, rounding halves up.
template <int bits>
Int4 descaled(UInt4 values) {
  return reinterpret_cast<Int4>(values + (1U << (bits - 1))) >> bits;
}

// --- The inverse DCT.

constexpr int kFraction = 13;      // CONST_BITS
constexpr int kFirstPassBits = 2;  // PASS1_BITS: kept between the two passes
constexpr std::uint32_t fixed(double value) { return static_cast<std::uint32_t>(value * (1 << kFraction) + .5); }

/// One dimension of it for four columns, by the names of jidctint.c. Gives the sums before they are descaled.
struct Column {
  std::array<UInt4, kBlockSide> values;
};

Column transformed(const Column& column) {
  const auto& in = column.values;
  UInt4 z1 = (in[2] + in[6]) * fixed(.541196100);
  const UInt4 even2 = z1 - in[6] * fixed(1.847759065);
  const UInt4 even3 = z1 + in[2] * fixed(.765366865);
  const UInt4 even0 = (in[0] + in[4]) << kFraction;
  const UInt4 even1 = (in[0] - in[4]) << kFraction;
  const std::array<UInt4, 4> even{even0 + even3, even1 + even2, even1 - even2, even0 - even3};

  z1 = (in[7] + in[1]) * fixed(.899976223);
  const UInt4 z2 = (in[5] + in[3]) * fixed(2.562915447);
  const UInt4 sum3 = in[7] + in[3];
  const UInt4 sum4 = in[5] + in[1];
  const UInt4 z5 = (sum3 + sum4) * fixed(1.175875602);
  const UInt4 z3 = z5 - sum3 * fixed(1.961570560);
  const UInt4 z4 = z5 - sum4 * fixed(.390180644);
  const std::array<UInt4, 4> odd{in[1] * fixed(1.501321110) - z1 + z4, in[3] * fixed(3.072711026) - z2 + z3,
                                 in[5] * fixed(2.053119869) - z2 + z4, in[7] * fixed(.298631336) - z1 + z3};
  return {{even[0] + odd[0], even[1] + odd[1], even[2] + odd[2], even[3] + odd[3], even[3] - odd[3], even[2] - odd[2],
           even[1] - odd[1], even[0] - odd[0]}};
}

std::array<UInt4, 4> transposed(UInt4 a, UInt4 b, UInt4 c, UInt4 d) {
  const UInt4 ab_low = __builtin_shufflevector(a, b, 0, 4, 1, 5);
  const UInt4 ab_high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
  const UInt4 cd_low = __builtin_shufflevector(c, d, 0, 4, 1, 5);
  const UInt4 cd_high = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  return {__builtin_shufflevector(ab_low, cd_low, 0, 1, 4, 5), __builtin_shufflevector(ab_low, cd_low, 2, 3, 6, 7),
          __builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5), __builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7)};
}

/// Four columns of two halves of a block (by columns), as four rows: rows of `half` as columns of the second pass.
Column rows_of(const Column& left, const Column& right, std::size_t half) {
  const std::size_t at = 4 * half;
  const auto l = transposed(left.values[at], left.values[at + 1], left.values[at + 2], left.values[at + 3]);
  const auto r = transposed(right.values[at], right.values[at + 1], right.values[at + 2], right.values[at + 3]);
  return {{l[0], l[1], l[2], l[3], r[0], r[1], r[2], r[3]}};
}

template <int bits>
Column descaled(const Column& column) {
  Column result;
  for (std::size_t i = 0; i < kBlockSide; ++i)
    result.values[i] = reinterpret_cast<UInt4>(descaled<bits>(column.values[i]));
  return result;
}

/// Samples of what both passes gave, as libjpeg's table has them: ten bits count, as a signed number around the middle.
Int4 samples_of(Int4 values) {
  constexpr int kUnused = 32 - 10;
  const Int4 shifted = (reinterpret_cast<Int4>(reinterpret_cast<UInt4>(values) << kUnused) >> kUnused) + 128;
  const Int4 positive = shifted & ~(shifted >> 31);
  const Int4 too_much = (255 - positive) >> 31;
  return (positive | too_much) & 255;
}

constexpr int kLastBits = kFirstPassBits + 3;  // and the transform's own scale, 8

void fill(const std::array<std::uint8_t*, kBlockSide>& rows, std::uint8_t value) {
  for (std::uint8_t* row : rows) std::fill_n(row, kBlockSide, value);
}

// --- The colours.

/// Of 16 bits that are multiplied and added two by two: a[0] b[0] + a[1] b[1] and so on.
Int4 dot(Int8 a, Int8 b) {
#ifdef __wasm_simd128__
  return __builtin_wasm_dot_s_i32x4_i16x8(a, b);
#else
  const Short4 a_even = __builtin_shufflevector(a, a, 0, 2, 4, 6);
  const Short4 a_odd = __builtin_shufflevector(a, a, 1, 3, 5, 7);
  const Short4 b_even = __builtin_shufflevector(b, b, 0, 2, 4, 6);
  const Short4 b_odd = __builtin_shufflevector(b, b, 1, 3, 5, 7);
  return __builtin_convertvector(a_even, Int4) * __builtin_convertvector(b_even, Int4) +
         __builtin_convertvector(a_odd, Int4) * __builtin_convertvector(b_odd, Int4);
#endif
}

/// The lower halves of eight numbers that fit into them.
Int8 narrow(Int4 low, Int4 high) {
  return __builtin_shufflevector(reinterpret_cast<Int8>(low), reinterpret_cast<Int8>(high), 0, 2, 4, 6, 8, 10, 12, 14);
}

Int8 clamped(Int8 values) {
  const Int8 positive = values & ~(values >> 15);
  return (positive | ((255 - positive) >> 15)) & 255;
}

constexpr int kColourFraction = 16;
constexpr std::int32_t colour_weight(double value) {
  return static_cast<std::int32_t>(value * (1 << kColourFraction) + .5);
}
// Weights beyond 16 bits are a whole number and the rest.
constexpr std::int32_t kRedOfRed = colour_weight(1.40200);
constexpr std::int32_t kGreenOfRed = -colour_weight(.71414);
constexpr std::int32_t kGreenOfBlue = -colour_weight(.34414);
constexpr std::int32_t kBlueOfBlue = colour_weight(1.77200);
constexpr std::int32_t kOne = 1 << kColourFraction;

/// (blue * first + red * second) in units, rounded, of eight pixels.
Int8 weighted(Int8 blue, Int8 red, std::int32_t first, std::int32_t second) {
  const auto a = static_cast<std::int16_t>(first);
  const auto b = static_cast<std::int16_t>(second);
  const Int8 weights{a, b, a, b, a, b, a, b};
  const Int4 low = dot(__builtin_shufflevector(blue, red, 0, 8, 1, 9, 2, 10, 3, 11), weights);
  const Int4 high = dot(__builtin_shufflevector(blue, red, 4, 12, 5, 13, 6, 14, 7, 15), weights);
  return narrow((low + kOne / 2) >> kColourFraction, (high + kOne / 2) >> kColourFraction);
}

Int8 wide(Byte8 samples) { return __builtin_convertvector(samples, Int8); }

void put_eight_pixels(const std::uint8_t* luma, const std::uint8_t* blue_at, const std::uint8_t* red_at,
                      std::uint8_t* to) {
  const Int8 brightness = wide(load<Byte8>(luma));
  const Int8 blue = wide(load<Byte8>(blue_at)) - 128;
  const Int8 red = wide(load<Byte8>(red_at)) - 128;
  const Int8 r = clamped(brightness + red + weighted(blue, red, 0, kRedOfRed - kOne));
  const Int8 g = clamped(brightness - red + weighted(blue, red, kGreenOfBlue, kGreenOfRed + kOne));
  const Int8 b = clamped(brightness + blue + blue + weighted(blue, red, kBlueOfBlue - 2 * kOne, 0));
  constexpr auto kOpaque = static_cast<std::int16_t>(0xFF00);
  const Int8 red_green = r | (g << 8);
  const Int8 blue_unused = b | kOpaque;
  store(to, __builtin_shufflevector(red_green, blue_unused, 0, 8, 1, 9, 2, 10, 3, 11));
  store(to + sizeof(Int8), __builtin_shufflevector(red_green, blue_unused, 4, 12, 5, 13, 6, 14, 7, 15));
}

// --- Upsampling.

Word8 word8(const std::uint8_t* from) { return __builtin_convertvector(load<Byte8>(from), Word8); }

/// Doubles a row of sums of samples, `count` of them, of which `sum_at` gives one and `sums_at` eight. A sum counts for
/// 2^weight_bits samples; halves are rounded up and down in turn, and beside the outermost stands itself.
template <int weight_bits, typename Sums, typename Sum>
void doubled_sums(std::size_t count, std::uint8_t* to, Sums sums_at, Sum sum_at) {
  constexpr int kBits = weight_bits + 2;
  constexpr int kUp = 1 << (kBits - 1);
  constexpr int kDown = kUp - 1;
  constexpr std::size_t kLanes = 8;
  // libjpeg rounds the left one of a pair down where rows are doubled alone, the right one where columns are as well.
  constexpr std::uint16_t kLeft = weight_bits == 0 ? kDown : kUp;
  constexpr std::uint16_t kRight = weight_bits == 0 ? kUp : kDown;
  const std::size_t last = count - 1;
  const auto pair = [&](std::size_t i) {
    to[2 * i] = static_cast<std::uint8_t>((3 * sum_at(i) + sum_at(i == 0 ? 0 : i - 1) + kLeft) >> kBits);
    to[2 * i + 1] = static_cast<std::uint8_t>((3 * sum_at(i) + sum_at(std::min(i + 1, last)) + kRight) >> kBits);
  };
  pair(0);
  std::size_t i = 1;
  for (; i + kLanes <= last; i += kLanes) {
    const Word8 here = sums_at(i) * 3;
    const Word8 left = (here + sums_at(i - 1) + kLeft) >> kBits;
    const Word8 right = (here + sums_at(i + 1) + kRight) >> kBits;
    store(to + 2 * i, left | (right << 8));
  }
  for (; i <= last; ++i) pair(i);
}

}  // namespace

void inverse_dct(std::span<const std::int16_t, kBlockSize> coefficients,
                 std::span<const std::int32_t, kBlockSize> quantisers,
                 const std::array<std::uint8_t*, kBlockSide>& rows) {
  std::array<Int8, kBlockSide> lines;
  for (std::size_t i = 0; i < kBlockSide; ++i) lines[i] = load<Int8>(&coefficients[i * kBlockSide]);
  const auto is_zero = [](Int8 values) {
    const auto halves = reinterpret_cast<std::uint64_t __attribute__((vector_size(16)))>(values);
    return (halves[0] | halves[1]) == 0;
  };
  Int8 others = lines[0] & Int8{0, -1, -1, -1, -1, -1, -1, -1};
  for (std::size_t i = 1; i < kBlockSide; ++i) others |= lines[i];
  if (is_zero(others)) {  // half of the blocks of many photographs
    const UInt4 flat = wide(Short4{coefficients[0]}) * static_cast<std::uint32_t>(quantisers[0]) << kFirstPassBits;
    return fill(rows, static_cast<std::uint8_t>(samples_of(descaled<kLastBits>(flat))[0]));
  }
  Column left;
  Column right;
  for (std::size_t i = 0; i < kBlockSide; ++i) {
    const std::int32_t* quantiser = &quantisers[i * kBlockSide];
    left.values[i] = wide(__builtin_shufflevector(lines[i], lines[i], 0, 1, 2, 3)) * load<UInt4>(quantiser);
    right.values[i] = wide(__builtin_shufflevector(lines[i], lines[i], 4, 5, 6, 7)) * load<UInt4>(quantiser + 4);
  }
  left = descaled<kFraction - kFirstPassBits>(transformed(left));
  right = descaled<kFraction - kFirstPassBits>(transformed(right));
  for (std::size_t half = 0; half < 2; ++half) {
    const Column done = descaled<kFraction + kLastBits>(transformed(rows_of(left, right, half)));
    std::array<UInt4, kBlockSide> samples;
    for (std::size_t i = 0; i < kBlockSide; ++i)
      samples[i] = reinterpret_cast<UInt4>(samples_of(reinterpret_cast<Int4>(done.values[i])));
    const auto l = transposed(samples[0], samples[1], samples[2], samples[3]);
    const auto r = transposed(samples[4], samples[5], samples[6], samples[7]);
    for (std::size_t row = 0; row < 4; ++row) {
      const Int8 eight = narrow(reinterpret_cast<Int4>(l[row]), reinterpret_cast<Int4>(r[row]));
      store(rows[4 * half + row], __builtin_convertvector(eight, Byte8));
    }
  }
}

void doubled(std::span<const std::uint8_t> row, std::uint8_t* to) {
  doubled_sums<0>(
      row.size(), to, [&](std::size_t i) { return word8(&row[i]); }, [&](std::size_t i) { return int{row[i]}; });
}

void doubled(std::span<const std::uint8_t> near, const std::uint8_t* far, std::uint8_t* to) {
  doubled_sums<2>(
      near.size(), to, [&](std::size_t i) { return word8(&near[i]) * 3 + word8(far + i); },
      [&](std::size_t i) { return 3 * near[i] + far[i]; });
}

void to_rgbx(std::span<const std::uint8_t> luma, const std::uint8_t* blue, const std::uint8_t* red, std::uint8_t* to) {
  constexpr std::size_t kLanes = 8;
  constexpr std::size_t kPixel = 4;
  const std::size_t whole = luma.size() / kLanes * kLanes;
  for (std::size_t i = 0; i < whole; i += kLanes) put_eight_pixels(&luma[i], blue + i, red + i, to + kPixel * i);
  if (whole == luma.size()) return;
  // The rest in room of its own.
  const std::size_t rest = luma.size() - whole;
  std::array<std::array<std::uint8_t, kLanes>, 3> samples{};
  std::array<std::uint8_t, kPixel * kLanes> pixels{};
  std::copy_n(&luma[whole], rest, samples[0].data());
  std::copy_n(blue + whole, rest, samples[1].data());
  std::copy_n(red + whole, rest, samples[2].data());
  put_eight_pixels(samples[0].data(), samples[1].data(), samples[2].data(), pixels.data());
  std::copy_n(pixels.data(), kPixel * rest, to + kPixel * whole);
}

}  // namespace face_analyzer::jpeg
