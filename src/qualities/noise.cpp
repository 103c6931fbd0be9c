#include "qualities/noise.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <span>
#include <vector>

#include "qualities/mapping.hpp"

namespace face_analyzer {
namespace {

constexpr float kReference = 64;  // pupil distance in pixels
constexpr float kCoarsest = 32;   // pixels of pupil distance on the coarsest level: below, features look like noise
constexpr int kSpacing = 8;       // samples between the blocks' centres
constexpr float kBlocksInDistance = 8;  // blocks side by side between the pupils
constexpr int kSmallestBlock = 2;       // pixels a side
constexpr int kLargestBlock = 6;
constexpr float kSmoothShare = .25F;  // of the blocks are smoother than what counts as smooth skin

// The mapping, fitted on photographs with known noise (models/cards/qualities.md).
constexpr float kHalfNoise = 13;
constexpr float kPower = 2;

float luma_at(const Image& image, int x, int y) {
  const auto column = static_cast<std::size_t>(std::clamp(x, 0, image.width - 1));
  const std::span<const std::uint8_t> pixel =
      image.row(std::clamp(y, 0, image.height - 1)).subspan(column * Image::kChannels, Image::kChannels);
  return .299F * static_cast<float>(pixel[0]) + .587F * static_cast<float>(pixel[1]) +
         .114F * static_cast<float>(pixel[2]);
}

/// What is left of a pixel when planes and edges are taken away; white noise keeps its deviation times 6 (J. Immerkaer,
/// Fast noise variance estimation, 1996).
float residual(const Image& image, int x, int y) {
  const auto at = [&](int right, int down) { return luma_at(image, x + right, y + down); };
  return 4 * at(0, 0) - 2 * (at(-1, 0) + at(1, 0) + at(0, -1) + at(0, 1)) +
         (at(-1, -1) + at(1, -1) + at(-1, 1) + at(1, 1));
}

/// The noise in a square of pixels: the deviation of a normal distribution with the residuals' mean size.
[[gnu::noinline]] float block_noise(const Image& image, int left, int top, int side) {
  constexpr float kGain = 6;
  float sum = 0;
  for (int y = top; y < top + side; ++y)
    for (int x = left; x < left + side; ++x) sum += std::abs(residual(image, x, y));
  const float mean = sum / static_cast<float>(side * side);
  return mean * std::sqrt(std::numbers::pi_v<float> / 2) / kGain;
}

/// The noise of a face's smoother blocks on a level of the pyramid whose pixels are `pixel` wide.
float level_noise(const Image& image, float pixel, const AlignedFace& face) {
  const float distance = face.pupil_distance / pixel;
  const int side = std::clamp(static_cast<int>(distance / kBlocksInDistance), kSmallestBlock, kLargestBlock);
  std::vector<float> blocks;
  for (int row = kSpacing / 2; row < AlignedFace::kSide; row += kSpacing)
    for (int column = kSpacing / 2; column < AlignedFace::kSide; column += kSpacing) {
      if (!face.shows_face(column, row)) continue;  // so it lies within the picture
      const Point centre = face.to_picture(column, row) * (1 / pixel);
      blocks.push_back(
          block_noise(image, static_cast<int>(centre.x) - side / 2, static_cast<int>(centre.y) - side / 2, side));
    }
  if (blocks.empty()) return 0;
  const auto smooth = blocks.begin() + static_cast<std::ptrdiff_t>(kSmoothShare * static_cast<float>(blocks.size()));
  std::ranges::nth_element(blocks, smooth);
  return *smooth;
}

}  // namespace

float noise_deviation(const Pyramid& pyramid, const AlignedFace& face) {
  float most = 0;
  float pixel = 1;
  for (const Image& level : pyramid.levels()) {
    if (pixel > 1 && face.pupil_distance / pixel < kCoarsest) break;
    most = std::max(most, level_noise(level, pixel, face) * pixel);
    pixel *= 2;
  }
  return most * kReference / face.pupil_distance;
}

float noise_score(float noise_deviation) { return 100 * falling(noise_deviation, kHalfNoise, kPower); }

}  // namespace face_analyzer
