#include "image/kernels/jpeg_kernels.hpp"

#include <algorithm>
#include <numeric>

#include "tensor/simd.hpp"

namespace face_analyzer::jpeg {
namespace {

/// a[0], b[0], a[1], b[1] and so on, of the first four lanes or, for the `high` half, of the last.
template <bool high>
Short8 interleaved(Short8 a, Short8 b) {
  if constexpr (high)
    return __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
  else
    return __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}

Short8 alternating(int first, int second) {
  const auto a = static_cast<std::int16_t>(first);
  const auto b = static_cast<std::int16_t>(second);
  return Short8{a, b, a, b, a, b, a, b};
}

/// Eight numbers, those that 16 bits do not hold as the nearest that they do.
Short8 narrow(Int4 low, Int4 high) {
#ifdef __wasm_simd128__
  return __builtin_wasm_narrow_s_i16x8_i32x4(low, high);
#else
  const auto held = [](Int4 values) {
    values = values < -0x8000 ? Int4{} - 0x8000 : values;
    return values > 0x7FFF ? Int4{} + 0x7FFF : values;
  };
  return lower_halves(reinterpret_cast<Short8>(held(low)), reinterpret_cast<Short8>(held(high)));
#endif
}

/// Sixteen samples, held between 0 and 255.
Byte16 samples_of(Short8 low, Short8 high) {
#ifdef __wasm_simd128__
  return reinterpret_cast<Byte16>(__builtin_wasm_narrow_u_i8x16_i16x8(low, high));
#else
  const auto held = [](Short8 values) {
    const Short8 positive = values & ~(values >> 15);
    return reinterpret_cast<Byte16>(positive | (255 < positive));
  };
  return __builtin_shufflevector(held(low), held(high), 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
#endif
}

/// Both halves of 16 bytes, one of each in turn.
Byte16 halves_interleaved(Byte16 bytes) {
  return __builtin_shufflevector(bytes, bytes, 0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15);
}

// --- The inverse DCT.

/// Of a block: in each lane a column, and then a row.
using Lines = std::array<Short8, kBlockSide>;

constexpr int kFraction = 13;                  // CONST_BITS
constexpr int kFirstPassBits = 2;              // PASS1_BITS: kept between the two passes
constexpr int kLastBits = kFirstPassBits + 3;  // and the transform's own scale, 8
/// A number, which must not be negative, in units of 2 ** -`bits`.
constexpr int rounded(double value, int bits) {
  return static_cast<int>(value * (1 << bits) + .5);  // NOLINT(bugprone-incorrect-roundings)
}

constexpr int fixed(double value) { return rounded(value, kFraction); }

// jidctint.c's constants, by its names. It multiplies sums; here each line has one weight, the sum of what it is
// multiplied by there, and two lines are multiplied and added in one instruction: the same whole numbers.
constexpr int kZ1 = -fixed(.899976223);
constexpr int kZ2 = -fixed(2.562915447);
constexpr int kZ5 = fixed(1.175875602);
constexpr int kZ3 = kZ5 - fixed(1.961570560);
constexpr int kZ4 = kZ5 - fixed(.390180644);
constexpr int kEvenZ1 = fixed(.541196100);

/// One dimension of it for four of the lanes, rounded to leave out `bits` of the fraction.
/// `zeros`: the fifth line and those after it.
template <int bits, bool high, bool zeros>
std::array<Int4, kBlockSide> half_transformed(const Lines& in) {
  // Unsigned, since what a damaged file lets overflow wraps.
  const auto weighted = [](Short8 lines, int first, int second) {
    return reinterpret_cast<UInt4>(dot(lines, alternating(first, second)));
  };
  constexpr std::uint32_t kHalf = 1U << (bits - 1);
  constexpr int kOne = 1 << kFraction;
  const Short8 lines04 = interleaved<high>(in[0], in[4]);
  const Short8 lines26 = interleaved<high>(in[2], in[6]);
  const UInt4 sum = weighted(lines04, kOne, kOne) + kHalf;
  const UInt4 difference = zeros ? sum : weighted(lines04, kOne, -kOne) + kHalf;
  const UInt4 even2 = weighted(lines26, kEvenZ1, kEvenZ1 - fixed(1.847759065));
  const UInt4 even3 = weighted(lines26, kEvenZ1 + fixed(.765366865), kEvenZ1);
  const std::array<UInt4, 4> even{sum + even3, difference + even2, difference - even2, sum - even3};

  const Short8 lines13 = interleaved<high>(in[1], in[3]);
  std::array<UInt4, 4> odd{weighted(lines13, fixed(1.501321110) + kZ1 + kZ4, kZ5),
                           weighted(lines13, kZ5, fixed(3.072711026) + kZ2 + kZ3), weighted(lines13, kZ4, kZ2 + kZ5),
                           weighted(lines13, kZ1 + kZ5, kZ3)};
  if constexpr (!zeros) {
    const Short8 lines57 = interleaved<high>(in[5], in[7]);
    odd[0] += weighted(lines57, kZ4, kZ1 + kZ5);
    odd[1] += weighted(lines57, kZ2 + kZ5, kZ3);
    odd[2] += weighted(lines57, fixed(2.053119869) + kZ2 + kZ4, kZ5);
    odd[3] += weighted(lines57, kZ5, fixed(.298631336) + kZ1 + kZ3);
  }
  std::array<Int4, kBlockSide> out{};
  for (std::size_t i = 0; i < 4; ++i) {
    out[i] = reinterpret_cast<Int4>(even[i] + odd[i]) >> bits;
    out[kBlockSide - 1 - i] = reinterpret_cast<Int4>(even[i] - odd[i]) >> bits;
  }
  return out;
}

/// `zeros`: the lines from the fifth on, and the same of lanes.
template <int bits, bool zero_lines, bool zero_lanes>
Lines transformed(const Lines& in) {
  const auto low = half_transformed<bits, false, zero_lines>(in);
  std::array<Int4, kBlockSide> high{};
  if constexpr (!zero_lanes) high = half_transformed<bits, true, zero_lines>(in);
  Lines out;
  for (std::size_t i = 0; i < kBlockSide; ++i) out[i] = narrow(low[i], high[i]);
  return out;
}

/// Pairs of lines half the block apart in turn, lane by lane; three times over, lines are lanes.
Lines shuffled(const Lines& in) {
  Lines out;
  for (std::size_t i = 0; i < kBlockSide / 2; ++i) {
    out[2 * i] = interleaved<false>(in[i], in[i + kBlockSide / 2]);
    out[2 * i + 1] = interleaved<true>(in[i], in[i + kBlockSide / 2]);
  }
  return out;
}

Lines transposed(const Lines& in) { return shuffled(shuffled(shuffled(in))); }

/// What both passes gave around the middle, as libjpeg's table has it: ten bits count, as a signed number.
Short8 centred(Short8 values) {
  constexpr int kUnused = 16 - 10;
  return ((values << kUnused) >> kUnused) + 128;
}

/// Writes a block's samples, given row by row around the middle.
void put(const Lines& rows, const std::array<std::uint8_t*, kBlockSide>& to) {
  for (std::size_t i = 0; i < kBlockSide; i += 2) {
    const Byte16 samples = samples_of(centred(rows[i]), centred(rows[i + 1]));
    store(to[i], __builtin_shufflevector(samples, samples, 0, 1, 2, 3, 4, 5, 6, 7));
    store(to[i + 1], __builtin_shufflevector(samples, samples, 8, 9, 10, 11, 12, 13, 14, 15));
  }
}

/// Both passes of a block that has one level.
Lines flat(std::int16_t coefficient, std::int32_t quantiser) {
  const auto halfway = static_cast<std::uint32_t>(coefficient) * static_cast<std::uint32_t>(quantiser)
                       << kFirstPassBits;
  const auto level = static_cast<std::int32_t>(halfway + (1U << (kLastBits - 1))) >> kLastBits;
  Lines lines;
  lines.fill(Short8{} + static_cast<std::int16_t>(level));
  return lines;
}

bool is_zero(Short8 values) {
  const auto halves = reinterpret_cast<std::uint64_t __attribute__((vector_size(16)))>(values);
  return (halves[0] | halves[1]) == 0;
}

Short8 any_of(std::span<const Short8> lines) {
  return std::accumulate(lines.begin(), lines.end(), Short8{}, [](Short8 a, Short8 b) { return a | b; });
}

Int4 wide(Short4 values) { return __builtin_convertvector(values, Int4); }

/// Coefficients in their units. What 16 bits do not hold is the nearest that they do.
Short8 dequantised(Short8 coefficients, const std::int32_t* quantisers) {
  const auto times = [](Short4 values, UInt4 factors) {  // unsigned, since a damaged file's wrap
    return reinterpret_cast<Int4>(reinterpret_cast<UInt4>(wide(values)) * factors);
  };
  return narrow(times(__builtin_shufflevector(coefficients, coefficients, 0, 1, 2, 3), load<UInt4>(quantisers)),
                times(__builtin_shufflevector(coefficients, coefficients, 4, 5, 6, 7), load<UInt4>(quantisers + 4)));
}

/// Whether the first pass gives numbers of 16 bits for sure: no weight is above 1.39, and bits of the fraction are
/// kept. A photograph's columns have at most 8^.5 * 1024.
bool is_in_range(std::span<const Short8> lines) {
  constexpr std::uint16_t kMost = 0x7FFF * (1 << kFraction >> kFirstPassBits) / (kZ4 + kZ1 + fixed(1.501321110));
  constexpr std::uint16_t kNoSum = 0x10000 / kBlockSide;
  Word8 sum{};
  Word8 any{};
  for (const Short8 line : lines) {
    const Short8 sign = line >> 15;
    const Word8 magnitude = reinterpret_cast<Word8>(line ^ sign) - reinterpret_cast<Word8>(sign);
    sum += magnitude;
    any |= magnitude;
  }
  return is_zero(reinterpret_cast<Short8>((any >= kNoSum) | (sum > kMost)));
}

/// The whole transform, of lines of coefficients. Zeros as above.
template <bool zero_lines, bool zero_lanes>
bool transform(Lines lines, const std::int32_t* quantisers, const std::array<std::uint8_t*, kBlockSide>& rows) {
  constexpr std::size_t kUsed = zero_lines ? kBlockSide / 2 : kBlockSide;
  for (std::size_t i = 0; i < kUsed; ++i) lines[i] = dequantised(lines[i], quantisers + i * kBlockSide);
  if (!is_in_range(std::span(lines).template first<kUsed>())) return false;
  const Lines halfway = transposed(transformed<kFraction - kFirstPassBits, zero_lines, zero_lanes>(lines));
  put(transposed(transformed<kFraction + kLastBits, zero_lanes, false>(halfway)), rows);
  return true;
}

// --- The colours.

constexpr int kColourFraction = 16;
constexpr std::int32_t colour_weight(double value) { return rounded(value, kColourFraction); }
// Weights beyond 16 bits are a whole number and the rest.
constexpr std::int32_t kRedOfRed = colour_weight(1.40200);
constexpr std::int32_t kGreenOfRed = -colour_weight(.71414);
constexpr std::int32_t kGreenOfBlue = -colour_weight(.34414);
constexpr std::int32_t kBlueOfBlue = colour_weight(1.77200);
constexpr std::int32_t kOne = 1 << kColourFraction;

/// Eight numbers by one of 15 bits of fraction, halves rounded up: WebAssembly's instruction.
Short8 times(Short8 values, std::int16_t factor) {
  const Short8 factors = Short8{} + factor;
#ifdef __wasm_simd128__
  return __builtin_wasm_q15mulr_sat_s_i16x8(values, factors);
#else
  const auto half = [](Short4 a, Short4 b) { return (wide(a) * wide(b) + (1 << 14)) >> 15; };
  return narrow(
      half(__builtin_shufflevector(values, values, 0, 1, 2, 3), __builtin_shufflevector(factors, factors, 0, 1, 2, 3)),
      half(__builtin_shufflevector(values, values, 4, 5, 6, 7), __builtin_shufflevector(factors, factors, 4, 5, 6, 7)));
#endif
}

/// (blue * first + red * second) in units, rounded, of eight pixels.
Short8 weighted(Short8 blue, Short8 red, std::int32_t first, std::int32_t second) {
  const Short8 weights = alternating(first, second);
  const Int4 low = dot(interleaved<false>(blue, red), weights);
  const Int4 high = dot(interleaved<true>(blue, red), weights);
  return narrow((low + kOne / 2) >> kColourFraction, (high + kOne / 2) >> kColourFraction);
}

Short8 wide(Byte8 samples) { return __builtin_convertvector(samples, Short8); }

void put_eight_pixels(const std::uint8_t* luma, const std::uint8_t* blue_at, const std::uint8_t* red_at,
                      std::uint8_t* to) {
  const Short8 brightness = wide(load<Byte8>(luma));
  const Short8 blue = wide(load<Byte8>(blue_at)) - 128;
  const Short8 red = wide(load<Byte8>(red_at)) - 128;
  const Short8 r = brightness + red + times(red, (kRedOfRed - kOne) / 2);
  const Short8 g = brightness - red + weighted(blue, red, kGreenOfBlue, kGreenOfRed + kOne);
  const Short8 b = brightness + blue + blue + times(blue, (kBlueOfBlue - 2 * kOne) / 2);
  constexpr Short8 kOpaque{255, 255, 255, 255, 255, 255, 255, 255};
  const auto red_green = reinterpret_cast<Short8>(halves_interleaved(samples_of(r, g)));
  const auto blue_unused = reinterpret_cast<Short8>(halves_interleaved(samples_of(b, kOpaque)));
  store(to, interleaved<false>(red_green, blue_unused));
  store(to + sizeof(Short8), interleaved<true>(red_green, blue_unused));
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

bool inverse_dct(std::span<const std::int16_t, kBlockSize> coefficients,
                 std::span<const std::int32_t, kBlockSize> quantisers,
                 const std::array<std::uint8_t*, kBlockSide>& rows) {
  constexpr std::size_t kFirst = kBlockSide / 2;
  Lines lines;
  for (std::size_t i = 0; i < kBlockSide; ++i) lines[i] = load<Short8>(&coefficients[i * kBlockSide]);
  const Short8 low = any_of(std::span(lines).subspan<1, kFirst - 1>());
  const Short8 high = any_of(std::span(lines).last<kFirst>());
  if (is_zero((lines[0] & Short8{0, -1, -1, -1, -1, -1, -1, -1}) | low |
              high)) {  // half of the blocks of many photographs
    put(flat(coefficients[0], quantisers[0]), rows);
    return true;
  }
  // Most of the others have low frequencies alone.
  const bool has_low_lanes = is_zero((lines[0] | low | high) & Short8{0, 0, 0, 0, -1, -1, -1, -1});
  if (!is_zero(high)) return transform<false, false>(lines, quantisers.data(), rows);
  return has_low_lanes ? transform<true, true>(lines, quantisers.data(), rows)
                       : transform<true, false>(lines, quantisers.data(), rows);
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
