#include "attributes/embedding.hpp"

namespace face_analyzer {
namespace {

// The mean feature of many faces, and one over its deviation within a person (models/heads/feature_statistics.md).
constexpr Embedding kMean{
#include "feature_mean.inc"
};
constexpr Embedding kScale{
#include "feature_scale.inc"
};

}  // namespace

Embedding standardised(std::span<const float, std::tuple_size_v<Embedding>> feature) {
  Embedding embedding;
  for (std::size_t i = 0; i < embedding.size(); ++i) embedding[i] = (feature[i] - kMean[i]) * kScale[i];
  return embedding;
}

}  // namespace face_analyzer
