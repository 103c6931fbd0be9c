#include "attributes/age.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>

namespace face_analyzer {
namespace {

constexpr float kBetweenPoints = 20;  // years of expected age: 0, 20, 40, 60, 80
constexpr float kCurve[] = {1.8F, 16.4F, 44.0F, 71.7F, 91.3F};

}  // namespace

float expected_age(std::span<const float> distribution) {
  float total = 0;
  float sum = 0;
  for (std::size_t year = 0; year < distribution.size(); ++year) {
    total += distribution[year];
    sum += static_cast<float>(year) * distribution[year];
  }
  return sum / total;
}

float corrected_age(float expected) {
  const float place = std::clamp(expected / kBetweenPoints, 0.F, static_cast<float>(std::size(kCurve) - 1));
  const std::size_t before = std::min(static_cast<std::size_t>(place), std::size(kCurve) - 2);
  return std::lerp(kCurve[before], kCurve[before + 1], place - static_cast<float>(before));
}

}  // namespace face_analyzer
