#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tensor/tensor.hpp"

namespace face_analyzer {

using Shape = std::vector<int>;

/// Of one value. The most that any here has are 768 x 768 places of 32 numbers, in the largest view: 19 million.
inline constexpr std::int64_t kMostNumbers = 1 << 25;

inline constexpr std::size_t kPictureSides = 4;

inline std::size_t extent(const Shape& shape, std::size_t axis) { return static_cast<std::size_t>(shape.at(axis)); }

/// A tensor on its way through a network. Copies share their numbers, which whoever made them fills once. Pictures lie
/// in memory with their channels last (batch, height, width, channels) between the operators that look at places, and
/// everything else as ONNX says.
class Value {
 public:
  Value() = default;
  /// Numbers yet to be filled.
  /// @throws std::runtime_error as `count_of` does
  explicit Value(Shape shape)
      : shape_(std::move(shape)), numbers_(std::make_shared_for_overwrite<Numbers>(count_of(shape_) + kSlack)) {}
  /// A copy of a tensor's numbers.
  explicit Value(const Tensor& tensor) : Value(tensor.shape) { std::ranges::copy(tensor.values, numbers().begin()); }

  [[nodiscard]] const Shape& shape() const { return shape_; }
  [[nodiscard]] std::size_t count() const { return Tensor::count(shape_); }
  [[nodiscard]] std::span<float> numbers() { return {numbers_.get(), count()}; }
  [[nodiscard]] std::span<const float> numbers() const { return {numbers_.get(), count()}; }

  /// How many numbers a shape holds.
  /// @throws std::runtime_error where a side is negative, or a side or all of them together more than kMostNumbers
  static std::size_t count_of(const Shape& shape) {
    std::int64_t count = 1;
    for (const int side : shape) {
      if (side < 0 || side > kMostNumbers) throw std::runtime_error("a value has a side of " + std::to_string(side));
      count = std::min(count * side, kMostNumbers + 1);  // which stays beyond, unless a side is 0
    }
    if (count > kMostNumbers) throw std::runtime_error("a value has more numbers than any network here");
    return static_cast<std::size_t>(count);
  }

  /// Whether no copy shares the numbers.
  [[nodiscard]] bool is_alone() const { return numbers_.use_count() == 1; }

  /// The same numbers under another shape of as many.
  [[nodiscard]] Value reshaped(Shape shape) const {
    Value other = *this;
    other.shape_ = std::move(shape);
    return other;
  }

 private:
  using Numbers = float[];  // NOLINT(modernize-avoid-c-arrays): how a shared pointer says that it holds several
  static constexpr std::size_t kSlack = 16;  // XNNPACK's kernels read whole vectors, beyond the last number too

  Shape shape_;
  std::shared_ptr<Numbers> numbers_;
};

}  // namespace face_analyzer
