#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "canonical_head.hpp"
#include "fake_host.hpp"
#include "tensor/tensor.hpp"

namespace face_analyzer::test {

inline constexpr float kMeshCrop = 192;  // pixels a side of the mesh network's input

/// The seven outputs of the mesh network for several faces, each a mesh in pixels of its crop.
inline Outputs mesh_outputs(std::span<const Mesh> meshes) {
  const auto faces = static_cast<int>(meshes.size());
  Outputs outputs;
  for (const int length : {1404, 160, 142, 142, 10, 10, 1}) outputs.emplace_back(std::vector<int>{faces, length});
  for (std::size_t face = 0; face < meshes.size(); ++face) {
    const Mesh& mesh = meshes[face];
    const auto put_flat = [&](std::size_t output, std::size_t at, Point3 point) {
      outputs[output].item(face)[2 * at] = point.x;
      outputs[output].item(face)[2 * at + 1] = point.y;
    };
    const auto put_refined = [&](std::size_t output, std::span<const std::uint16_t> vertices) {
      for (std::size_t i = 0; i < vertices.size(); ++i) put_flat(output, i, mesh.points[vertices[i]]);
    };
    for (std::size_t i = 0; i < Mesh::kVertices; ++i) {
      const Point3 point = mesh.points[i];
      std::ranges::copy(std::initializer_list<float>{point.x, point.y, point.z}, &outputs[0].item(face)[3 * i]);
    }
    put_refined(1, vertices::kRefinedLips);
    put_refined(2, vertices::kRefinedImageLeftEye);
    put_refined(3, vertices::kRefinedImageRightEye);
    for (std::size_t i = 0; i < Mesh::kIrisPoints; ++i) {
      put_flat(4, i, mesh.points[Mesh::kImageLeftIris + i]);
      put_flat(5, i, mesh.points[Mesh::kImageRightIris + i]);
    }
    outputs[6].item(face)[0] = mesh.face_logit;
  }
  return outputs;
}

/// The frontal canonical face in a crop, with the mesh network's own margin: its box is centred and the longer side is
/// two thirds of the crop's. A region made from such a mesh is the region that it was seen in.
inline Mesh mesh_filling_crop() {
  const Mesh raw = mesh_of_head({.scale = 1, .place = {0, 0, 0}});
  const auto vertices = std::span(raw.points).first(Mesh::kVertices);
  const auto [left, right] = std::ranges::minmax(vertices, {}, &Point3::x);
  const auto [top, bottom] = std::ranges::minmax(vertices, {}, &Point3::y);
  const float scale = kMeshCrop / 1.5F / std::max(right.x - left.x, bottom.y - top.y);
  return mesh_of_head(
      {.scale = scale,
       .place = {kMeshCrop / 2 - scale * (left.x + right.x) / 2, kMeshCrop / 2 - scale * (top.y + bottom.y) / 2, 0}});
}

/// A mesh network that sees the same mesh in every crop.
inline Network same_mesh_everywhere(const Mesh& in_crop) {
  return [in_crop](const Tensor& input) {
    const std::vector<Mesh> meshes(static_cast<std::size_t>(input.shape.front()), in_crop);
    return mesh_outputs(meshes);
  };
}

/// What the feature network says of one face.
struct FakeFeatures {
  float embedding = 0;  // of every component
  std::size_t age = 30;
  float male = 0;
};

inline Network features_network(std::vector<FakeFeatures> faces) {
  return [faces = std::move(faces)](const Tensor& input) {
    const int count = input.shape.front();
    Outputs outputs{Tensor({count, 1024}), Tensor({count, 100}), Tensor({count, 1})};
    for (std::size_t face = 0; face < static_cast<std::size_t>(count); ++face) {
      const FakeFeatures& features = faces[face % faces.size()];
      std::ranges::fill(outputs[0].item(face), features.embedding);
      outputs[1].item(face)[features.age] = 1;
      outputs[2].item(face)[0] = features.male;
    }
    return outputs;
  };
}

/// The emotion network, its probability of 'happy' for every face in turn.
inline Network emotion_network(std::vector<float> happy) {
  return [happy = std::move(happy)](const Tensor& input) {
    Outputs outputs{Tensor({input.shape.front(), 7})};
    for (std::size_t face = 0; face < static_cast<std::size_t>(input.shape.front()); ++face) {
      std::ranges::fill(outputs[0].item(face), (1 - happy[face % happy.size()]) / 6);
      outputs[0].item(face)[3] = happy[face % happy.size()];
    }
    return outputs;
  };
}

}  // namespace face_analyzer::test
