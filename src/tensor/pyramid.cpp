#include "tensor/pyramid.hpp"

#include <algorithm>
#include <utility>

#include "tensor/simd.hpp"

namespace face_analyzer {
namespace {

// No network looks at anything coarser than this: the search's smallest view is 96 pixels wide.
constexpr int kSmallestSide = 64;

constexpr std::uint16_t kHalf = 2;  // of the four that the sum is divided by

/// The mean of two pixels of one row and the two below them.
Byte4 mean_of_four(const std::uint8_t* upper, const std::uint8_t* lower) {
  const Word8 sum =
      __builtin_convertvector(load<Byte8>(upper), Word8) + __builtin_convertvector(load<Byte8>(lower), Word8);
  const Word8 swapped = __builtin_shufflevector(sum, sum, 4, 5, 6, 7, 0, 1, 2, 3);
  const Byte8 mean = __builtin_convertvector((sum + swapped + kHalf) >> 2, Byte8);
  return Byte4{mean[0], mean[1], mean[2], mean[3]};
}

void halve_rows(std::span<const std::uint8_t> upper, std::span<const std::uint8_t> lower, std::span<std::uint8_t> to) {
  constexpr std::size_t kPixel = Image::kChannels;
  const std::size_t pairs = upper.size() / (2 * kPixel);
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    const std::size_t at = pair * 2 * kPixel;
    store(&to[pair * kPixel], mean_of_four(&upper[at], &lower[at]));
  }
  if (upper.size() % (2 * kPixel) == 0) return;
  const std::size_t last = upper.size() - kPixel;  // an odd width: the last column stands for its missing neighbour
  for (std::size_t channel = 0; channel < kPixel; ++channel)
    to[pairs * kPixel + channel] =
        static_cast<std::uint8_t>((2 * upper[last + channel] + 2 * lower[last + channel] + kHalf) >> 2);
}

}  // namespace

Image halved(const Image& image, const ThreadPool& pool) {
  Image half = Image::unwritten((image.width + 1) / 2, (image.height + 1) / 2);
  pool.share_entries(static_cast<std::size_t>(half.height), half.row(0).size(),
                     [&](std::size_t first, std::size_t last) {
                       for (auto y = static_cast<int>(first); y < static_cast<int>(last); ++y)
                         halve_rows(image.row(2 * y), image.row(std::min(2 * y + 1, image.height - 1)), half.row(y));
                     });
  return half;
}

Pyramid::Pyramid(Image image, ThreadPool pool) : pool_(std::move(pool)) {
  levels_.push_back(std::move(image));
  while (std::max(levels_.back().width, levels_.back().height) > 2 * kSmallestSide)
    levels_.push_back(halved(levels_.back(), pool_));
}

}  // namespace face_analyzer
