#pragma once

#include <algorithm>
#include <cmath>
#include <coroutine>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "inference/model.hpp"
#include "tensor/tensor.hpp"

namespace face_analyzer {

/// The outputs of one inference, in the order of the model's manifest entry.
using Outputs = std::vector<Tensor>;

/// Throws unless a network gave finite numbers for each of `items` pictures: an engine that fails may give anything.
inline void expect_items(const Outputs& outputs, std::size_t items) {
  const auto fits = [items](const Tensor& output) {
    return !output.shape.empty() && static_cast<std::size_t>(output.shape.front()) == items &&
           std::ranges::all_of(output.values, [](float value) { return std::isfinite(value); });
  };
  if (!std::ranges::all_of(outputs, fits))
    throw std::runtime_error("a network's outputs are not as many as its inputs, or not finite");
}

/// Throws unless, besides, each output has so many numbers a picture: reading on would leave the outputs' memory.
inline void expect_lengths(const Outputs& outputs, std::size_t items, std::initializer_list<std::size_t> lengths) {
  expect_items(outputs, items);
  const auto fits = [items](const Tensor& output, std::size_t length) {
    return output.values.size() == items * length;
  };
  if (!std::ranges::equal(outputs, lengths, fits))
    throw std::runtime_error("a network's outputs are not of the size that they must have");
}

/// Throws unless all numbers of outputs that are places, in pixels of the network's input, could be some: none is
/// farther away than a thousand inputs. From places without a bound, places of places would be infinite, and then no
/// numbers.
inline void expect_places(std::span<const Tensor> outputs) {
  constexpr float kFarthest = 1e6F;
  const auto are_places = [](const Tensor& output) {
    return std::ranges::all_of(output.values, [](float value) { return std::abs(value) <= kFarthest; });
  };
  if (!std::ranges::all_of(outputs, are_places)) throw std::runtime_error("a network's places are beyond all measure");
}

/// Where the pipeline meets whoever runs the networks (the core's own Networks, a GPU, or a fake in tests). It writes
///     const Outputs outputs = co_await host.run(Model::face_mesh, std::move(crops));
/// and pauses there; the host sees `pending`, fills every `output`, or gives all outputs as an `answer`, and calls
/// `resume`. At most one request at a time.
class Host {
 public:
  struct Request {
    Model model;
    Tensor input;
  };

  /// An inference that the pipeline awaits as a value.
  class Inference {
   public:
    Inference(Host& host, Request request) : host_(host), request_(std::move(request)) {}
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> paused) {
      host_.pending_ = &request_;
      host_.paused_ = paused;
      host_.outputs_.assign(model_description(request_.model).outputs, Tensor());
    }
    Outputs await_resume() { return std::move(host_.outputs_); }

   private:
    Host& host_;
    Request request_;
  };

  Inference run(Model model, Tensor input) { return {*this, Request{model, std::move(input)}}; }

  /// What the pipeline waits for, or null. It stays alive until `resume`.
  [[nodiscard]] const Request* pending() const { return pending_; }

  /// Memory for one output of the pending request, to be filled before `resume`.
  std::span<float> output(std::size_t index, std::vector<int> shape) {
    outputs_.at(index) = Tensor(std::move(shape));
    return outputs_[index].values;
  }

  /// All outputs of the pending request at once.
  void answer(Outputs outputs) {
    if (outputs.size() != outputs_.size()) throw std::runtime_error("a network gives another number of outputs");
    outputs_ = std::move(outputs);
  }

  /// Goes on with the pipeline until its next request or its end.
  void resume() {
    pending_ = nullptr;
    std::exchange(paused_, {}).resume();
  }

 private:
  const Request* pending_ = nullptr;
  std::coroutine_handle<> paused_;
  Outputs outputs_;
};

}  // namespace face_analyzer
