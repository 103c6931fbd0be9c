#include "tensor/sample.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "tensor/simd.hpp"

namespace face_analyzer {
namespace {

constexpr std::array kLuma{.299F, .587F, .114F};  // Rec. 601
constexpr std::size_t kRowsTogether = 8;          // that a thread samples at once

/// The level whose pixel size is nearest to the distance between samples (in octaves).
std::size_t level_for(float step, std::size_t count) {
  const float octaves = std::log2(std::max(1.F, step));  // this way round, of what is no number too
  return static_cast<std::size_t>(std::lround(std::min(octaves, static_cast<float>(count - 1))));
}

/// Red, green, blue and what is unused of one pixel, or of four samples one of these.
using Colour = Float4;

/// The place of a pixel among an image's bytes.
int offset_of(const Image& image, int x, int y) { return (y * image.width + x) * static_cast<int>(Image::kChannels); }

/// Of a vector of four whole numbers.
template <typename Pixel>
Colour colour_of(Pixel pixel) {
  return __builtin_convertvector(__builtin_convertvector(pixel, Int4), Float4);
}

template <Border border>
Colour bordered_pixel_at(const Image& image, int x, int y) {
  const int column = std::clamp(x, 0, image.width - 1);
  const int row = std::clamp(y, 0, image.height - 1);
  if (border == Border::black && (column != x || row != y)) return Colour{};
  return colour_of(load<Byte4>(&image.pixels[static_cast<std::size_t>(offset_of(image, column, row))]));
}

/// The four pixels around a place: the upper two, then the lower two.
using Corners = std::array<Colour, 4>;

template <Border border>
Corners bordered_corners(const Image& image, int x, int y) {
  Corners corners;
  for (int i = 0; i < 4; ++i)
    corners[static_cast<std::size_t>(i)] = bordered_pixel_at<border>(image, x + (i & 1), y + (i >> 1));
  return corners;
}

/// Of a place inside the picture, by the offset of the first of them.
Corners corners_at(const Image& image, int offset) {
  const auto* upper = &image.pixels[static_cast<std::size_t>(offset)];
  const auto* lower = upper + static_cast<std::size_t>(image.width) * Image::kChannels;
  const auto left = [](Word8 pixels) { return colour_of(__builtin_shufflevector(pixels, pixels, 0, 1, 2, 3)); };
  const auto right = [](Word8 pixels) { return colour_of(__builtin_shufflevector(pixels, pixels, 4, 5, 6, 7)); };
  const Word8 above = __builtin_convertvector(load<Byte8>(upper), Word8);
  const Word8 below = __builtin_convertvector(load<Byte8>(lower), Word8);
  return {left(above), right(above), left(below), right(below)};
}

/// Between the corners.
Colour bilinear(const Corners& corners, float right_share, float lower_share) {
  const Colour upper = corners[0] + (corners[1] - corners[0]) * splat(right_share);
  const Colour lower = corners[2] + (corners[3] - corners[2]) * splat(right_share);
  return upper + (lower - upper) * splat(lower_share);
}

Float4 floored(Float4 values) {
#ifdef __wasm_simd128__
  return __builtin_wasm_floor_f32x4(values);
#else
  return Float4{std::floor(values[0]), std::floor(values[1]), std::floor(values[2]), std::floor(values[3])};
#endif
}

bool are_all(Int4 conditions) { return (conditions[0] & conditions[1] & conditions[2] & conditions[3]) != 0; }

/// Four samples: the picture's values at places, between the four nearest pixel centres each.
template <Border border>
std::array<Colour, 4> four_samples(const Image& image, Float4 x, Float4 y) {
  const Float4 left = floored(x - .5F);
  const Float4 top = floored(y - .5F);
  const Float4 right_share = x - .5F - left;
  const Float4 lower_share = y - .5F - top;
  const Int4 columns = __builtin_convertvector(left, Int4);
  const Int4 rows = __builtin_convertvector(top, Int4);
  const auto sampled = [&](auto corners_of) {
    return std::array<Colour, 4>{bilinear(corners_of(0), right_share[0], lower_share[0]),
                                 bilinear(corners_of(1), right_share[1], lower_share[1]),
                                 bilinear(corners_of(2), right_share[2], lower_share[2]),
                                 bilinear(corners_of(3), right_share[3], lower_share[3])};
  };
  if (!are_all((columns >= 0) & (rows >= 0) & (columns < image.width - 1) & (rows < image.height - 1)))
    return sampled([&](int i) { return bordered_corners<border>(image, columns[i], rows[i]); });
  const Int4 offsets = (rows * image.width + columns) * static_cast<int>(Image::kChannels);
  return sampled([&](int i) { return corners_at(image, offsets[i]); });
}

/// Four samples' red, green and blue.
std::array<Float4, 3> channels_of(const std::array<Colour, 4>& samples) {
  const Float4 low01 = __builtin_shufflevector(samples[0], samples[1], 0, 4, 1, 5);
  const Float4 low23 = __builtin_shufflevector(samples[2], samples[3], 0, 4, 1, 5);
  const Float4 high01 = __builtin_shufflevector(samples[0], samples[1], 2, 6, 3, 7);
  const Float4 high23 = __builtin_shufflevector(samples[2], samples[3], 2, 6, 3, 7);
  return {__builtin_shufflevector(low01, low23, 0, 1, 4, 5), __builtin_shufflevector(low01, low23, 2, 3, 6, 7),
          __builtin_shufflevector(high01, high23, 0, 1, 4, 5)};
}

/// Where samples lie on a pyramid's level: start + column * across + row * down.
struct Grid {
  Point start;
  Point across;
  Point down;
};

Grid grid_on(const Region& region, Extent extent, float level_scale) {
  const Point across = turned({region.width / static_cast<float>(extent.width), 0}, region.angle);
  const Point down = turned({0, region.height / static_cast<float>(extent.height)}, region.angle);
  const Point start = region.to_picture({0, 0}) + (across + down) * .5F;
  return {start * level_scale, across * level_scale, down * level_scale};
}

/// What the channels are in their order; of grey one.
template <ChannelOrder order>
auto ordered(const std::array<Float4, 3>& channels) {
  const auto& [red, green, blue] = channels;
  if constexpr (order == ChannelOrder::grey)
    return std::array{red * kLuma[0] + green * kLuma[1] + blue * kLuma[2]};
  else if constexpr (order == ChannelOrder::rgb)
    return channels;
  else
    return std::array{blue, green, red};
}

/// Rows of samples, of which each channel has a plane.
struct Rows {
  std::size_t first;
  std::size_t last;
};

template <Border border, ChannelOrder order>
[[gnu::noinline]] void sample_level(const Image& image, const Grid& grid, Extent extent, Rows rows,
                                    const Normalisation& normalisation, std::span<float> planes) {
  constexpr Float4 kColumns{0, 1, 2, 3};
  const auto width = static_cast<std::size_t>(extent.width);
  const std::size_t plane = width * static_cast<std::size_t>(extent.height);
  // A sample far outside needs no exact place, only to stay within what an int can hold; this way round, so does a
  // place that is no number.
  const auto held = [reach = static_cast<float>(4 * std::max(image.width, image.height))](Float4 places) {
    const Float4 below = places < reach ? places : splat(reach);
    return -reach < below ? below : splat(-reach);
  };
  float* to = planes.data() + rows.first * width;
  for (std::size_t row = rows.first; row < rows.last; ++row, to += width) {
    const Point row_start = grid.start + grid.down * static_cast<float>(row);
    for (std::size_t column = 0; column < width; column += kLanes) {
      const Float4 columns = kColumns + static_cast<float>(column);
      const auto channels = ordered<order>(channels_of(four_samples<border>(
          image, held(row_start.x + grid.across.x * columns), held(row_start.y + grid.across.y * columns))));
      for (std::size_t channel = 0; channel < channels.size(); ++channel)
        store_within(to + channel * plane, column, width,
                     (channels[channel] - normalisation.mean[channel]) * normalisation.scale);
    }
  }
}

template <Border border>
void sample_in_order(const Image& image, const Grid& grid, Extent extent, Rows rows, const Normalisation& normalisation,
                     std::span<float> planes) {
  switch (normalisation.order) {
    case ChannelOrder::rgb:
      return sample_level<border, ChannelOrder::rgb>(image, grid, extent, rows, normalisation, planes);
    case ChannelOrder::bgr:
      return sample_level<border, ChannelOrder::bgr>(image, grid, extent, rows, normalisation, planes);
    case ChannelOrder::grey:
      return sample_level<border, ChannelOrder::grey>(image, grid, extent, rows, normalisation, planes);
  }
}

}  // namespace

void sample(const Pyramid& pyramid, const Region& region, Extent extent, Border border,
            const Normalisation& normalisation, std::span<float> planes) {
  const float step = region.width / static_cast<float>(extent.width);
  const std::size_t level = level_for(step, pyramid.levels().size());
  const Grid grid = grid_on(region, extent, std::ldexp(1.F, -static_cast<int>(level)));
  const Image& image = pyramid.levels()[level];
  const auto height = static_cast<std::size_t>(extent.height);
  pyramid.pool().share(height, kRowsTogether, [&](std::size_t first, std::size_t last) {
    if (border == Border::black)
      sample_in_order<Border::black>(image, grid, extent, {first, last}, normalisation, planes);
    else
      sample_in_order<Border::replicate>(image, grid, extent, {first, last}, normalisation, planes);
  });
}

}  // namespace face_analyzer
