#pragma once

#include <memory>
#include <span>

#include "network/layers.hpp"

namespace face_analyzer {

/// Whether `pointwise` computes the convolution: windows of one place, with so many channels and filters that rounding
/// the channels costs little beside their products.
bool is_pointwise(const Value& weights, const Window& window, int groups);

/// A pointwise convolution, as `convolution` is told of it: the hottest loop of all. Its products are of whole numbers
/// of 16 bits, of which a processor with vectors of 128 bits multiplies and adds up eight at once, and of floats four:
/// .5 to .6 of XNNPACK's time, and .6 to .8 of it with relaxed SIMD. Results are off by some 1.2e-4 of their size,
/// and are the same bits on every machine.
std::unique_ptr<Operator> pointwise(const Value& weights, std::span<const float> bias, Bounds bounds);

}  // namespace face_analyzer
