#pragma once

#include <memory>
#include <span>

#include "network/operator.hpp"
#include "network/window.hpp"

// Layers, which XNNPACK computes but for depthwise ones of 3x3 and large pointwise ones. Pictures have their channels
// last.
namespace face_analyzer {

/// Weights [filters, channels / groups, height, width], as high and wide as the window, and, unless it is empty, a bias
/// a filter, as ONNX has them; they are laid out anew here, once for pictures of all sizes. `one_size`: whether all
/// pictures will have the same, so that what depends on it is worth keeping.
std::unique_ptr<Operator> convolution(const Value& weights, std::span<const float> bias, const Window& window,
                                      int groups, Bounds bounds, bool one_size);

/// [batch, in] by weights [in, out], and a bias a column.
std::unique_ptr<Operator> dense(const Value& weights, std::span<const float> bias, Bounds bounds);

}  // namespace face_analyzer
