#pragma once

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "bytes.hpp"

namespace face_analyzer::image_test {

inline std::vector<std::uint8_t> png_chunk(std::string_view type, const std::vector<std::uint8_t>& content) {
  Bytes typed;
  typed.text(type).raw(content);
  const auto checksum = crc32(0, typed.data().data(), static_cast<uInt>(typed.size()));
  Bytes chunk;
  chunk.big(static_cast<std::uint32_t>(content.size()), 4)
      .raw(typed.data())
      .big(static_cast<std::uint32_t>(checksum), 4);
  return chunk.data();
}

/// A zlib stream of stored blocks: nothing is compressed, so a test sees every byte in its place.
inline std::vector<std::uint8_t> zlib_stored(const std::vector<std::uint8_t>& content) {
  constexpr std::size_t kBlock = 65535;
  Bytes stream;
  stream.raw({0x78, 0x01});
  for (std::size_t start = 0; start < content.size(); start += kBlock) {
    const auto block = std::span(content).subspan(start, std::min(kBlock, content.size() - start));
    const auto length = static_cast<std::uint32_t>(block.size());
    stream.raw({start + kBlock >= content.size() ? 1 : 0}).little(length, 2).little(~length, 2).raw(block);
  }
  stream.big(static_cast<std::uint32_t>(adler32(1, content.data(), static_cast<uInt>(content.size()))), 4);
  return stream.data();
}

/// PNG's colour types.
enum class PngColour { grey = 0, rgb = 2, palette = 3, grey_alpha = 4, rgb_alpha = 6 };

/// What a test says of a PNG; `write_png` puts the file together.
struct PngFile {
  int width = 40;
  int height = 36;
  PngColour colour = PngColour::rgb;
  int depth = 8;
  bool is_interlaced = false;
  /// The samples of pixel (x, y), each of `depth` bits.
  std::function<std::vector<unsigned>(int x, int y)> pixel = [](int, int) { return std::vector<unsigned>(4); };
  std::vector<std::uint8_t> chunks_before{};  // between the header and the pixels
  std::vector<std::uint8_t> chunks_behind{};  // between the pixels and the end chunk
};

inline unsigned samples_of(PngColour colour) {
  switch (colour) {
    case PngColour::grey:
    case PngColour::palette:
      return 1;
    case PngColour::grey_alpha:
      return 2;
    case PngColour::rgb:
      return 3;
    case PngColour::rgb_alpha:
      break;
  }
  return 4;
}

/// The filtered rows of one pass: every `step_x`th pixel from `first_x`, every `step_y`th row from `first_y`; filter 0.
inline void append_png_pass(const PngFile& file, int first_x, int first_y, int step_x, int step_y, Bytes& rows) {
  if (first_x >= file.width) return;
  const int depth = file.depth;
  for (int y = first_y; y < file.height; y += step_y) {
    rows.zeros(1);
    unsigned packed = 0;
    int packed_bits = 0;
    for (int x = first_x; x < file.width; x += step_x) {
      const auto samples = file.pixel(x, y);
      for (unsigned i = 0; i < samples_of(file.colour); ++i) {
        if (depth >= 8) {
          rows.big(samples.at(i), static_cast<std::size_t>(depth) / 8);
          continue;
        }
        packed = packed << static_cast<unsigned>(depth) | samples.at(i);
        packed_bits += depth;
        if (packed_bits == 8) rows.big(packed, 1);
        if (packed_bits == 8) packed = 0;
        packed_bits %= 8;
      }
    }
    if (packed_bits > 0) rows.big(packed << static_cast<unsigned>(8 - packed_bits), 1);
  }
}

inline std::vector<std::uint8_t> png_rows(const PngFile& file) {
  Bytes rows;
  if (!file.is_interlaced) {
    append_png_pass(file, 0, 0, 1, 1, rows);
    return rows.data();
  }
  append_png_pass(file, 0, 0, 8, 8, rows);  // Adam7
  append_png_pass(file, 4, 0, 8, 8, rows);
  append_png_pass(file, 0, 4, 4, 8, rows);
  append_png_pass(file, 2, 0, 4, 4, rows);
  append_png_pass(file, 0, 2, 2, 4, rows);
  append_png_pass(file, 1, 0, 2, 2, rows);
  append_png_pass(file, 0, 1, 1, 2, rows);
  return rows.data();
}

inline std::vector<std::uint8_t> png_start(const PngFile& file) {
  Bytes header;
  header.big(static_cast<std::uint32_t>(file.width), 4).big(static_cast<std::uint32_t>(file.height), 4);
  header.raw({file.depth, static_cast<int>(file.colour), 0, 0, file.is_interlaced ? 1 : 0});
  Bytes start;
  start.raw({0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'}).raw(png_chunk("IHDR", header.data()));
  return start.data();
}

/// The file whose pixel chunk holds this stream, right or wrong.
inline std::vector<std::uint8_t> write_png_around(const PngFile& file, const std::vector<std::uint8_t>& stream) {
  Bytes whole;
  whole.raw(png_start(file)).raw(file.chunks_before).raw(png_chunk("IDAT", stream));
  whole.raw(file.chunks_behind).raw(png_chunk("IEND", {}));
  return whole.data();
}

inline std::vector<std::uint8_t> write_png(const PngFile& file) {
  return write_png_around(file, zlib_stored(png_rows(file)));
}

}  // namespace face_analyzer::image_test
