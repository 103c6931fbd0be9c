#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "network/finish.hpp"
#include "network/knowledge.hpp"
#include "network/onnx.hpp"
#include "network/operator.hpp"

namespace face_analyzer {

/// An operator made from a node: the values that it reads when it runs, how they have to lie in memory, and how the
/// result does.
struct Operation {
  std::unique_ptr<Operator> run;
  std::vector<std::string_view> inputs;
  std::vector<Layout> layouts;
  Layout result = Layout::plain;
};

/// Whether the operator's result is its input.
bool is_identity(std::string_view type);

/// The operator of a node, and of what was made part of it.
/// @throws std::runtime_error where the operator, or this way to use it, is not known here
Operation operation_of(const onnx::Node& node, const Finish& finish, const Knowledge& knowledge);

}  // namespace face_analyzer
