#include "detection/detail.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace face_analyzer {
namespace {

constexpr int kBlock = 16;            // pixels of the level: about the smallest face of a view
constexpr float kLeastDetail = 1.5F;  // grey levels of 255, mean of a block
constexpr int kGreen = 1;             // stands for the brightness

/// By how much the pixels of a block differ from the means of four that the next coarser level has, in grey levels.
float detail_of_block(const Image& fine, const Image& coarse, int left, int top) {
  const int right = std::min(left + kBlock, fine.width);
  const int bottom = std::min(top + kBlock, fine.height);
  int sum = 0;
  for (int y = top; y < bottom; ++y) {
    const auto* pixel = &fine.row(y)[static_cast<std::size_t>(left) * Image::kChannels + kGreen];
    const auto means = coarse.row(y / 2).subspan(kGreen);
    for (int x = left; x < right; ++x, pixel += Image::kChannels)
      sum += std::abs(*pixel - means[static_cast<std::size_t>(x / 2) * Image::kChannels]);
  }
  return static_cast<float>(sum) / static_cast<float>((right - left) * (bottom - top));
}

}  // namespace

Rectangle whole(const Pyramid& pyramid) {
  return {0, 0, static_cast<float>(pyramid.width()), static_cast<float>(pyramid.height())};
}

Rectangle detailed_part(const Pyramid& pyramid, float scale) {
  const auto levels = pyramid.levels();
  const auto level = static_cast<std::size_t>(std::max(0.F, std::ceil(-std::log2(scale))));
  if (level + 1 >= levels.size()) return whole(pyramid);
  const Image& fine = levels[level];
  int left = fine.width;
  int top = fine.height;
  int right = 0;
  int bottom = 0;
  for (int y = 0; y < fine.height; y += kBlock)
    for (int x = 0; x < fine.width; x += kBlock)
      if (detail_of_block(fine, levels[level + 1], x, y) >= kLeastDetail) {
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
  return {x, y, in_picture(right + kBlock, pyramid.width()) - x, in_picture(bottom + kBlock, pyramid.height()) - y};
}

}  // namespace face_analyzer
