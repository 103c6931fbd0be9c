#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "network/operator.hpp"

// Operators that give the numbers of their inputs in another order, as ONNX defines them.
namespace face_analyzer {

/// {pictures, channels, height, width} with the channels last: {pictures, height, width, channels}.
/// @throws std::runtime_error where these are not four sides
Value channels_last(const Shape& shape, std::span<const float> planes, const ThreadPool& pool);

/// Side i of the result is side `order[i]` of the input.
std::unique_ptr<Operator> transpose(std::vector<std::size_t> order);

/// The same numbers under another shape; -1 stands for what is left over.
std::unique_ptr<Operator> reshape(std::vector<int> shape);

/// The part from `first` to before `last` along an axis.
std::unique_ptr<Operator> slice(std::size_t axis, int first, int last);

/// The entries with these indices along an axis.
std::unique_ptr<Operator> gather(std::size_t axis, std::vector<int> indices);

/// All inputs, one behind the other along an axis.
std::unique_ptr<Operator> concatenate(std::size_t axis);

/// Zeros around: so many before each side's first entry and after its last.
std::unique_ptr<Operator> pad(std::vector<int> before, std::vector<int> after);

}  // namespace face_analyzer
