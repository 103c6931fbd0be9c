#pragma once

#include <memory>
#include <span>

#include "network/layers.hpp"

namespace face_analyzer {

/// Whether `depthwise` computes the convolution: each channel for itself, by windows of 3x3 that reach
/// at most one place beyond the picture.
bool is_depthwise(const Value& weights, const Window& window, int groups);

/// A depthwise convolution, as `convolution` is told of it: the hottest loop beside the pointwise ones. XNNPACK's takes
/// twice as long, for it looks nine addresses up and loads nine weights for each place, where here four neighbours
/// share them.
std::unique_ptr<Operator> depthwise(const Value& weights, std::span<const float> bias, const Window& window,
                                    Bounds bounds);

}  // namespace face_analyzer
