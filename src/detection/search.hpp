#pragma once

#include <vector>

#include "detection/detection.hpp"
#include "inference/host.hpp"
#include "inference/task.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

/// Finds faces from `smallest_face` pixels (the shorter side of the response's rectangle) up to the whole picture, at as
/// many scales as that takes. Where nothing is found upright, the picture is tried turned by 90, 180 and 270 degrees.
/// Faces come in descending probability.
Task<std::vector<Detection>> search(Host& host, const Pyramid& pyramid, float smallest_face);

}  // namespace face_analyzer
