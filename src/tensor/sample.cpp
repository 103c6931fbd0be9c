#include "tensor/sample.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "tensor/simd.hpp"

namespace face_analyzer {
namespace {

constexpr Float4 kLuma{.299F, .587F, .114F, 0};  // Rec. 601

/// The level whose pixel size is nearest to the distance between samples (in octaves).
std::size_t level_for(float step, std::size_t count) {
  const float octaves = std::log2(std::max(1.F, step));  // this way round, of what is no number too
  return static_cast<std::size_t>(std::lround(std::min(octaves, static_cast<float>(count - 1))));
}

Float4 pixel_at(const Image& image, int x, int y) {
  const std::size_t offset =
      (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)) *
      Image::kChannels;
  return __builtin_convertvector(load<Byte4>(&image.pixels[offset]), Float4);
}

template <Border border>
Float4 bordered_pixel_at(const Image& image, int x, int y) {
  const int column = std::clamp(x, 0, image.width - 1);
  const int row = std::clamp(y, 0, image.height - 1);
  if (border == Border::black && (column != x || row != y)) return Float4{};
  return pixel_at(image, column, row);
}

/// The picture's value at a place, between the four nearest pixel centres.
template <Border border>
Float4 bilinear(const Image& image, Point place) {
  const float left = std::floor(place.x - .5F);
  const float top = std::floor(place.y - .5F);
  const Float4 right_share = splat(place.x - .5F - left);
  const Float4 lower_share = splat(place.y - .5F - top);
  const int x = static_cast<int>(left);
  const int y = static_cast<int>(top);
  Float4 corners[4];
  if (x >= 0 && y >= 0 && x + 1 < image.width && y + 1 < image.height) {
    for (int i = 0; i < 4; ++i) corners[i] = pixel_at(image, x + (i & 1), y + (i >> 1));
  } else {
    for (int i = 0; i < 4; ++i) corners[i] = bordered_pixel_at<border>(image, x + (i & 1), y + (i >> 1));
  }
  const Float4 upper = corners[0] + (corners[1] - corners[0]) * right_share;
  const Float4 lower = corners[2] + (corners[3] - corners[2]) * right_share;
  return upper + (lower - upper) * lower_share;
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

template <Border border, ChannelOrder order>
void sample_level(const Image& image, const Grid& grid, Extent extent, const Normalisation& normalisation,
                  std::span<float> planes) {
  const std::array<float, 3>& mean = normalisation.mean;
  const float scale = normalisation.scale;
  const std::size_t plane = static_cast<std::size_t>(extent.width) * static_cast<std::size_t>(extent.height);
  // A sample far outside needs no exact place, only to stay within what an int can hold; this way round, so does a
  // place that is no number.
  const auto held = [reach = static_cast<float>(4 * std::max(image.width, image.height))](float place) {
    return std::max(-reach, std::min(reach, place));
  };
  std::size_t at = 0;
  for (int row = 0; row < extent.height; ++row) {
    const Point row_start = grid.start + grid.down * static_cast<float>(row);
    for (int column = 0; column < extent.width; ++column, ++at) {
      const Point place = row_start + grid.across * static_cast<float>(column);
      const Float4 value = bilinear<border>(image, {held(place.x), held(place.y)});
      if constexpr (order == ChannelOrder::grey) {
        const Float4 weighted = value * kLuma;
        planes[at] = (weighted[0] + weighted[1] + weighted[2] - mean[0]) * scale;
      } else {
        constexpr int kFirst = order == ChannelOrder::rgb ? 0 : 2;
        planes[at] = (value[kFirst] - mean[0]) * scale;
        planes[at + plane] = (value[1] - mean[1]) * scale;
        planes[at + 2 * plane] = (value[2 - kFirst] - mean[2]) * scale;
      }
    }
  }
}

template <Border border>
void sample_in_order(const Image& image, const Grid& grid, Extent extent, const Normalisation& normalisation,
                     std::span<float> planes) {
  switch (normalisation.order) {
    case ChannelOrder::rgb:
      return sample_level<border, ChannelOrder::rgb>(image, grid, extent, normalisation, planes);
    case ChannelOrder::bgr:
      return sample_level<border, ChannelOrder::bgr>(image, grid, extent, normalisation, planes);
    case ChannelOrder::grey:
      return sample_level<border, ChannelOrder::grey>(image, grid, extent, normalisation, planes);
  }
}

}  // namespace

void sample(const Pyramid& pyramid, const Region& region, Extent extent, Border border,
            const Normalisation& normalisation, std::span<float> planes) {
  const float step = region.width / static_cast<float>(extent.width);
  const std::size_t level = level_for(step, pyramid.levels().size());
  const Grid grid = grid_on(region, extent, std::ldexp(1.F, -static_cast<int>(level)));
  const Image& image = pyramid.levels()[level];
  if (border == Border::black)
    sample_in_order<Border::black>(image, grid, extent, normalisation, planes);
  else
    sample_in_order<Border::replicate>(image, grid, extent, normalisation, planes);
}

}  // namespace face_analyzer
