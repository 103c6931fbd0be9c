#include "image/kernels/png_kernels.hpp"

#include <bit>
#include <cstring>

#include "tensor/simd.hpp"

namespace face_analyzer::png {
namespace {

template <std::size_t kBytes>
Byte8 load_bytes(const std::uint8_t* from) {
  Byte8 bytes{};
  std::memcpy(&bytes, from, kBytes);
  return bytes;
}

Short8 widened(Byte8 bytes) { return __builtin_convertvector(bytes, Short8); }
Byte8 narrowed(Short8 lanes) { return __builtin_convertvector(lanes, Byte8); }

Short8 magnitude(Short8 lanes) { return lanes < 0 ? -lanes : lanes; }
Short8 lesser(Short8 a, Short8 b) { return a < b ? a : b; }

/// Whichever of a, b and c is nearest to a + b - c, in this order where they are as near.
Short8 predicted(Short8 a, Short8 b, Short8 c) {
  const Short8 from_c_to_b = b - c;
  const Short8 from_c_to_a = a - c;
  const Short8 to_a = magnitude(from_c_to_b);
  const Short8 to_b = magnitude(from_c_to_a);
  const Short8 to_c = magnitude(from_c_to_b + from_c_to_a);
  const Short8 least = lesser(to_c, lesser(to_a, to_b));
  return least == to_a ? a : least == to_b ? b : c;
}

/// Of bytes in lanes of twice their width.
Short8 byte_sum(Short8 a, Short8 b) {
  return reinterpret_cast<Short8>(reinterpret_cast<Byte16>(a) + reinterpret_cast<Byte16>(b));
}

/// Has each pixel of a row replaced by what `unfiltered(bytes, above)` makes of it, which may look beyond the pixel's
/// own bytes, as reading four at once is faster than three.
template <std::size_t kPixelBytes, typename Unfiltered>
void replace_pixels(std::span<std::uint8_t> row, const std::uint8_t* above, Unfiltered unfiltered) {
  constexpr std::size_t kReadBytes = std::bit_ceil(kPixelBytes);
  const auto replace = [&]<std::size_t kBytes>(std::size_t i) {
    const Byte8 pixel = unfiltered(load_bytes<kBytes>(&row[i]), load_bytes<kBytes>(above + i));
    std::memcpy(&row[i], &pixel, kPixelBytes);
  };
  std::size_t i = 0;
  for (; i + kReadBytes <= row.size(); i += kPixelBytes) replace.template operator()<kReadBytes>(i);
  for (; i < row.size(); i += kPixelBytes) replace.template operator()<kPixelBytes>(i);
}

}  // namespace

template <std::size_t kPixelBytes>
void RowFilters<kPixelBytes>::undo_sub(std::span<std::uint8_t> row, const std::uint8_t* above) {
  Byte8 left{};
  replace_pixels<kPixelBytes>(row, above, [&](Byte8 bytes, Byte8 /*up*/) { return left += bytes; });
}

template <std::size_t kPixelBytes>
void RowFilters<kPixelBytes>::undo_average(std::span<std::uint8_t> row, const std::uint8_t* above) {
  Byte8 left{};
  replace_pixels<kPixelBytes>(row, above, [&](Byte8 bytes, Byte8 up) {
    const Byte8 mean = (left & up) + ((left ^ up) >> 1);
    return left = bytes + mean;
  });
}

template <std::size_t kPixelBytes>
void RowFilters<kPixelBytes>::undo_paeth(std::span<std::uint8_t> row, const std::uint8_t* above) {
  Short8 left{};
  Short8 up_left{};
  replace_pixels<kPixelBytes>(row, above, [&](Byte8 bytes, Byte8 above_it) {
    const Short8 up = widened(above_it);
    left = byte_sum(widened(bytes), predicted(left, up, up_left));
    up_left = up;
    return narrowed(left);
  });
}

template struct RowFilters<3>;
template struct RowFilters<4>;
template struct RowFilters<6>;
template struct RowFilters<8>;

}  // namespace face_analyzer::png
