#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "attributes/attributes.hpp"
#include "canonical_head.hpp"
#include "fake_host.hpp"
#include "pose/canonical_face.hpp"
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

/// The output of the head pose network for several pictures, each a mesh in pixels of its crop.
inline Outputs head_pose_outputs(std::span<const Mesh> meshes) {
  Tensor vertices({static_cast<int>(meshes.size()), static_cast<int>(fit_vertices().size()), 3});
  for (std::size_t picture = 0; picture < meshes.size(); ++picture)
    for (std::size_t i = 0; i < fit_vertices().size(); ++i) {
      const Point3 point = meshes[picture].points[fit_vertices()[i].index];
      std::ranges::copy(std::initializer_list<float>{point.x, point.y, point.z}, &vertices.item(picture)[3 * i]);
    }
  return {vertices};
}

/// A head pose network that sees the same head in every crop.
inline Network same_head_everywhere(const Mesh& in_crop) {
  return [in_crop](const Tensor& input) {
    const std::vector<Mesh> meshes(static_cast<std::size_t>(input.shape.front()), in_crop);
    return head_pose_outputs(meshes);
  };
}

/// A network whose outputs, together, are what the heads are given of a face.
struct HeadInput {
  Model model;
  std::vector<std::vector<int>> outputs;  // their shapes, of one face
};

/// Those networks and their outputs in the manifest's order.
inline const std::vector<HeadInput>& head_inputs() {
  static const std::vector<HeadInput> inputs{
      {Model::face_features,
       {{1024}, {100}, {1}, {256, 3, 3}, {512, 3, 3}, {512, 3, 3}, {1024, 3, 1}, {512, 1, 1}, {512, 1, 1}}},
      {Model::age_gender, {{1}, {2}, {128, 3, 3}}},
      {Model::expression, {{7}, {256}}},
      {Model::emotion, {{7}, {256, 3, 3}}}};
  return inputs;
}

/// What every number of an output is, by what the network is shown of the face and the output's place.
using NumberOf = std::function<float(std::span<const float> picture, std::size_t output)>;

inline Network face_network(const HeadInput& network, NumberOf number_of) {
  return [shapes = network.outputs, number_of = std::move(number_of)](const Tensor& input) {
    Outputs outputs;
    for (std::vector<int> shape : shapes) {
      shape.insert(shape.begin(), input.shape.front());
      Tensor& output = outputs.emplace_back(std::move(shape));
      for (std::size_t face = 0; face < static_cast<std::size_t>(input.shape.front()); ++face)
        std::ranges::fill(output.item(face), number_of(input.item(face), outputs.size() - 1));
    }
    return outputs;
  };
}

/// Adds a stand-in for each of those networks whose every number is this one.
inline FakeHost& with_face_networks(FakeHost& host, float number) {
  for (const HeadInput& network : head_inputs())
    host.with(network.model, face_network(network, [number](auto&&...) { return number; }));
  return host;
}

/// What the heads' columns are, in the manifest's order.
struct Column {
  enum : std::size_t {
#include "head_columns.inc"
    count
  };
};

/// What the heads answer of a face: the columns that are not 0.
using Answers = std::map<std::size_t, float>;

/// Heads that answer these faces in turn, in whatever batches they come. Their embedding is the features that they get.
inline Network heads_network(std::vector<Answers> faces) {
  return [faces = std::move(faces), next = std::size_t{0}](const Tensor& input) mutable {
    Outputs outputs{Tensor({input.shape.front(), static_cast<int>(Column::count)}),
                    Tensor({input.shape.front(), static_cast<int>(Embedding().size())})};
    for (std::size_t face = 0; face < static_cast<std::size_t>(input.shape.front()); ++face, ++next) {
      for (const auto& [column, answer] : faces[next % faces.size()]) outputs[0].item(face)[column] = answer;
      std::ranges::copy(input.item(face).first(Embedding().size()), outputs[1].item(face).begin());
    }
    return outputs;
  };
}

}  // namespace face_analyzer::test
