#pragma once

#include <functional>
#include <span>
#include <vector>

#include "geometry/point.hpp"
#include "geometry/rectangle.hpp"

namespace face_analyzer {

/// Parts of a picture that together show all of these places with `reach` pixels around each, as far as `bounds` reach;
/// as many as it takes to be cheap, where `cost_of` says what it costs to show a part. They may overlap. The places are
/// put into another order.
std::vector<Rectangle> parts_around(std::span<Point> places, float reach, const Rectangle& bounds,
                                    const std::function<float(const Rectangle&)>& cost_of);

}  // namespace face_analyzer
