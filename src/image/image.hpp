#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace face_analyzer {

/// An upright picture: 8-bit sRGB, four bytes a pixel (red, green, blue and an unused 255, so that a pixel is one
/// aligned 32-bit load), row by row from the top, no padding between rows. Pixel (x, y) covers [x, x+1) x [y, y+1).
struct Image {
  static constexpr int kChannels = 4;

  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;

  Image() = default;
  Image(int columns, int rows)
      : width(columns),
        height(rows),
        pixels(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows) * kChannels) {}

  [[nodiscard]] std::span<std::uint8_t> row(int y) { return std::span(pixels).subspan(offset(y), stride()); }
  [[nodiscard]] std::span<const std::uint8_t> row(int y) const {
    return std::span(pixels).subspan(offset(y), stride());
  }
  [[nodiscard]] std::size_t stride() const { return static_cast<std::size_t>(width) * kChannels; }

 private:
  [[nodiscard]] std::size_t offset(int y) const { return static_cast<std::size_t>(y) * stride(); }
};

}  // namespace face_analyzer
