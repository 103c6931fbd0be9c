#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "network/constant.hpp"

namespace face_analyzer::onnx {

/// What belongs to names, of values or of constants. Names, as all text here, are parts of the file.
template <typename Item>
using ByName = std::unordered_map<std::string_view, Item>;

struct Attribute {
  std::int64_t integer = 0;
  std::vector<std::int64_t> integers;
  std::string_view text;
};

/// One operator; an empty input is an optional one that is left out.
struct Node {
  std::string_view type;
  std::vector<std::string_view> inputs;
  std::string_view output;
  std::map<std::string_view, Attribute> attributes;

  /// @throws std::runtime_error where the attribute is missing
  [[nodiscard]] const Attribute& attribute(std::string_view name) const;
  [[nodiscard]] std::int64_t integer_or(std::string_view name, std::int64_t otherwise) const;
  /// @throws std::runtime_error where the operator has no such input
  [[nodiscard]] std::string_view input(std::size_t index) const;
};

/// The part of an ONNX file, which has to outlive it, that a network of one input is run from; nodes in an order in
/// which they can run.
struct Graph {
  std::vector<Node> nodes;
  ByName<Constant> constants;
  std::string_view input;
  std::vector<int> input_shape;  // 0 where a side is free
  std::vector<std::string_view> outputs;
};

/// @throws std::runtime_error or protozero::exception where the bytes are no such file
Graph read(std::span<const std::uint8_t> bytes);

}  // namespace face_analyzer::onnx
