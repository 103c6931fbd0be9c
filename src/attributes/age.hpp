#pragma once

#include <span>

namespace face_analyzer {

/// The expected value of a distribution over the ages 0, 1, 2, ... (probabilities; they need not add up to 1).
float expected_age(std::span<const float> distribution);

/// What people are, on average, whom the network takes for `expected` years old: it draws the old towards the middle.
/// The curve's five points are fitted (models/heads/age_curve.md).
float corrected_age(float expected);

}  // namespace face_analyzer
