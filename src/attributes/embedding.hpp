#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace face_analyzer {

/// 1024 numbers of a face, to be compared by cosine: 1 for the same direction, about 0 for strangers.
using Embedding = std::array<float, 1024>;

/// By how many deviations a face differs from an average one in each number of the feature network's embedding. Without
/// this the cosine of any two faces is high.
Embedding standardised(std::span<const float, std::tuple_size_v<Embedding>> feature);

}  // namespace face_analyzer
