#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "geometry/region.hpp"
#include "inference/model.hpp"
#include "tensor/pyramid.hpp"
#include "tensor/sample.hpp"
#include "tensor/tensor.hpp"

namespace face_analyzer {

/// The faces of one picture go through a network together, but a crowd in portions, so that the memory of a run stays
/// bounded.
inline constexpr std::size_t kLargestBatch = 16;

inline std::vector<std::span<const Region>> batches(std::span<const Region> regions) {
  std::vector<std::span<const Region>> portions;
  for (; !regions.empty(); regions = regions.subspan(portions.back().size()))
    portions.push_back(regions.first(std::min(regions.size(), kLargestBatch)));
  return portions;
}

/// The input of a model for several regions, {regions, channels, height, width} as its manifest entry says.
inline Tensor sample_batch(const Pyramid& pyramid, std::span<const Region> regions, Model model) {
  const ModelDescription& description = model_description(model);
  const auto [width, height] = description.extent;
  Tensor input({static_cast<int>(regions.size()), description.channels, height, width});
  for (std::size_t i = 0; i < regions.size(); ++i)
    sample(pyramid, regions[i], description.extent, Border::replicate, description.normalisation, input.item(i));
  return input;
}

}  // namespace face_analyzer
