#pragma once

#include <array>
#include <span>
#include <vector>

#include "inference/host.hpp"
#include "inference/task.hpp"
#include "pose/pose.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

/// What the feature network says of a face.
struct Features {
  static constexpr std::size_t kLength = 1024;

  std::array<float, kLength> embedding{};  // compare by cosine
  float age = 0;                           // years
  float male = 0;                          // probability, 0-1
};

/// The features of faces, in their order.
Task<std::vector<Features>> find_features(Host& host, const Pyramid& pyramid, std::span<const HeadFit> heads);

}  // namespace face_analyzer
