#pragma once

#include <memory>
#include <string_view>

#include "network/operator.hpp"

namespace face_analyzer {

/// One of ONNX's operators of two inputs, whose shapes are aligned at their last sides, a side of 1 standing for all;
/// null where it is none of them. A comparison gives 1 or 0.
std::unique_ptr<Operator> elementwise(std::string_view type, Bounds bounds);

/// The input held between the bounds.
std::unique_ptr<Operator> activation(Bounds bounds);

/// The input as it is.
std::unique_ptr<Operator> identity();

}  // namespace face_analyzer
