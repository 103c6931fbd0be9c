#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "image/image.hpp"

namespace face_analyzer::test {

struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
};

inline constexpr Colour kBlack{0, 0, 0};
inline constexpr Colour kWhite{255, 255, 255};
inline constexpr Colour kRed{255, 0, 0};

inline std::uint8_t* pixel(Image& image, int x, int y) {
  return &image.row(y)[static_cast<std::size_t>(x) * Image::kChannels];
}

inline const std::uint8_t* pixel(const Image& image, int x, int y) {
  return &image.row(y)[static_cast<std::size_t>(x) * Image::kChannels];
}

inline void set_pixel(Image& image, int x, int y, Colour colour) {
  std::uint8_t* bytes = pixel(image, x, y);
  bytes[0] = colour.red;
  bytes[1] = colour.green;
  bytes[2] = colour.blue;
  bytes[3] = 255;
}

/// Fills an upright rectangle.
inline void paint(Image& image, int left, int top, int width, int height, Colour colour) {
  for (int y = top; y < top + height; ++y)
    for (int x = left; x < left + width; ++x) set_pixel(image, x, y, colour);
}

inline Image plain_picture(int width, int height, Colour colour) {
  Image image(width, height);
  paint(image, 0, 0, width, height, colour);
  return image;
}

/// Every pixel drawn by lot: nothing about it is smooth or symmetrical.
inline Image random_picture(int width, int height, unsigned seed) {
  Image image(width, height);
  std::mt19937 random(seed);
  const auto byte = [&] { return static_cast<std::uint8_t>(random() % 256); };
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const std::uint8_t red = byte();
      const std::uint8_t green = byte();
      set_pixel(image, x, y, {red, green, byte()});
    }
  }
  return image;
}

/// Detail all over, even at a quarter of the size, but hardly any light: painted faces are found on it.
inline Image textured_picture(int width, int height) {
  constexpr int kSquare = 8;
  constexpr std::uint8_t kDim = 5;
  Image image(width, height);
  std::mt19937 random(1);
  for (int top = 0; top < height; top += kSquare)
    for (int left = 0; left < width; left += kSquare) {
      const std::uint8_t grey = random() % 2 == 0 ? kDim : 0;
      paint(image, left, top, std::min(kSquare, width - left), std::min(kSquare, height - top), {grey, grey, grey});
    }
  return image;
}

/// Light and shadow without an edge, as in a small photograph that was enlarged far too much.
inline Image soft_picture(int width, int height) {
  constexpr double kWave = 60;  // pixels for a radian
  Image image(width, height);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const auto grey = static_cast<std::uint8_t>(std::lround(128 + 60 * (std::sin(x / kWave) + std::sin(y / kWave))));
      set_pixel(image, x, y, {grey, grey, grey});
    }
  return image;
}

/// The picture as the simplest file that the analyzer reads: a BMP of 24 bits a pixel, bottom row first.
inline std::vector<std::uint8_t> bmp_of(const Image& image) {
  constexpr std::size_t kHeaders = 54;
  const std::size_t stride = (static_cast<std::size_t>(image.width) * 3 + 3) / 4 * 4;
  std::vector<std::uint8_t> file(kHeaders + stride * static_cast<std::size_t>(image.height));
  const auto put = [&](std::size_t at, std::size_t value) {
    for (std::size_t i = 0; i < 4; ++i) file[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
  };
  file[0] = 'B';
  file[1] = 'M';
  put(2, file.size());
  put(10, kHeaders);
  put(14, 40);
  put(18, static_cast<std::size_t>(image.width));
  put(22, static_cast<std::size_t>(image.height));
  file[26] = 1;
  file[28] = 24;
  for (int y = 0; y < image.height; ++y) {
    std::uint8_t* to = &file[kHeaders + stride * static_cast<std::size_t>(image.height - 1 - y)];
    for (int x = 0; x < image.width; ++x) {
      const std::uint8_t* from = pixel(image, x, y);
      *to++ = from[2];
      *to++ = from[1];
      *to++ = from[0];
    }
  }
  return file;
}

}  // namespace face_analyzer::test
