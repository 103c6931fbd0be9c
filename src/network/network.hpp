#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/plan.hpp"
#include "tensor/tensor.hpp"
#include "tensor/thread_pool.hpp"

namespace face_analyzer {

/// A network of the manifest, read from its ONNX file, that the core runs itself: most convolutions and dense
/// layers by XNNPACK, the rest by loops of our own. A picture's answers are the same to the last bit alone and in a
/// batch, and for any number of threads.
class Network {
 public:
  /// The bytes are needed no longer afterwards.
  /// @throws std::exception where they are no network that can be run here
  explicit Network(std::span<const std::uint8_t> onnx);

  /// The outputs in the order of the file, for an input as ONNX has it: pictures are {batch, channels, height, width}.
  /// @throws std::runtime_error where the input does not fit, std::bad_alloc
  std::vector<Tensor> run(const Tensor& input, const ThreadPool& pool);

 private:
  std::vector<int> input_shape_;  // 0 where a side is free
  Plan plan_;
};

}  // namespace face_analyzer
