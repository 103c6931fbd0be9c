#pragma once

#include <array>
#include <span>
#include <vector>

#include "attributes/emotions.hpp"
#include "inference/host.hpp"
#include "inference/task.hpp"
#include "mesh/mesh.hpp"
#include "pose/pose.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

/// 1024 numbers of a face, to be compared by cosine: 1 for the same direction, about 0 for strangers.
using Embedding = std::array<float, 1024>;

/// What the networks and the heads on them say of a face. Probabilities are 0-1; those of several classes are in the
/// order of the response's codes and add up to 1.
struct Attributes {
  Embedding embedding{};
  float age = 0;  // years, 0-100
  float male = 0;
  float smile = 0;
  std::array<float, 3> glasses{};  // none, regular, sunglasses
  float hat = 0;
  std::array<float, 3> mask{};  // none, worn, worn incorrectly
  float beauty = 0;             // 0-100
  Emotions emotions;
  float recognition = 0;  // the expected cosine of the embedding with that of another photograph of the person
};

/// The attributes of faces, in their order; `heads` and `meshes` describe the same faces.
Task<std::vector<Attributes>> find_attributes(Host& host, const Pyramid& pyramid, std::span<const HeadFit> heads,
                                              std::span<const Mesh> meshes);

}  // namespace face_analyzer
