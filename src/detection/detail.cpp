#include "detection/detail.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace face_analyzer {
namespace {

constexpr int kBlock = 16;             // pixels of the level: no larger than the smallest face of a view
constexpr float kLeastDetail = .025F;  // labelled faces of street scenes, seen as the smallest of a view, have .045-.3
constexpr int kDarkness = 64;          // grey levels of 255 that darkness counts, where noise is all there is to see
constexpr float kWorthCutting = .75F;  // share of the picture: a larger part costs about as much, and cuts faces
constexpr int kGreen = 1;              // stands for the brightness

/// How sharply the brightness bends in a block: the mean of its second differences along rows and columns, as a share
/// of the brightness. A slope has none, however steep: blur is smooth.
float detail_of_block(const Image& image, int left, int top) {
  const int right = std::min(left + kBlock, image.width - 1);
  const int bottom = std::min(top + kBlock, image.height - 1);
  int bend = 0;
  int brightness = 0;
  for (int y = top; y < bottom; ++y) {
    const auto above = image.row(y - 1).subspan(kGreen);
    const auto row = image.row(y).subspan(kGreen);
    const auto below = image.row(y + 1).subspan(kGreen);
    for (int x = left; x < right; ++x) {
      const auto at = static_cast<std::size_t>(x) * Image::kChannels;
      bend += std::abs(2 * row[at] - row[at - Image::kChannels] - row[at + Image::kChannels]) +
              std::abs(2 * row[at] - above[at] - below[at]);
      brightness += 2 * (row[at] + kDarkness);
    }
  }
  return static_cast<float>(bend) / static_cast<float>(brightness);
}

}  // namespace

Rectangle detailed_part(const Pyramid& pyramid, float scale) {
  const auto levels = pyramid.levels();
  const auto level = static_cast<std::size_t>(std::max(0.F, std::ceil(-std::log2(scale))));
  if (level >= levels.size()) return pyramid.bounds();
  const Image& fine = levels[level];
  int left = fine.width;
  int top = fine.height;
  int right = 0;
  int bottom = 0;
  for (int y = 1; y < fine.height; y += kBlock)
    for (int x = 1; x < fine.width; x += kBlock)
      if (detail_of_block(fine, x, y) >= kLeastDetail) {
        left = std::min(left, x);
        top = std::min(top, y);
        right = std::max(right, x + kBlock);
        bottom = std::max(bottom, y + kBlock);
      }
  if (right == 0) return {};
  // What has detail may be at the edge of a face.
  const auto pixel = static_cast<float>(1U << level);
  const auto in_picture = [pixel](int place, int side) {
    return std::clamp(static_cast<float>(place) * pixel, 0.F, static_cast<float>(side));
  };
  const float x = in_picture(left - kBlock, pyramid.width());
  const float y = in_picture(top - kBlock, pyramid.height());
  const Rectangle part{x, y, in_picture(right + kBlock, pyramid.width()) - x,
                       in_picture(bottom + kBlock, pyramid.height()) - y};
  return part.area() < kWorthCutting * pyramid.bounds().area() ? part : pyramid.bounds();
}

}  // namespace face_analyzer
