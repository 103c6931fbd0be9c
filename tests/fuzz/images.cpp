#include "images.hpp"

#include <zlib.h>

#include <utility>

#include "../native/image/bmp_file.hpp"
#include "../native/image/jpeg_files.hpp"
#include "../native/image/png_file.hpp"
#include "image/decode.hpp"
#include "image/exif.hpp"
#include "image/format.hpp"
#include "image/limits.hpp"

namespace face_analyzer::fuzz {
namespace {

namespace files = image_test;

/// Above this a file is decoded once, not twice: the fuzzer wants to be quick.
constexpr std::size_t kSmall = 256 * 256;

Bytes exif_block(bool little, std::uint8_t orientation) {
  if (little) return {'I', 'I', '*', 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0};
  return {'M', 'M', 0, '*', 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0};
}

Bytes jpeg_with_exif(std::uint8_t orientation) {
  Bytes segment{0xFF, 0xE1, 0, 0, 'E', 'x', 'i', 'f', 0, 0};
  const Bytes block = exif_block(true, orientation);
  segment.insert(segment.end(), block.begin(), block.end());
  segment[3] = static_cast<std::uint8_t>(segment.size() - 2);
  Bytes file(files::kBaselineJpeg.begin(), files::kBaselineJpeg.end());
  file.insert(file.begin() + 2, segment.begin(), segment.end());
  return file;
}

}  // namespace

void run_format(std::span<const std::uint8_t> bytes) {
  if (!recognise(bytes)) expect(!name_unsupported(bytes).empty());
  // Only the beginning counts.
  if (bytes.size() > 64) expect(recognise(bytes) == recognise(bytes.first(64)));
}

void run_decode(std::span<const std::uint8_t> bytes) {
  const auto size = read_size(bytes);
  const auto image = decode(bytes);
  if (!image) {
    expect(!image.error().detail.empty());
    return;
  }
  expect(size.has_value());
  const auto width = static_cast<std::uint32_t>(image->width);
  const auto height = static_cast<std::uint32_t>(image->height);
  expect((width == size->width && height == size->height) || (width == size->height && height == size->width));
  expect(image->width >= kMinSide && image->width <= kMaxSide && image->height >= kMinSide &&
         image->height <= kMaxSide);
  expect(image->pixels.size() == image->stride() * static_cast<std::size_t>(image->height));
  if (image->pixels.size() <= 4 * kSmall) expect(decode(bytes)->pixels == image->pixels);
}

void run_png(std::span<const std::uint8_t> bytes) {
  Bytes file(bytes.begin(), bytes.end());
  constexpr std::size_t kAround = 12;  // a chunk's length, type and checksum
  std::size_t at = 8;
  while (at + kAround <= file.size()) {
    const std::size_t length = static_cast<std::size_t>(file[at]) << 24 | static_cast<std::size_t>(file[at + 1]) << 16 |
                               static_cast<std::size_t>(file[at + 2]) << 8 | file[at + 3];
    if (length > file.size() - at - kAround) break;
    const auto checksum = crc32(0, &file[at + 4], static_cast<uInt>(length + 4));
    for (std::size_t i = 0; i < 4; ++i) file[at + 8 + length + i] = static_cast<std::uint8_t>(checksum >> (24 - 8 * i));
    at += kAround + length;
  }
  run_decode(file);
}

void run_exif(std::span<const std::uint8_t> bytes) {
  const auto orientation = static_cast<int>(read_orientation(bytes));
  expect(orientation >= 1 && orientation <= 8);
}

std::vector<Bytes> jpeg_seeds() {
  return {Bytes(files::kBaselineJpeg.begin(), files::kBaselineJpeg.end()),
          Bytes(files::kProgressiveJpeg.begin(), files::kProgressiveJpeg.end()),
          Bytes(files::kGreyJpeg.begin(), files::kGreyJpeg.end()),
          Bytes(files::kArithmeticJpeg.begin(), files::kArithmeticJpeg.end()),
          Bytes(files::kProgressiveArithmeticJpeg.begin(), files::kProgressiveArithmeticJpeg.end()),
          jpeg_with_exif(6)};
}

std::vector<Bytes> png_seeds() {
  using files::PngColour;
  std::vector<Bytes> seeds;
  for (const auto& [colour, depth] : {std::pair{PngColour::grey, 1},
                                      {PngColour::grey, 16},
                                      {PngColour::rgb, 8},
                                      {PngColour::rgb, 16},
                                      {PngColour::grey_alpha, 8},
                                      {PngColour::rgb_alpha, 16}})
    for (const bool is_interlaced : {false, true})
      seeds.push_back(files::write_png({.colour = colour, .depth = depth, .is_interlaced = is_interlaced}));
  Bytes chunks = files::png_chunk("PLTE", {0, 0, 0, 255, 255, 255});
  for (const Bytes& chunk : {files::png_chunk("tRNS", {0, 255}), files::png_chunk("eXIf", exif_block(false, 5)),
                             files::png_chunk("tEXt", {'a', 0, 'b'})})
    chunks.insert(chunks.end(), chunk.begin(), chunk.end());
  seeds.push_back(files::write_png({.colour = PngColour::palette, .depth = 1, .chunks_before = chunks}));
  return seeds;
}

std::vector<Bytes> bmp_seeds() {
  constexpr int kWidth = 40;
  constexpr int kHeight = 36;
  std::vector<Bytes> seeds;
  for (const unsigned bits : {1U, 4U, 8U, 16U, 24U, 32U})
    for (const int height : {kHeight, -kHeight}) {
      const auto row = std::size_t{(kWidth * bits + 31) / 32 * 4};
      seeds.push_back(
          files::write_bmp({.width = kWidth,
                            .height = height,
                            .bits = bits,
                            .palette = std::vector<std::uint32_t>(bits <= 8 ? std::size_t{1} << bits : 0, 0x6432C8),
                            .pixels = Bytes(row * kHeight, 0x5A)}));
    }
  // Runs of the whole width, a jump, and literal pixels.
  Bytes runs;
  for (int y = 0; y < kHeight; ++y) runs.insert(runs.end(), {kWidth, 1, 0, 0});
  runs.insert(runs.end(), {0, 2, 1, 1, 0, 4, 1, 2, 3, 4, 0, 1});
  for (const auto& [bits, compression] : {std::pair{8U, 1U}, {4U, 2U}})
    seeds.push_back(files::write_bmp({.width = kWidth,
                                      .height = kHeight,
                                      .bits = bits,
                                      .compression = compression,
                                      .palette = std::vector<std::uint32_t>(std::size_t{1} << bits, 0x6432C8),
                                      .pixels = runs}));
  return seeds;
}

std::vector<Bytes> every_image_seed() {
  std::vector<Bytes> seeds = jpeg_seeds();
  for (const auto& more : {png_seeds(), bmp_seeds()}) seeds.insert(seeds.end(), more.begin(), more.end());
  return seeds;
}

std::vector<Bytes> exif_seeds() { return {exif_block(true, 6), exif_block(false, 8), exif_block(true, 0), {}}; }

}  // namespace face_analyzer::fuzz
