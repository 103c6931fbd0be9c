#pragma once

#include "geometry/rectangle.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

/// The part of the picture, in its pixels, in which a view that shows it at `scale` (pixels of the view for one of the
/// picture, less than 1) shows more than one of half that size: around every place that has detail of two to four
/// pixels of the view. A plain wall, the blur behind a portrait or an enlarged photograph has none; the rectangle of a
/// picture that has none anywhere has no area.
Rectangle detailed_part(const Pyramid& pyramid, float scale);

}  // namespace face_analyzer
