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

/// What the mesh network makes of detected faces, in their order.
struct FoundMeshes {
  std::vector<Mesh> meshes;
  std::vector<float> first_logits;  // the network's doubt (Mesh::face_logit) of the detector's own regions
};

/// The attention mesh runs twice, all faces of a batch together: on the detector's regions, then on those of the first
/// meshes, since the detector's box misses the jaw of a laughing face.
Task<FoundMeshes> find_meshes(Host& host, const Pyramid& pyramid, std::span<const Detection> detections);

/// The meshes of the faces in these regions, in their order, by one run of the attention mesh: enough where a region
/// comes from a mesh, the face's own of the frame before.
Task<std::vector<Mesh>> meshes_in(Host& host, const Pyramid& pyramid, std::vector<Region> regions);

/// By how many quarters of a circle (clockwise) the picture may be turned further than was thought: the detector finds
/// lying and upside-down faces too, but takes them for upright ones. Not 0 if the mesh network believes clearly more in
/// one of the most probable detections turned by that than in any as it is. `logits`: what it believed of all as they
/// are (first_logits).
Task<std::size_t> better_turn(Host& host, const Pyramid& pyramid, std::span<const Detection> detections,
                              std::span<const float> logits);

/// The square that the mesh network looks at, from a detection and from a mesh (MediaPipe's face landmark graph: the
/// face upright by the line of its eyes, the longer side of its box times 1.5).
Region mesh_region(const Detection& detection);
Region mesh_region(const Mesh& mesh);

}  // namespace face_analyzer
