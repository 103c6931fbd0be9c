#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "tensor/tensor.hpp"

namespace face_analyzer {

using Shape = std::vector<int>;

inline std::size_t extent(const Shape& shape, std::size_t axis) { return static_cast<std::size_t>(shape.at(axis)); }

/// A tensor on its way through a network. Copies share their numbers, which whoever made them fills once. Pictures lie
/// in memory with their channels last (batch, height, width, channels) between the operators that look at places, and
/// everything else as ONNX says.
class Value {
 public:
  Value() = default;
  /// Numbers yet to be filled.
  explicit Value(Shape shape)
      : shape_(std::move(shape)), numbers_(std::make_shared_for_overwrite<float[]>(count() + kSlack)) {}
  /// A copy of a tensor's numbers.
  explicit Value(const Tensor& tensor) : Value(tensor.shape) { std::ranges::copy(tensor.values, numbers().begin()); }

  [[nodiscard]] const Shape& shape() const { return shape_; }
  [[nodiscard]] std::size_t count() const { return Tensor::count(shape_); }
  [[nodiscard]] std::span<float> numbers() { return {numbers_.get(), count()}; }
  [[nodiscard]] std::span<const float> numbers() const { return {numbers_.get(), count()}; }

  /// Whether no copy shares the numbers.
  [[nodiscard]] bool is_alone() const { return numbers_.use_count() == 1; }

  /// The same numbers under another shape of as many.
  [[nodiscard]] Value reshaped(Shape shape) const {
    Value other = *this;
    other.shape_ = std::move(shape);
    return other;
  }

 private:
  using Numbers = std::shared_ptr<float[]>;
  static constexpr std::size_t kSlack = 16;  // XNNPACK's kernels read whole vectors, beyond the last number too

  Shape shape_;
  Numbers numbers_;
};

}  // namespace face_analyzer
