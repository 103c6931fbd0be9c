#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>

namespace face_analyzer {

/// Logits of classes that exclude each other to probabilities that add up to 1.
template <std::size_t Count>
std::array<float, Count> softmax(std::span<const float, Count> logits) {
  std::array<float, Count> shares{};
  const float highest = std::ranges::max(logits);
  float total = 0;
  for (std::size_t i = 0; i < Count; ++i) total += shares[i] = std::exp(logits[i] - highest);
  for (float& share : shares) share /= total;
  return shares;
}

}  // namespace face_analyzer
