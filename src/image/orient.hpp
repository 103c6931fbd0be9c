#pragma once

#include "image/exif.hpp"
#include "image/image.hpp"

namespace face_analyzer {

/// Turns a stored picture upright. Where the sides change places a second picture is allocated (std::bad_alloc).
[[nodiscard]] Image make_upright(Image stored, Orientation orientation);

}  // namespace face_analyzer
