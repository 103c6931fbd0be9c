#pragma once

#include "image/image.hpp"

namespace face_analyzer {

/// Lays a picture whose fourth byte is alpha (not premultiplied, 255 opaque) over white; the fourth byte becomes 255.
void blend_with_white(Image& image);

}  // namespace face_analyzer
