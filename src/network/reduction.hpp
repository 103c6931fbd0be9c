#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "network/operator.hpp"

// Operators that make one number of several, as ONNX defines them; their sums have one order.
namespace face_analyzer {

/// ReduceMin, ReduceMax or ReduceL2 along one axis, which stays as a side of 1.
/// @throws std::runtime_error where it is none of them
std::unique_ptr<Operator> reduction(std::string_view type, std::size_t axis);

/// Along the last axis.
std::unique_ptr<Operator> softmax();

/// Of matrices in the last two sides; where one input has fewer sides, its matrix serves all of the other's.
std::unique_ptr<Operator> matrix_product();

}  // namespace face_analyzer
