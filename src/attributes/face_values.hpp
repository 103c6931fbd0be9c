#pragma once

#include <span>
#include <vector>

#include "attributes/emotions.hpp"
#include "inference/host.hpp"
#include "inference/task.hpp"
#include "mesh/mesh.hpp"
#include "pose/pose.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

/// All that the networks say of some faces.
struct FaceValues {
  /// {faces, values}: the outputs of face_features, age_gender, expression and emotion one after the other, as the
  /// heads expect them (models/manifest.json). The embedding comes first.
  Tensor values;
  std::vector<Emotions> emotions;  // one a face
};

/// `heads` and `meshes` describe the same faces, at most kLargestBatch. Throws where a network gives something else.
Task<FaceValues> find_face_values(Host& host, const Pyramid& pyramid, std::span<const HeadFit> heads,
                                  std::span<const Mesh> meshes);

}  // namespace face_analyzer
