#pragma once

#include <memory>
#include <span>

#include "network/operator.hpp"

namespace face_analyzer {

/// A residual connection: the sum of two pictures, both with their channels last and of the same size. One may have
/// fewer channels, the first ones; to the others zeros are added. Of the sum what is negative is multiplied by its
/// channel's slope (one for all, or none: 1), and the result held between the bounds. In one pass, since these
/// pictures are large. Also of one picture, to which nothing is added.
std::unique_ptr<Operator> residual(std::span<const float> slopes, Bounds bounds);

}  // namespace face_analyzer
