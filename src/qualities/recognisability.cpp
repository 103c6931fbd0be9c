#include "qualities/recognisability.hpp"

#include <cmath>

namespace face_analyzer {
namespace {

// The mapping: 85 where the embedding begins to fail (models/cards/qualities.md).
constexpr float kHalf = .32F;
constexpr float kWidth = .06F;

}  // namespace

float overall_score(float recognition) { return 100 / (1 + std::exp((kHalf - recognition) / kWidth)); }

}  // namespace face_analyzer
