#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "inference/host.hpp"
#include "network/network.hpp"
#include "tensor/thread_pool.hpp"

namespace face_analyzer {

/// The networks that the core runs itself, in its own memory.
class Networks {
 public:
  explicit Networks(ThreadPool pool) : pool_(std::move(pool)) {}

  /// Reads a model's ONNX file, whose bytes are needed no longer afterwards.
  /// @throws std::exception where they are no network that can be run here
  void open(Model model, std::span<const std::uint8_t> onnx) {
    networks_.at(static_cast<std::size_t>(model)).emplace(onnx);
  }

  /// @throws std::exception where the model was not opened, or the input does not fit
  Outputs run(Model model, const Tensor& input) {
    return networks_.at(static_cast<std::size_t>(model)).value().run(input, pool_);
  }

 private:
  ThreadPool pool_;
  std::array<std::optional<Network>, kModelCount> networks_;
};

}  // namespace face_analyzer
