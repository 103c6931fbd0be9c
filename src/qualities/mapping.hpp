#pragma once

#include <cmath>

namespace face_analyzer {

/// The two curves that turn raw values (0 and more) into shares of a perfect score (0-1; a score is 100 times that).
/// Both are Hill functions: half at `half`, steeper with `power`, and with long tails, so that a worse value never ties
/// with a bad one before the rounding of the response does.

/// 1 at 0 and falling.
inline float falling(float value, float half, float power) { return 1 / (1 + std::pow(value / half, power)); }

/// 0 at 0 and rising.
inline float rising(float value, float half, float power) { return 1 - falling(value, half, power); }

}  // namespace face_analyzer
