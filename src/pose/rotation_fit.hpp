#pragma once

#include <array>

namespace face_analyzer {

using Matrix3 = std::array<std::array<double, 3>, 3>;

/// The rotation R that maximises the trace of R * correlation, correlation[i][j] = sum of weight * source[i] *
/// target[j]: the best turn of one set of points onto another (B. Horn, Closed-form solution of absolute orientation
/// using unit quaternions, 1987).
Matrix3 best_rotation(const Matrix3& correlation);

}  // namespace face_analyzer
