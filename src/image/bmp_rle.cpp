#include "image/bmp_rle.hpp"

#include <algorithm>
#include <cstddef>

namespace face_analyzer {
namespace {

using Bytes = std::span<const std::uint8_t>;

// The second byte of a pair whose first is 0; above these it is the length of a stretch of single pixels.
constexpr unsigned kEndOfRow = 0;
constexpr unsigned kEndOfPicture = 1;
constexpr unsigned kJump = 2;

/// How many pixels lie between the end of an uncompressed row and the next multiple of 32 bits.
int padding_pixels(const BmpHeader& header) {
  return static_cast<int>((0U - header.size.width * header.bits) % 32 / header.bits);
}

/// Puts pixels of one packing into the picture, row by row in the order of the file.
class Canvas {
 public:
  Canvas(const BmpHeader& header, const BmpPalette& palette, Image& image)
      : header_(header), palette_(palette), image_(image), padded_width_(image.width + padding_pixels(header)) {}

  [[nodiscard]] bool is_below_picture() const { return y_ >= image_.height; }
  /// Some writers' runs include the bytes that would pad an uncompressed row; more than that is damage.
  [[nodiscard]] bool has_left_picture() const { return x_ > padded_width_ || y_ > image_.height; }
  [[nodiscard]] bool is_complete() const {
    return is_below_picture() || (y_ == image_.height - 1 && x_ >= image_.width);
  }
  /// How many bytes of the file hold this many different pixels.
  [[nodiscard]] std::size_t bytes_of(unsigned pixels) const {
    if (header_.packing == BmpPacking::rle24) return std::size_t{3} * pixels;
    return header_.packing == BmpPacking::rle4 ? (std::size_t{pixels} + 1) / 2 : pixels;
  }
  /// The file's pixel number i of those in `packed`.
  [[nodiscard]] std::array<std::uint8_t, Image::kChannels> pixel(Bytes packed, std::size_t i) const {
    switch (header_.packing) {
      case BmpPacking::rle24:
        return {packed[3 * i + 2], packed[3 * i + 1], packed[3 * i], 255};
      case BmpPacking::rle4:
        return palette_.at(i % 2 == 0 ? packed[i / 2] >> 4U : packed[i / 2] & 15U);
      default:
        return palette_.at(packed[i]);
    }
  }
  void put(const std::array<std::uint8_t, Image::kChannels>& colour) {
    if (x_ < image_.width && y_ < image_.height) {
      const int row = header_.is_top_down ? y_ : image_.height - 1 - y_;
      std::copy(colour.begin(), colour.end(), image_.row(row).begin() + std::ptrdiff_t{x_} * Image::kChannels);
    }
    ++x_;
  }
  void end_row() {
    x_ = 0;
    ++y_;
  }
  void jump(unsigned right, unsigned down) {
    x_ += static_cast<int>(right);
    y_ += static_cast<int>(down);
  }

 private:
  const BmpHeader& header_;
  const BmpPalette& palette_;
  Image& image_;
  int padded_width_;
  int x_ = 0;
  int y_ = 0;
};

}  // namespace

bool unpack_bmp_runs(Bytes data, const BmpHeader& header, const BmpPalette& palette, Image& image) {
  Canvas canvas(header, palette, image);
  const auto take = [&data](std::size_t count) {
    const Bytes taken = data.first(count);
    data = data.subspan(count);
    return taken;
  };
  while (data.size() >= 2 && !canvas.is_below_picture() && !canvas.has_left_picture()) {
    const unsigned repeats = data[0];
    if (repeats > 0) {
      // A run of one pixel over and over; of two in turn in RLE4.
      const std::size_t pattern_bytes = canvas.bytes_of(1);
      if (data.size() < 1 + pattern_bytes) return false;
      const Bytes pattern = take(1 + pattern_bytes).subspan(1);
      const unsigned period = header.packing == BmpPacking::rle4 ? 2 : 1;
      for (unsigned i = 0; i < repeats; ++i) canvas.put(canvas.pixel(pattern, i % period));
      continue;
    }
    const unsigned code = take(2)[1];
    if (code == kEndOfPicture) return true;
    if (code == kEndOfRow) {
      canvas.end_row();
    } else if (code == kJump) {
      if (data.size() < 2) return false;
      const Bytes distance = take(2);
      canvas.jump(distance[0], distance[1]);
    } else {
      const std::size_t packed_bytes = canvas.bytes_of(code);
      if (data.size() < packed_bytes) return false;
      const Bytes packed = take(packed_bytes);
      for (unsigned i = 0; i < code; ++i) canvas.put(canvas.pixel(packed, i));
      if (packed_bytes % 2 != 0 && !data.empty()) take(1);  // such stretches are padded to 16 bits
    }
  }
  return canvas.is_complete() && !canvas.has_left_picture();
}

}  // namespace face_analyzer
