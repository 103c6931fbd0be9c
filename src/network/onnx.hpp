#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "network/constant.hpp"

namespace face_analyzer::onnx {

struct Attribute {
  std::int64_t integer = 0;
  std::vector<std::int64_t> integers;
  std::string text;
};

/// One operator; an empty input is an optional one that is left out.
struct Node {
  std::string type;
  std::vector<std::string> inputs;
  std::string output;
  std::map<std::string, Attribute, std::less<>> attributes;

  /// @throws std::runtime_error where the attribute is missing
  [[nodiscard]] const Attribute& attribute(std::string_view name) const;
  [[nodiscard]] std::int64_t integer_or(std::string_view name, std::int64_t otherwise) const;
  /// @throws std::runtime_error where the operator has no such input
  [[nodiscard]] const std::string& input(std::size_t index) const;
};

/// The part of an ONNX file, which has to outlive it, that a network of one input is run from; nodes in an order in
/// which they can run.
struct Graph {
  std::vector<Node> nodes;
  std::map<std::string, Constant, std::less<>> constants;
  std::string input;
  std::vector<int> input_shape;  // 0 where a side is free
  std::vector<std::string> outputs;
};

/// @throws std::runtime_error or protozero::exception where the bytes are no such file
Graph read(std::span<const std::uint8_t> bytes);

}  // namespace face_analyzer::onnx
