#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "inference/host.hpp"
#include "inference/task.hpp"

namespace face_analyzer::test {

/// What stands in for a network: any function from its input to its outputs.
using Network = std::function<Outputs(const Tensor& input)>;

/// Answers a pipeline's requests with the networks of a test, and remembers what was asked.
class FakeHost {
 public:
  FakeHost& with(Model model, Network network) {
    networks_[model] = std::move(network);
    return *this;
  }

  /// Answers the pending request of a Host or of an Analysis.
  template <typename Pipeline>
  void answer_one(Pipeline& pipeline) {
    const Host::Request& request = *pipeline.pending();
    shapes_[request.model].push_back(request.input.shape);
    const auto network = networks_.find(request.model);
    ASSERT_NE(network, networks_.end()) << "nobody stands in for " << model_description(request.model).name;
    const Outputs outputs = network->second(request.input);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      const std::span<float> memory = pipeline.output(i, outputs[i].shape);
      ASSERT_EQ(memory.size(), outputs[i].values.size());
      std::ranges::copy(outputs[i].values, memory.begin());
    }
    pipeline.resume();
  }

  template <typename Pipeline>
  void answer_all(Pipeline& pipeline) {
    while (pipeline.pending() != nullptr && !testing::Test::HasFatalFailure()) answer_one(pipeline);
  }

  /// Runs a task that waits for this host to its end.
  template <typename Value>
  Value result_of(Task<Value> task) {
    task.start();
    answer_all(host);
    return task.result();
  }

  /// The shapes of the inputs that a network was asked with, in their order.
  [[nodiscard]] const std::vector<std::vector<int>>& inputs(Model model) { return shapes_[model]; }

  Host host;

 private:
  std::map<Model, Network> networks_;
  std::map<Model, std::vector<std::vector<int>>> shapes_;
};

}  // namespace face_analyzer::test
