#include "qualities/likeness.hpp"

#include <cmath>

namespace face_analyzer {
namespace {

// The mapping, fitted on plain, masked and turned faces and on what was mistaken for one (models/cards/qualities.md).
constexpr float kHalfLogit = 8;
constexpr float kLogitWidth = 4;

}  // namespace

float face_score(float face_logit, float probability) {
  return 100 * probability / (1 + std::exp((kHalfLogit - face_logit) / kLogitWidth));
}

}  // namespace face_analyzer
