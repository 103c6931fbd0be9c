#pragma once

#include <span>
#include <vector>

#include "detection/detection.hpp"
#include "geometry/region.hpp"
#include "inference/host.hpp"
#include "inference/task.hpp"
#include "mesh/mesh.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

/// The meshes of detected faces, in their order, by a run of the attention mesh on the detector's regions, all faces of
/// a batch together.
Task<std::vector<Mesh>> find_meshes(Host& host, const Pyramid& pyramid, std::span<const Detection> detections);

/// The meshes of the same faces by another run, on the regions of the first ones, since the detector's box misses the
/// jaw of a laughing face.
Task<std::vector<Mesh>> improved_meshes(Host& host, const Pyramid& pyramid, std::span<const Mesh> meshes);

/// The meshes of the faces in these regions, in their order, by one run of the attention mesh: enough where a region
/// comes from a mesh, the face's own of the frame before.
Task<std::vector<Mesh>> meshes_in(Host& host, const Pyramid& pyramid, std::vector<Region> regions);

/// The square that the mesh network looks at, from a detection and from a mesh (MediaPipe's face landmark graph: the
/// face upright by the line of its eyes, the longer side of its box times 1.5).
Region mesh_region(const Detection& detection);
Region mesh_region(const Mesh& mesh);

}  // namespace face_analyzer
