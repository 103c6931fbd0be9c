#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "network/knowledge.hpp"
#include "network/onnx.hpp"
#include "network/operator.hpp"

namespace face_analyzer {

/// What an activation holds its input between; null where the node is none.
std::unique_ptr<Bounds> bounds_of(const onnx::Node& node, const Knowledge& knowledge);

/// What is done to an operator's result before anybody reads it, so that it is done where the result is made: times a
/// factor, plus a summand, what is negative times a slope, then held between bounds. Converters leave a batch
/// normalisation's factors and summands, and activations, as nodes of their own.
class Finish {
 public:
  /// Takes in the node `next` that alone reads a node's result, or that of what was taken in before: `result`. False
  /// where it cannot be part of the node's operator.
  bool take(const onnx::Node& next, const onnx::Node& node, std::string_view result, const Knowledge& knowledge);

  [[nodiscard]] Bounds bounds() const { return bounds_; }
  /// After a residual connection one a channel or one for all; else none.
  [[nodiscard]] std::span<const float> slopes() const { return slopes_; }

  /// A convolution's weights [filters, channels, height, width] and its bias, a number a filter or none, with the
  /// factors and summands in them.
  /// @throws std::runtime_error where these are not as many as the filters
  [[nodiscard]] Value weights(const Value& given) const;
  [[nodiscard]] std::vector<float> bias(std::span<const float> given, std::size_t filters) const;

 private:
  bool take_slopes(const onnx::Node& next, std::string_view result, const Knowledge& knowledge);

  std::vector<float> factors_{1};  // one a channel, or one for all
  std::vector<float> summands_{0};
  std::vector<float> slopes_;
  Bounds bounds_;
  bool is_bounded_ = false;
};

}  // namespace face_analyzer
