#include "attributes/face_values.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>
#include <utility>
#include <vector>

#include "attributes/head_region.hpp"
#include "mesh/mesh_network.hpp"
#include "tensor/batch.hpp"

namespace face_analyzer {
namespace {

// What each network looks at; chosen by measurement (the networks' cards in models/cards).
constexpr HeadSquare kFeatureSquare{.below_eyes = 4, .side = 20};
constexpr HeadSquare kAgeSquare{.below_eyes = 3, .side = 18};
constexpr HeadSquare kExpressionSquare{.below_eyes = 5, .side = 18};
// FER2013, which the emotion network learnt from, shows the face from the brows to the chin: this part of the mesh's
// region.
constexpr float kEmotionPart = .72F;

std::vector<Region> emotion_regions(std::span<const Mesh> meshes) {
  std::vector<Region> regions(meshes.size());
  std::ranges::transform(meshes, regions.begin(), [](const Mesh& mesh) {
    Region region = mesh_region(mesh);
    region.width = region.height = region.width * kEmotionPart;
    return region;
  });
  return regions;
}

struct View {
  Model model;
  std::vector<Region> regions;  // one a face
};

/// Copies a network's outputs for each face to where `values` go on, and returns where they end.
std::size_t append(const Outputs& outputs, Tensor& values, std::size_t place) {
  const auto faces = static_cast<std::size_t>(values.shape[0]);
  const auto room = static_cast<std::size_t>(values.shape[1]);
  for (const Tensor& output : outputs) {
    const std::size_t length = output.values.size() / faces;
    if (place + length > room) throw std::runtime_error("the networks give more values than the heads expect");
    for (std::size_t face = 0; face < faces; ++face)
      std::ranges::copy(output.item(face), values.item(face).begin() + static_cast<std::ptrdiff_t>(place));
    place += length;
  }
  return place;
}

using Logits = std::vector<std::array<float, 7>>;  // of the seven emotions, one set a face

Logits logits_of(const Tensor& output) {
  Logits logits(static_cast<std::size_t>(output.shape[0]));
  for (std::size_t face = 0; face < logits.size(); ++face) {
    if (output.item(face).size() != logits[face].size()) throw std::runtime_error("the emotions are not seven");
    std::ranges::copy(output.item(face), logits[face].begin());
  }
  return logits;
}

}  // namespace

Task<FaceValues> find_face_values(Host& host, const Pyramid& pyramid, std::span<const HeadFit> heads,
                                  std::span<const Mesh> meshes) {
  const std::vector<View> views{{Model::face_features, head_regions(heads, kFeatureSquare)},
                                {Model::age_gender, head_regions(heads, kAgeSquare)},
                                {Model::expression, head_regions(heads, kExpressionSquare)},
                                {Model::emotion, emotion_regions(meshes)}};
  const int length = model_description(Model::attribute_heads).channels;
  FaceValues found{.values = Tensor({static_cast<int>(heads.size()), length}), .emotions = {}};
  Logits expression;
  Logits emotion;
  std::size_t place = 0;
  for (const View& view : views) {
    Tensor input = sample_batch(pyramid, view.regions, view.model);
    const Outputs outputs = co_await host.run(view.model, std::move(input));
    expect_items(outputs, heads.size());
    place = append(outputs, found.values, place);
    if (view.model == Model::expression) expression = logits_of(outputs.front());
    if (view.model == Model::emotion) emotion = logits_of(outputs.front());
  }
  if (place != static_cast<std::size_t>(length))
    throw std::runtime_error("the networks give fewer values than the heads expect");
  std::ranges::transform(expression, emotion, std::back_inserter(found.emotions), emotions_of);
  co_return found;
}

}  // namespace face_analyzer
