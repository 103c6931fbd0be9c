#include "detection/detail.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace face_analyzer {
namespace {

constexpr int kBlock = 16;             // pixels of the level: no larger than the smallest face of a view
constexpr float kLeastDetail = .025F;  // labelled faces of street scenes, seen as the smallest of a view, have .045-.3
constexpr int kDarkness = 64;          // grey levels of 255 that darkness counts, where noise is all there is to see
constexpr int kGreen = 1;              // stands for the brightness

/// How sharply the brightness bends in a block: the mean of its second differences along rows and columns, as a share
/// of the brightness. A slope has none, however steep: blur is smooth.
/// The picture's outermost pixels lack a neighbour and are left out.
float detail_of_block(const Image& image, int left, int top) {
  const int right = std::min(left + kBlock, image.width - 1);
  const int bottom = std::min(top + kBlock, image.height - 1);
  int bend = 0;
  int brightness = 1;  // not 0 where only the outermost are in the block
  for (int y = std::max(top, 1); y < bottom; ++y) {
    const auto above = image.row(y - 1).subspan(kGreen);
    const auto row = image.row(y).subspan(kGreen);
    const auto below = image.row(y + 1).subspan(kGreen);
    for (int x = std::max(left, 1); x < right; ++x) {
      const auto at = static_cast<std::size_t>(x) * Image::kChannels;
      bend += std::abs(2 * row[at] - row[at - Image::kChannels] - row[at + Image::kChannels]) +
              std::abs(2 * row[at] - above[at] - below[at]);
      brightness += 2 * (row[at] + kDarkness);
    }
  }
  return static_cast<float>(bend) / static_cast<float>(brightness);
}

}  // namespace

Detail::Detail(const Pyramid& pyramid, float scale) {
  const auto levels = pyramid.levels();
  const auto level = static_cast<std::size_t>(std::max(0.F, std::ceil(-std::log2(scale))));
  if (level >= levels.size()) return;
  level_ = &levels[level];
  block_ = kBlock * static_cast<float>(1U << level);
  columns_ = (level_->width + kBlock - 1) / kBlock;
  rows_ = (level_->height + kBlock - 1) / kBlock;
  blocks_.resize(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_));
}

bool Detail::is_near(Point place) {
  if (level_ == nullptr) return true;
  const int column = static_cast<int>(place.x / block_);
  const int row = static_cast<int>(place.y / block_);
  for (int y = std::max(0, row - 1); y <= std::min(row + 1, rows_ - 1); ++y)
    for (int x = std::max(0, column - 1); x <= std::min(column + 1, columns_ - 1); ++x)
      if (is_in_block(x, y)) return true;
  return false;
}

bool Detail::is_in_block(int column, int row) {
  std::optional<bool>& known =
      blocks_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column)];
  if (!known) known = detail_of_block(*level_, column * kBlock, row * kBlock) >= kLeastDetail;
  return *known;
}

}  // namespace face_analyzer
