#include "attributes/features.hpp"

#include <algorithm>
#include <utility>

#include "attributes/age.hpp"
#include "attributes/head_region.hpp"
#include "tensor/batch.hpp"

namespace face_analyzer {
namespace {

// The square that the network looks at; measured on LFW pairs and UTKFace ages (models/cards/face_features.md).
constexpr HeadSquare kSquare{.below_eyes = 4, .side = 20};

// The mean feature of many faces, and one over its deviation (models/heads/feature_statistics.md).
constexpr std::array<float, Features::kLength> kMean{
#include "feature_mean.inc"
};
constexpr std::array<float, Features::kLength> kScale{
#include "feature_scale.inc"
};

/// By how many deviations a face differs from the mean. Without this the cosine of any two faces is high.
std::array<float, Features::kLength> standardised(std::span<const float> feature) {
  std::array<float, Features::kLength> embedding;
  for (std::size_t i = 0; i < embedding.size(); ++i) embedding[i] = (feature[i] - kMean[i]) * kScale[i];
  return embedding;
}

constexpr std::size_t kAges = 100;  // 0-99

// The order of the network's outputs in the manifest.
enum Output : std::size_t { embedding, age, gender };

}  // namespace

Task<std::vector<Features>> find_features(Host& host, const Pyramid& pyramid, std::span<const HeadFit> heads) {
  const std::vector<Region> regions = head_regions(heads, kSquare);
  std::vector<Features> faces;
  for (const std::span<const Region> batch : batches(regions)) {
    Tensor input = sample_batch(pyramid, batch, Model::face_features);
    const Outputs outputs = co_await host.run(Model::face_features, std::move(input));
    expect_lengths(outputs, batch.size(), {Features::kLength, kAges, 1});
    for (std::size_t face = 0; face < batch.size(); ++face) {
      Features features;
      features.embedding = standardised(outputs[embedding].item(face));
      features.age = corrected_age(expected_age(outputs[age].item(face)));
      features.male = outputs[gender].item(face).front();
      faces.push_back(features);
    }
  }
  co_return faces;
}

}  // namespace face_analyzer
