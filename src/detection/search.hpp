#pragma once

#include <vector>

#include "detection/detection.hpp"
#include "inference/host.hpp"
#include "inference/task.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

/// Finds what may be faces, from `smallest_face` pixels (the shorter side of the response's rectangle) up to the whole
/// picture, at as many scales as that takes, in descending probability; the finest view is bounded, so that in a
/// picture of 4000 pixels faces are found from about 48 pixels on. `angle` is how the picture is turned for it: faces
/// are found that stand upright, or nearly so, when the picture is turned back by that angle (radians, clockwise).
Task<std::vector<Detection>> search(Host& host, const Pyramid& pyramid, float smallest_face, float angle);

/// Finds what may be upright faces that are large in the picture, at scales half as far apart as a search's: what is
/// half hidden, say by a cap and a mask, becomes probable only when many looks agree.
Task<std::vector<Detection>> search_again(Host& host, const Pyramid& pyramid);

}  // namespace face_analyzer
