#pragma once

#include <vector>

#include "analysis/face.hpp"
#include "analysis/options.hpp"
#include "analysis/stopwatch.hpp"
#include "inference/host.hpp"
#include "inference/task.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

/// The faces of a picture with their meshes and all geometry, in the order of an answer, from about
/// `options.minimum_face` pixels (the shorter side of the rectangle) upwards; smaller ones may be among them. Large
/// faces are looked for first, and smaller ones only until `options.maximum_faces` are certain and cannot be
/// likenesses. A picture that shows faces best when it is turned by 90, 180 or 270 degrees is searched that way; one
/// that shows none is looked at once more, closely.
Task<std::vector<Face>> find_faces(Host& host, const Pyramid& pyramid, const Options& options, Stopwatch& stopwatch);

}  // namespace face_analyzer
