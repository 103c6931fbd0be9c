#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "image/codec.hpp"

namespace face_analyzer {

/// How a BMP's pixels are packed.
enum class BmpPacking { plain, rle4, rle8, rle24 };

/// What a BMP's headers say, checked for consistency.
struct BmpHeader {
  ImageSize size{};
  bool is_top_down = false;
  unsigned bits = 0;  // a pixel: 1, 2, 4, 8, 16, 24 or 32
  BmpPacking packing = BmpPacking::plain;
  /// Where in a pixel of 16 or 32 bits red, green, blue and alpha lie: runs of set bits. 0: the pixel has no such part.
  std::array<std::uint32_t, 4> masks{};
  std::size_t palette_offset = 0;  // in bytes from the start of the file
  std::size_t palette_colours = 0;
  std::size_t palette_colour_bytes = 4;  // blue, green, red, and an unused byte except in OS/2 1
  std::size_t pixel_offset = 0;          // in bytes from the start of the file
};

/// Reads the file header, the bitmap header of any version, and the bit fields. Every offset in the result lies within
/// the file; whether all pixels do is not looked at. Refuses with `undecodable`.
[[nodiscard]] Result<BmpHeader> read_bmp_header(std::span<const std::uint8_t> bytes);

/// A little-endian number of `count` (1 to 4) bytes; bytes beyond the end read as 0.
[[nodiscard]] std::uint32_t read_little_endian(std::span<const std::uint8_t> bytes, std::size_t offset,
                                               std::size_t count);

}  // namespace face_analyzer
