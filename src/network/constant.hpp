#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "network/value.hpp"

namespace face_analyzer::onnx {

/// The types of numbers that files have here, by ONNX's numbers for them.
enum class ElementType : std::int32_t { none = 0, float32 = 1, uint8 = 2, int64 = 7, float16 = 10 };

/// A constant as it lies in the file, which has to outlive it: trained numbers, or the indices and shapes that
/// operators take. They are widened when they are asked for, since most are asked for once, and many are large.
class Constant {
 public:
  Constant() = default;
  /// @throws std::runtime_error where the type is not known here, or the bytes are not as many as the shape's numbers
  Constant(Shape shape, ElementType type, std::string_view bytes);

  [[nodiscard]] const Shape& shape() const { return shape_; }
  [[nodiscard]] bool has_integers() const { return type_ == ElementType::int64; }
  [[nodiscard]] bool has_bytes() const { return type_ == ElementType::uint8; }
  /// What ONNX's Sub, and then its Mul, make of bytes, in the one pass in which they are widened: less one number;
  /// times one number, or one for each entry of the first side. Nothing where it is another case, to be computed.
  [[nodiscard]] std::optional<Constant> less(const Value& zero) const;
  [[nodiscard]] std::optional<Constant> times(const Value& scales) const;
  /// Floats of 32 bits, from those of 16 bits or from bytes without loss.
  /// @throws std::runtime_error where they are integers
  [[nodiscard]] Value floats() const;
  /// @throws std::runtime_error where they are floats
  [[nodiscard]] std::vector<std::int64_t> integers() const;

 private:
  Shape shape_;
  ElementType type_ = ElementType::none;
  std::string_view bytes_;  // little-endian
  // Of bytes, each of which stands for (byte - zero) * scale.
  float zero_ = 0;
  std::vector<float> scales_;  // of each entry of the first side, or of all
};

}  // namespace face_analyzer::onnx
