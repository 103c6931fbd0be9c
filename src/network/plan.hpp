#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "network/knowledge.hpp"
#include "network/onnx.hpp"
#include "network/operator.hpp"

namespace face_analyzer {

/// An operator with the slots that it reads, that it fills, and that nobody reads after it.
struct Step {
  std::unique_ptr<Operator> operation;
  std::vector<std::size_t> inputs;
  std::size_t output = 0;
  std::vector<std::size_t> released = {};
};

/// A network ready to be run: what is known before the input is, computed; activations made part of what they follow;
/// pictures with their channels last from the first layer that looks at places to the last.
struct Plan {
  std::vector<Step> steps;
  std::vector<Value> slots;  // as a run begins: constants, and nothing in the others
  std::size_t input = 0;
  Layout input_layout = Layout::plain;
  std::vector<std::size_t> outputs;
};

/// @throws std::runtime_error where the graph asks for what is not known here, std::bad_alloc
Plan plan_of(const onnx::Graph& graph);

}  // namespace face_analyzer
