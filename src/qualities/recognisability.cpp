#include "qualities/recognisability.hpp"

#include <cmath>

namespace face_analyzer {
namespace {

// The mapping, fitted on LFW (models/cards/qualities.md).
constexpr float kHalf = .32F;
constexpr float kWidth = .06F;
// How much another score counts: a score of 0.01 alone makes 15 of 100. More makes the order of good images worse.
constexpr float kPart = .2F;

}  // namespace

float overall_score(float recognition, std::initializer_list<float> others) {
  float score = 100 / (1 + std::exp((kHalf - recognition) / kWidth));
  for (const float other : others) score *= std::pow(other / 100, kPart);
  return score;
}

}  // namespace face_analyzer
