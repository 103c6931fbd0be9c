#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "bytes.hpp"

namespace face_analyzer::image_test {

/// What a test says of a BMP; `write_bmp` puts the file together byte by byte.
struct BmpFile {
  std::uint32_t header_bytes = 40;  // 12: OS/2 1, 40: Windows 3, 64: OS/2 2, 108: V4, 124: V5
  int width = 2;
  int height = 2;  // negative: top-down
  unsigned bits = 24;
  std::uint32_t compression = 0;
  std::vector<std::uint32_t> masks{};    // red, green, blue, and maybe alpha
  std::vector<std::uint32_t> palette{};  // 0xRRGGBB
  std::vector<std::uint8_t> pixels{};    // as packed in the file
};

inline std::vector<std::uint8_t> write_bmp(const BmpFile& file) {
  Bytes header;
  header.little(file.header_bytes, 4);
  if (file.header_bytes == 12) {
    header.little(static_cast<std::uint32_t>(file.width), 2).little(static_cast<std::uint32_t>(file.height), 2);
    header.little(1, 2).little(file.bits, 2);
  } else {
    header.little(static_cast<std::uint32_t>(file.width), 4).little(static_cast<std::uint32_t>(file.height), 4);
    header.little(1, 2).little(file.bits, 2).little(file.compression, 4).zeros(12);
    header.little(static_cast<std::uint32_t>(file.palette.size()), 4).zeros(4);
    for (const std::uint32_t mask : file.masks) header.little(mask, 4);
    if (header.size() < file.header_bytes) header.zeros(file.header_bytes - header.size());
  }
  Bytes palette;
  for (const std::uint32_t colour : file.palette) palette.little(colour, file.header_bytes == 12 ? 3 : 4);
  const auto pixel_offset = static_cast<std::uint32_t>(14 + header.size() + palette.size());
  Bytes whole;
  whole.text("BM").little(pixel_offset + static_cast<std::uint32_t>(file.pixels.size()), 4).zeros(4);
  whole.little(pixel_offset, 4).raw(header.data()).raw(palette.data()).raw(file.pixels);
  return whole.data();
}

/// A BMP of 24 bits a pixel whose header is complete and whose pixels are missing.
inline std::vector<std::uint8_t> write_bmp_header(int width, int height) {
  return write_bmp({.width = width, .height = height, .pixels = {0}});
}

}  // namespace face_analyzer::image_test
