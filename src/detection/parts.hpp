#pragma once

#include <functional>
#include <span>
#include <vector>

#include "geometry/rectangle.hpp"

namespace face_analyzer {

/// Parts of a picture that together show all that is wanted of it, as far as `bounds` reach, each rectangle whole in
/// one of them; as many as it takes to be cheap, where `cost_of` says what it costs to show a part. They may overlap.
/// What is wanted is put into another order.
std::vector<Rectangle> parts_around(std::span<Rectangle> wanted, const Rectangle& bounds,
                                    const std::function<float(const Rectangle&)>& cost_of);

}  // namespace face_analyzer
