#pragma once

#include <memory>

#include "network/operator.hpp"

// Operators that look between the places of a picture, bilinearly, as ONNX defines them. Pictures have their channels
// last.
namespace face_analyzer {

/// Larger by whole factors; pixels' centres lie at halves ('half_pixel'), and the border is continued.
std::unique_ptr<Operator> resize(int height_factor, int width_factor);

/// GridSample: the first input at the places of the second, [batch, rows, columns, 2] of x, y from -1 to 1, which are
/// the centres of the outermost pixels ('align_corners'); the border is continued.
std::unique_ptr<Operator> grid_sample();

}  // namespace face_analyzer
