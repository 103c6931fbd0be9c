#pragma once

#include <cstddef>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace face_analyzer {

/// Dense 32-bit floats in row-major order; for pictures the shape is {batch, channels, height, width} (NCHW).
struct Tensor {
  std::vector<int> shape;
  std::vector<float> values;

  Tensor() = default;
  explicit Tensor(std::vector<int> dimensions) : shape(std::move(dimensions)), values(count(shape)) {}

  /// The values of one entry of the first dimension.
  [[nodiscard]] std::span<float> item(std::size_t index) {
    return std::span(values).subspan(index * item_size(), item_size());
  }
  [[nodiscard]] std::span<const float> item(std::size_t index) const {
    return std::span(values).subspan(index * item_size(), item_size());
  }

  static std::size_t count(std::span<const int> dimensions) {
    return std::accumulate(dimensions.begin(), dimensions.end(), std::size_t{1},
                           [](std::size_t product, int side) { return product * static_cast<std::size_t>(side); });
  }

 private:
  [[nodiscard]] std::size_t item_size() const { return values.size() / static_cast<std::size_t>(shape.front()); }
};

}  // namespace face_analyzer
