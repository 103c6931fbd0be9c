#include "network/network.hpp"

#include <algorithm>
#include <stdexcept>

#include "network/arrangement.hpp"
#include "network/onnx.hpp"

namespace face_analyzer {
namespace {

[[gnu::noinline]] void run_step(const Step& step, std::vector<Value>& slots, const ThreadPool& pool) {
  std::vector<Value> inputs;
  for (const std::size_t slot : step.inputs) inputs.push_back(slots[slot]);
  for (const std::size_t slot : step.released) slots[slot] = Value();  // whoever reads them last may write over them
  slots[step.output] = step.operation->run(inputs, pool);
}

}  // namespace

Network::Network(std::span<const std::uint8_t> onnx) {
  const onnx::Graph graph = onnx::read(onnx);
  input_shape_ = graph.input_shape;
  plan_ = plan_of(graph);
}

std::vector<Tensor> Network::run(const Tensor& input, const ThreadPool& pool) {
  const auto fits = [](int given, int wanted) { return given > 0 && (wanted == 0 || given == wanted); };
  if (!std::ranges::equal(input.shape, input_shape_, fits)) throw std::runtime_error("a network's input does not fit");

  std::vector<Value> slots = plan_.slots;
  slots[plan_.input] =
      plan_.input_layout == Layout::channels_last ? channels_last(input.shape, input.values, pool) : Value(input);
  for (const Step& step : plan_.steps) run_step(step, slots, pool);

  std::vector<Tensor> outputs;
  for (const std::size_t slot : plan_.outputs) {
    outputs.emplace_back(slots[slot].shape());
    std::ranges::copy(slots[slot].numbers(), outputs.back().values.begin());
  }
  return outputs;
}

}  // namespace face_analyzer
