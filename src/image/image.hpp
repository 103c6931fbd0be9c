#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <utility>
#include <vector>

namespace face_analyzer {

/// Has a vector of so many numbers leave them unwritten, unless it is given a value for them.
template <typename Number>
struct UnwrittenAllocator : std::allocator<Number> {
  template <typename Other>
  struct rebind {  // NOLINT(readability-identifier-naming): the standard library asks for these names
    using other = UnwrittenAllocator<Other>;
  };
  template <typename Other>
  void construct(Other* place) noexcept {
    ::new (static_cast<void*>(place)) Other;
  }
  template <typename Other, typename... Arguments>
  void construct(Other* place, Arguments&&... arguments) {
    ::new (static_cast<void*>(place)) Other(std::forward<Arguments>(arguments)...);
  }
};

/// An upright picture: 8-bit sRGB, four bytes a pixel (red, green, blue and an unused 255, so that a pixel is one
/// aligned 32-bit load), row by row from the top, no padding between rows. Pixel (x, y) covers [x, x+1) x [y, y+1).
struct Image {
  static constexpr int kChannels = 4;

  int width = 0;
  int height = 0;
  std::vector<std::uint8_t, UnwrittenAllocator<std::uint8_t>> pixels;

  Image() = default;
  /// All zeros.
  Image(int columns, int rows) : width(columns), height(rows), pixels(size(columns, rows), 0) {}
  /// For whoever writes every pixel: zeros before would be a tenth of the time of decoding a JPEG.
  static Image unwritten(int columns, int rows) {
    Image image;
    image.width = columns;
    image.height = rows;
    image.pixels.resize(size(columns, rows));
    return image;
  }

  [[nodiscard]] std::span<std::uint8_t> row(int y) { return std::span(pixels).subspan(offset(y), stride()); }
  [[nodiscard]] std::span<const std::uint8_t> row(int y) const {
    return std::span(pixels).subspan(offset(y), stride());
  }
  [[nodiscard]] std::size_t stride() const { return static_cast<std::size_t>(width) * kChannels; }

 private:
  static std::size_t size(int columns, int rows) {
    return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows) * kChannels;
  }
  [[nodiscard]] std::size_t offset(int y) const { return static_cast<std::size_t>(y) * stride(); }
};

}  // namespace face_analyzer
