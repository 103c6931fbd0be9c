#pragma once

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

#include "network/value.hpp"
#include "tensor/thread_pool.hpp"

namespace face_analyzer {

/// What a result is held between: an activation that follows is part of the operator before it.
struct Bounds {
  float least = -std::numeric_limits<float>::infinity();
  float most = std::numeric_limits<float>::infinity();

  [[nodiscard]] float hold(float number) const { return std::min(std::max(number, least), most); }
};

/// Numbers for a result: those of an input, where it has the shape and nobody else reads it, or new ones.
inline Value room_for(Shape shape, std::span<const Value> inputs) {
  for (const Value& input : inputs)
    if (input.is_alone() && input.shape() == shape) return input;
  return Value(std::move(shape));
}

/// One step of a network.
class Operator {
 public:
  Operator() = default;
  Operator(const Operator&) = delete;
  Operator& operator=(const Operator&) = delete;
  virtual ~Operator() = default;

  /// The result for inputs in the operator's own order. It may share their numbers, and change those of an input that
  /// is alone, which nobody reads any more.
  /// @throws std::runtime_error where the inputs' shapes do not fit, std::bad_alloc
  virtual Value run(std::span<const Value> inputs, const ThreadPool& pool) = 0;
};

}  // namespace face_analyzer
