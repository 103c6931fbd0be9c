#include "network/elementwise.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

#include "tensor/simd.hpp"

namespace face_analyzer {
namespace {

/// A side of the result, and by how many numbers the inputs go on along it; 0 where they are repeated.
struct Side {
  std::size_t length;
  std::array<std::size_t, 2> steps;
};

std::size_t side_or_one(const Shape& shape, std::size_t from_last) {
  return from_last < shape.size() ? extent(shape, shape.size() - 1 - from_last) : 1;
}

/// The result's sides from the last to the first, as few as describe the walk: neighbours along which both inputs go on
/// evenly become one.
std::vector<Side> sides_of(const Shape& a, const Shape& b) {
  std::vector<Side> sides;
  std::array<std::size_t, 2> counts{1, 1};
  for (std::size_t axis = 0; axis < std::max(a.size(), b.size()); ++axis) {
    const std::array<std::size_t, 2> lengths{side_or_one(a, axis), side_or_one(b, axis)};
    if (lengths[0] != lengths[1] && lengths[0] != 1 && lengths[1] != 1)
      throw std::runtime_error("two inputs of an operator have shapes that do not fit");
    Side side{std::max(lengths[0], lengths[1]), {}};
    if (lengths[0] == 0 || lengths[1] == 0) side.length = 0;
    for (std::size_t input = 0; input < 2; ++input) {
      if (lengths[input] != 1) side.steps[input] = counts[input];
      counts[input] *= lengths[input];
    }
    if (side.length == 1) continue;
    const auto goes_on = [&](std::size_t input) {
      return side.steps[input] == sides.back().steps[input] * sides.back().length;
    };
    if (!sides.empty() && goes_on(0) && goes_on(1))
      sides.back().length *= side.length;
    else
      sides.push_back(side);
  }
  if (sides.empty()) sides.push_back({1, {1, 1}});
  return sides;
}

Shape shape_of(const Shape& a, const Shape& b) {
  Shape shape(std::max(a.size(), b.size()));
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    const std::size_t one = side_or_one(a, axis);
    const std::size_t other = side_or_one(b, axis);
    shape[shape.size() - 1 - axis] = static_cast<int>(one == 1 ? other : one);
  }
  return shape;
}

template <typename Function>
class Elementwise final : public Operator {
 public:
  explicit Elementwise(Bounds bounds) : bounds_(bounds) {}

  Value run(std::span<const Value> inputs, const ThreadPool& pool) override {
    if (inputs.size() != 2) throw std::runtime_error("an operator has another number of inputs than two");
    const std::vector<Side> sides = sides_of(inputs[0].shape(), inputs[1].shape());
    Value output = room_for(shape_of(inputs[0].shape(), inputs[1].shape()), inputs);
    const Side& outer = sides.back();
    const std::size_t each = output.count() / std::max<std::size_t>(outer.length, 1);
    const float* a = inputs[0].numbers().data();
    const float* b = inputs[1].numbers().data();
    float* to = output.numbers().data();
    const auto work = [&](std::size_t first, std::size_t last) {
      walk(sides, sides.size() - 1, first, last, a + first * outer.steps[0], b + first * outer.steps[1],
           to + first * each);
    };
    pool.share_entries(outer.length, each, work);
    return output;
  }

 private:
  /// A part of one side, with all that lies within it. Returns where the result goes on.
  float* walk(const std::vector<Side>& sides, std::size_t side, std::size_t first, std::size_t last, const float* a,
              const float* b, float* to) const {
    const auto [step_a, step_b] = sides[side].steps;
    if (side == 0) return row(last - first, a, step_a, b, step_b, to);
    for (std::size_t i = first; i < last; ++i, a += step_a, b += step_b)
      to = walk(sides, side - 1, 0, sides[side - 1].length, a, b, to);
    return to;
  }

  float* row(std::size_t length, const float* a, std::size_t step_a, const float* b, std::size_t step_b,
             float* to) const {
    const Bounds bounds = bounds_;  // a copy, which what is written cannot change
    std::size_t i = 0;
    [[maybe_unused]] const auto vectors = [&](auto beside) {
      for (; i + kLanes <= length; i += kLanes)
        store(to + i, held(Function()(load<Float4>(a + i), beside()), splat(bounds.least), splat(bounds.most)));
    };
    if constexpr (std::is_invocable_v<Function, Float4, Float4>) {
      if (step_a == 1 && step_b == 1) vectors([&] { return load<Float4>(b + i); });
      if (step_a == 1 && step_b == 0) vectors([other = splat(*b)] { return other; });
    }
    for (; i < length; ++i) to[i] = bounds.hold(Function()(a[i * step_a], b[i * step_b]));
    return to + length;
  }

  Bounds bounds_;
};

class Activation final : public Operator {
 public:
  explicit Activation(Bounds bounds) : bounds_(bounds) {}

  Value run(std::span<const Value> inputs, const ThreadPool& pool) override {
    const std::span<const float> from = inputs.front().numbers();
    Value output(inputs.front().shape());
    float* to = output.numbers().data();
    const auto work = [&, bounds = bounds_](std::size_t first, std::size_t last) {
      for (std::size_t i = first; i < last; ++i) to[i] = bounds.hold(from[i]);
    };
    pool.share_entries(from.size(), 1, work);
    return output;
  }

 private:
  Bounds bounds_;
};

class Identity final : public Operator {
 public:
  Value run(std::span<const Value> inputs, const ThreadPool& /*pool*/) override { return inputs.front(); }
};

// Of one number or of vectors.
struct Add {
  template <typename Number>
  Number operator()(Number a, Number b) const {
    return a + b;
  }
};
struct Subtract {
  template <typename Number>
  Number operator()(Number a, Number b) const {
    return a - b;
  }
};
struct Multiply {
  template <typename Number>
  Number operator()(Number a, Number b) const {
    return a * b;
  }
};
struct ParametricRelu {
  template <typename Number>
  Number operator()(Number number, Number slope) const {
    return sloped(number, slope);
  }
};
// Of one number.
struct Divide {
  float operator()(float a, float b) const { return a / b; }
};
struct Minimum {
  float operator()(float a, float b) const { return std::min(a, b); }
};
struct GreaterOrEqual {
  float operator()(float a, float b) const { return a >= b ? 1.F : 0.F; }
};

}  // namespace

std::unique_ptr<Operator> elementwise(std::string_view type, Bounds bounds) {
  if (type == "Add") return std::make_unique<Elementwise<Add>>(bounds);
  if (type == "Sub") return std::make_unique<Elementwise<Subtract>>(bounds);
  if (type == "Mul") return std::make_unique<Elementwise<Multiply>>(bounds);
  if (type == "Div") return std::make_unique<Elementwise<Divide>>(bounds);
  if (type == "Min") return std::make_unique<Elementwise<Minimum>>(bounds);
  if (type == "GreaterOrEqual") return std::make_unique<Elementwise<GreaterOrEqual>>(bounds);
  if (type == "PRelu") return std::make_unique<Elementwise<ParametricRelu>>(bounds);
  return nullptr;
}

std::unique_ptr<Operator> activation(Bounds bounds) { return std::make_unique<Activation>(bounds); }

std::unique_ptr<Operator> identity() { return std::make_unique<Identity>(); }

}  // namespace face_analyzer
