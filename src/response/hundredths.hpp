#pragma once

#include <cmath>

namespace face_analyzer {

/// A number as the response gives it, to two decimals as the upstream rounds, in hundredths.
inline double hundredths(float value) { return std::round(static_cast<double>(value) * 100); }

}  // namespace face_analyzer
