#pragma once

#include <vector>

#include "analysis/face.hpp"
#include "analysis/stopwatch.hpp"
#include "geometry/region.hpp"
#include "inference/host.hpp"
#include "inference/task.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

/// The faces of a picture that are expected in these regions (`mesh_region` of the frame before), with all geometry, in
/// descending probability; of equal ones the first expected is first. The detector is not asked. None where any of them
/// is lost: the mesh network alone is not certain of it, most of it has left the picture, it is smaller than
/// `smallest_face`, or another one is on the same face.
Task<std::vector<Face>> track_faces(Host& host, const Pyramid& pyramid, const std::vector<Region>& expected,
                                    int smallest_face, Stopwatch& stopwatch);

}  // namespace face_analyzer
