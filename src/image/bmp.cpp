#include "image/bmp.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

#include "image/blend.hpp"
#include "image/bmp_header.hpp"
#include "image/bmp_rle.hpp"

// A reader of our own: of the well-kept C libraries, stb_image knows no run lengths and libnsbmp neither 2 bits a pixel
// nor OS/2's RLE24, and neither tells a truncated file.
namespace face_analyzer {
namespace {

using Bytes = std::span<const std::uint8_t>;
using Pixel = std::array<std::uint8_t, Image::kChannels>;

BmpPalette read_palette(Bytes bytes, const BmpHeader& header) {
  BmpPalette palette;
  palette.fill({0, 0, 0, 255});
  for (std::size_t i = 0; i < header.palette_colours; ++i) {
    const Bytes colour = bytes.subspan(header.palette_offset + i * header.palette_colour_bytes, 3);
    palette.at(i) = {colour[2], colour[1], colour[0], 255};
  }
  return palette;
}

/// One part of a pixel with bit fields, as a value from 0 to 255.
class Channel {
 public:
  /// Black or opaque: a part without bits has the same value everywhere.
  explicit Channel(std::uint8_t value_without_bits) { values_[0] = value_without_bits; }
  void set_mask(std::uint32_t mask) {
    const int bits = std::popcount(mask);
    if (bits == 0) return;
    mask_ = mask;
    shift_ = std::countr_zero(mask) + std::max(0, bits - 8);  // of more than 8 bits, the upper 8
    const unsigned largest = (1U << static_cast<unsigned>(std::min(bits, 8))) - 1;
    for (unsigned value = 0; value <= largest; ++value) {
      values_.at(value) = static_cast<std::uint8_t>((value * 255 + largest / 2) / largest);
    }
  }
  [[nodiscard]] std::uint8_t of(std::uint32_t pixel) const { return values_[(pixel & mask_) >> shift_]; }

 private:
  std::uint32_t mask_ = 0;
  int shift_ = 0;
  std::array<std::uint8_t, 256> values_{};
};

void read_indexed_row(Bytes packed, unsigned bits, const BmpPalette& palette, std::span<std::uint8_t> row) {
  const unsigned in_byte = 8 / bits;
  const unsigned mask = (1U << bits) - 1;
  for (std::size_t x = 0; x * Image::kChannels < row.size(); ++x) {
    const auto place = static_cast<unsigned>(x % in_byte) + 1;  // the leftmost pixel is in the highest bits
    const Pixel& colour = palette.at(packed[x / in_byte] >> (8 - bits * place) & mask);
    std::copy(colour.begin(), colour.end(), row.subspan(x * Image::kChannels).begin());
  }
}

void read_rgb_row(Bytes packed, std::span<std::uint8_t> row) {
  for (std::size_t from = 0, to = 0; to < row.size(); from += 3, to += Image::kChannels) {
    const Pixel pixel{packed[from + 2], packed[from + 1], packed[from], 255};
    std::copy(pixel.begin(), pixel.end(), row.subspan(to).begin());
  }
}

void read_masked_row(Bytes packed, unsigned bits, const std::array<Channel, 4>& channels, std::span<std::uint8_t> row) {
  const std::size_t pixel_bytes = bits / 8;
  for (std::size_t from = 0, to = 0; to < row.size(); from += pixel_bytes, to += Image::kChannels) {
    const std::uint32_t pixel = read_little_endian(packed, from, pixel_bytes);
    for (std::size_t i = 0; i < channels.size(); ++i) row[to + i] = channels[i].of(pixel);
  }
}

/// False when pixels are missing. The padding behind the last row may be.
bool holds_all_rows(Bytes data, const BmpHeader& header, std::uint64_t row_bytes) {
  const std::uint64_t last_row_bytes = (std::uint64_t{header.size.width} * header.bits + 7) / 8;
  return (std::uint64_t{header.size.height} - 1) * row_bytes + last_row_bytes <= data.size();
}

void read_rows(Bytes data, std::size_t row_bytes, const BmpHeader& header, const BmpPalette& palette, Image& image) {
  std::array<Channel, 4> channels{Channel{0}, Channel{0}, Channel{0}, Channel{255}};
  for (std::size_t i = 0; i < channels.size(); ++i) channels.at(i).set_mask(header.masks.at(i));
  for (int y = 0; y < image.height; ++y) {
    const Bytes packed = data.subspan(static_cast<std::size_t>(y) * row_bytes);
    const auto row = image.row(header.is_top_down ? y : image.height - 1 - y);
    if (header.bits <= 8) {
      read_indexed_row(packed, header.bits, palette, row);
    } else if (header.bits == 24) {
      read_rgb_row(packed, row);
    } else {
      read_masked_row(packed, header.bits, channels, row);
    }
  }
}

void make_opaque(Image& image) {
  for (std::size_t i = 3; i < image.pixels.size(); i += Image::kChannels) image.pixels[i] = 255;
}

/// Many writers declare alpha and leave it 0 everywhere: then it is none.
void apply_alpha(Image& image) {
  bool is_used = false;
  for (std::size_t i = 3; i < image.pixels.size() && !is_used; i += Image::kChannels) is_used = image.pixels[i] != 0;
  is_used ? blend_with_white(image) : make_opaque(image);
}

}  // namespace

Result<ImageSize> read_bmp_size(Bytes bytes) {
  return read_bmp_header(bytes).map([](const BmpHeader& header) { return header.size; });
}

Result<Decoded> decode_bmp(Bytes bytes) {
  const auto header = read_bmp_header(bytes);
  if (!header) return tl::unexpected(header.error());
  const Bytes data = bytes.subspan(header->pixel_offset);
  const BmpPalette palette = read_palette(bytes, *header);
  const bool is_plain = header->packing == BmpPacking::plain;
  const std::uint64_t row_bytes = (std::uint64_t{header->size.width} * header->bits + 31) / 32 * 4;
  if (is_plain && !holds_all_rows(data, *header, row_bytes)) {
    return refuse(Reason::undecodable, "The BMP is truncated; send the complete file.");
  }

  Decoded decoded{Image(static_cast<int>(header->size.width), static_cast<int>(header->size.height))};
  if (is_plain) {
    read_rows(data, static_cast<std::size_t>(row_bytes), *header, palette, decoded.image);
    if (header->masks[3] != 0) apply_alpha(decoded.image);
    return decoded;
  }
  make_opaque(decoded.image);  // black, where the file leaves pixels out
  if (!unpack_bmp_runs(data, *header, palette, decoded.image)) {
    return refuse(Reason::undecodable, "The BMP's run lengths are truncated or damaged; send the complete file.");
  }
  return decoded;
}

}  // namespace face_analyzer
