#include "qualities/sharpness.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "qualities/mapping.hpp"

namespace face_analyzer {
namespace {

constexpr int kSide = AlignedFace::kSide;

// Deviations of the Gaussians in samples: 2 % and 6 % of the pupil distance.
constexpr float kNarrow = 1;
constexpr float kWide = 3;

constexpr int kBlock = 8;          // samples a side of the blocks that flat skin is sought in
constexpr float kFlatShare = .2F;  // of the blocks is flatter than what counts as flat skin

// The mapping, fitted on photographs with known blur (models/cards/qualities.md).
constexpr float kHalfSharp = 1.5F;
constexpr float kPower = 6;
constexpr float kHalfPupilDistance = 24;  // pixels
constexpr float kPupilPower = 6;

/// One side of a Gaussian and its middle; the whole adds up to 1.
std::vector<float> gaussian(float deviation) {
  const int radius = static_cast<int>(std::ceil(3 * deviation));
  std::vector<float> weights;
  float sum = 0;
  for (int i = 0; i <= radius; ++i) {
    weights.push_back(std::exp(-static_cast<float>(i * i) / (2 * deviation * deviation)));
    sum += (i == 0 ? 1 : 2) * weights.back();
  }
  for (float& weight : weights) weight /= sum;
  return weights;
}

/// Adds a row, shifted by whole samples with its ends continued, times a weight.
[[gnu::noinline]] void add_shifted(std::span<const float> row, int shift, float weight, std::span<float> sum) {
  const int first = std::clamp(-shift, 0, kSide);
  const int last = std::clamp(kSide - shift, 0, kSide);
  const auto at = [&](int column) { return static_cast<std::size_t>(column); };
  for (int x = 0; x < first; ++x) sum[at(x)] += weight * row.front();
  for (int x = first; x < last; ++x) sum[at(x)] += weight * row[at(x + shift)];
  for (int x = last; x < kSide; ++x) sum[at(x)] += weight * row.back();
}

std::span<const float> row_of(std::span<const float> plane, int row) {
  return plane.subspan(AlignedFace::index(0, std::clamp(row, 0, kSide - 1)), kSide);
}

std::vector<float> blurred(std::span<const float> plane, float deviation) {
  const std::vector<float> weights = gaussian(deviation);
  const int radius = static_cast<int>(weights.size()) - 1;
  std::vector<float> across(AlignedFace::kSamples);
  std::vector<float> result(AlignedFace::kSamples);
  for (int row = 0; row < kSide; ++row)
    for (int i = -radius; i <= radius; ++i)
      add_shifted(row_of(plane, row), i, weights[static_cast<std::size_t>(std::abs(i))],
                  std::span(across).subspan(AlignedFace::index(0, row), kSide));
  for (int row = 0; row < kSide; ++row)
    for (int i = -radius; i <= radius; ++i)
      add_shifted(row_of(across, row + i), 0, weights[static_cast<std::size_t>(std::abs(i))],
                  std::span(result).subspan(AlignedFace::index(0, row), kSide));
  return result;
}

/// The squared gradient at every sample.
std::vector<float> gradient_energy(std::span<const float> plane) {
  std::vector<float> energy(AlignedFace::kSamples);
  for (int row = 0; row < kSide; ++row) {
    const std::span<const float> above = row_of(plane, row - 1);
    const std::span<const float> here = row_of(plane, row);
    const std::span<const float> below = row_of(plane, row + 1);
    const std::span<float> to = std::span(energy).subspan(AlignedFace::index(0, row), kSide);
    for (std::size_t x = 1; x + 1 < kSide; ++x) {
      const float right = (here[x + 1] - here[x - 1]) / 2;
      const float down = (below[x] - above[x]) / 2;
      to[x] = right * right + down * down;
    }
  }
  return energy;
}

/// The mean of a block, or nothing (-1) where a part of it does not show the face.
float block_mean(const AlignedFace& face, std::span<const float> plane, int left, int top) {
  float sum = 0;
  for (int row = top; row < top + kBlock; ++row)
    for (int column = left; column < left + kBlock; ++column) {
      if (!face.shows_face(column, row)) return -1;
      sum += plane[AlignedFace::index(column, row)];
    }
  return sum / (kBlock * kBlock);
}

/// Mean energy over the face, less what its flat parts have: noise and pores, but no features.
float feature_energy(const AlignedFace& face, std::span<const float> energy) {
  std::vector<float> blocks;
  for (int top = 0; top < kSide; top += kBlock)
    for (int left = 0; left < kSide; left += kBlock)
      if (const float mean = block_mean(face, energy, left, top); mean >= 0) blocks.push_back(mean);
  if (blocks.empty()) return 0;
  float mean = 0;
  for (const float block : blocks) mean += block / static_cast<float>(blocks.size());
  const auto flat = blocks.begin() + static_cast<std::ptrdiff_t>(kFlatShare * static_cast<float>(blocks.size()));
  std::ranges::nth_element(blocks, flat);
  return mean - *flat;
}

}  // namespace

float sharpness(const AlignedFace& face) {
  const std::vector<float> narrow = blurred(face.luma, kNarrow);
  const std::vector<float> wide = blurred(narrow, std::sqrt(kWide * kWide - kNarrow * kNarrow));
  const float coarse = feature_energy(face, gradient_energy(wide));
  if (coarse <= 0) return 0;  // no features at all: a black picture, say
  return std::max(0.F, feature_energy(face, gradient_energy(narrow))) / coarse;
}

float blur_score(float sharpness, float pupil_distance) {
  return 100 * rising(sharpness, kHalfSharp, kPower) * rising(pupil_distance, kHalfPupilDistance, kPupilPower);
}

}  // namespace face_analyzer
