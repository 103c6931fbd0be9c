#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "detection/detection.hpp"
#include "geometry/region.hpp"
#include "inference/host.hpp"
#include "inference/task.hpp"
#include "mesh/mesh.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

/// The meshes of the faces in these regions, in their order, by one run of the attention mesh: enough where a region
/// comes from a mesh, the face's own of the frame before.
Task<std::vector<Mesh>> meshes_in(Host& host, const Pyramid& pyramid, std::vector<Region> regions);

/// Finds the meshes of one picture's faces. A region that the network was shown before is not shown to it again: a
/// search comes back to the same place with every look. The pyramid must outlive it.
class MeshFinder {
 public:
  MeshFinder(Host& host, const Pyramid& pyramid) : host_(host), pyramid_(pyramid) {}

  /// The meshes of detected faces, in their order, by a run of the attention mesh on the detector's regions, all faces
  /// of a batch together.
  Task<std::vector<Mesh>> meshes_of(std::span<const Detection> detections);

  /// The meshes of the same faces by another run, on the regions of the first ones, since the detector's box misses the
  /// jaw of a laughing face.
  Task<std::vector<Mesh>> improved(std::span<const Mesh> meshes);

 private:
  Task<std::vector<Mesh>> known_or_found_in(std::vector<Region> regions);
  [[nodiscard]] std::size_t index_of(const Region& region) const;

  Host& host_;
  const Pyramid& pyramid_;
  std::vector<Region> regions_;
  std::vector<Mesh> meshes_;  // in the regions
};

/// The square that the mesh network looks at, from a detection and from a mesh (MediaPipe's face landmark graph: the
/// face upright by the line of its eyes, the longer side of its box times 1.5).
Region mesh_region(const Detection& detection);
Region mesh_region(const Mesh& mesh);

}  // namespace face_analyzer
