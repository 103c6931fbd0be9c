#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

namespace face_analyzer {

inline float to_degrees(float radians) { return radians * 180 / std::numbers::pi_v<float>; }

inline float to_radians(float degrees) { return degrees * std::numbers::pi_v<float> / 180; }

/// The share of something that is still seen when it is turned away by so many degrees: the cosine, 0 from 90 on.
inline float facing_share(float degrees) { return std::max(0.F, std::cos(to_radians(degrees))); }

}  // namespace face_analyzer
