#include "network/arrangement.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "tensor/simd.hpp"

namespace face_analyzer {
namespace {

/// The product of the sides from `first` to before `last`.
std::size_t product(const Shape& shape, std::size_t first, std::size_t last) {
  std::size_t product = 1;
  for (std::size_t axis = first; axis < last; ++axis) product *= extent(shape, axis);
  return product;
}

void expect_axis(const Shape& shape, std::size_t axis) {
  if (axis >= shape.size()) throw std::runtime_error("an operator's axis is none of its input's");
}

/// A shape as blocks along an axis: `outer` times `length` entries of `inner` numbers.
struct Blocks {
  Blocks(const Shape& shape, std::size_t axis)
      : outer(product(shape, 0, axis)), length(extent(shape, axis)), inner(product(shape, axis + 1, shape.size())) {}
  std::size_t outer;
  std::size_t length;
  std::size_t inner;
};

/// Three planes to the channels of as many pixels, a multiple of four.
void interleave(std::span<const float> red, const float* green, const float* blue, float* to) {
  for (std::size_t i = 0; i < red.size(); i += kLanes, to += 3 * kLanes) {
    const auto r = load<Float4>(red.data() + i);
    const auto g = load<Float4>(green + i);
    const auto b = load<Float4>(blue + i);
    const Float4 rg = __builtin_shufflevector(r, g, 0, 4, 1, 5);
    const Float4 rg_end = __builtin_shufflevector(r, g, 2, 6, 3, 7);
    store(to, __builtin_shufflevector(rg, __builtin_shufflevector(b, r, 0, 5, 0, 5), 0, 1, 4, 5));
    store(to + kLanes, __builtin_shufflevector(__builtin_shufflevector(g, b, 1, 5, 1, 5), rg_end, 0, 1, 4, 5));
    store(to + 2 * kLanes, __builtin_shufflevector(b, rg_end, 2, 6, 7, 3));
  }
}

class Transpose final : public Operator {
 public:
  explicit Transpose(std::vector<std::size_t> order) : order_(std::move(order)) {}

  Value run(std::span<const Value> inputs, const ThreadPool& pool) override {
    const Value& input = inputs.front();
    if (input.shape().size() != order_.size())
      throw std::runtime_error("a transposition is of another number of sides");
    Shape shape;
    std::vector<std::size_t> steps;
    for (const std::size_t axis : order_) {
      shape.push_back(input.shape().at(axis));
      steps.push_back(product(input.shape(), axis + 1, input.shape().size()));
    }
    Value output(shape);
    const std::size_t rows = extent(shape, 0) * (shape.size() > 1 ? extent(shape, 1) : 1);
    const std::size_t each = output.count() / std::max<std::size_t>(rows, 1);
    const auto work = [&](std::size_t first, std::size_t last) {
      for (std::size_t row = first; row < last; ++row) {
        const std::size_t columns = shape.size() > 1 ? extent(shape, 1) : 1;
        const float* from = input.numbers().data() + row / columns * steps[0];
        if (shape.size() > 1) from += row % columns * steps[1];
        copy(shape, steps, 2, from, output.numbers().data() + row * each);
      }
    };
    pool.share_entries(rows, each, work);
    return output;
  }

 private:
  static float* copy(const Shape& shape, const std::vector<std::size_t>& steps, std::size_t axis, const float* from,
                     float* to) {
    if (axis >= shape.size()) {
      *to = *from;
      return to + 1;
    }
    const std::size_t length = extent(shape, axis);
    if (axis + 1 == shape.size()) {
      for (std::size_t i = 0; i < length; ++i) to[i] = from[i * steps[axis]];
      return to + length;
    }
    for (std::size_t i = 0; i < length; ++i, from += steps[axis]) to = copy(shape, steps, axis + 1, from, to);
    return to;
  }

  std::vector<std::size_t> order_;
};

class Reshape final : public Operator {
 public:
  explicit Reshape(std::vector<int> shape) : shape_(std::move(shape)) {}

  Value run(std::span<const Value> inputs, const ThreadPool& /*pool*/) override {
    const std::size_t count = inputs.front().count();
    Shape shape = shape_;
    const auto rest = std::ranges::find(shape, -1);
    if (rest != shape.end()) {
      *rest = 1;
      const std::size_t others = std::max<std::size_t>(Value::count_of(shape), 1);
      *rest = static_cast<int>(count / others);
    }
    if (Value::count_of(shape) != count)
      throw std::runtime_error("a value cannot be reshaped to another number of numbers");
    return inputs.front().reshaped(std::move(shape));
  }

 private:
  std::vector<int> shape_;
};

/// Entries along an axis by their indices: also what a slice is.
class Gather final : public Operator {
 public:
  Gather(std::size_t axis, std::function<std::vector<int>(int)> indices) : axis_(axis), indices_(std::move(indices)) {}

  Value run(std::span<const Value> inputs, const ThreadPool& /*pool*/) override {
    const Value& input = inputs.front();
    expect_axis(input.shape(), axis_);
    const Blocks from(input.shape(), axis_);
    const std::vector<int> indices = indices_(input.shape()[axis_]);
    Shape shape = input.shape();
    shape[axis_] = static_cast<int>(indices.size());
    Value output(std::move(shape));
    float* to = output.numbers().data();
    for (std::size_t block = 0; block < from.outer; ++block)
      for (const int index : indices) {
        if (index < 0 || static_cast<std::size_t>(index) >= from.length)
          throw std::runtime_error("an index is outside of what is gathered from");
        const std::size_t entry = block * from.length + static_cast<std::size_t>(index);
        to = std::copy_n(input.numbers().data() + entry * from.inner, from.inner, to);
      }
    return output;
  }

 private:
  std::size_t axis_;
  std::function<std::vector<int>(int)> indices_;  // for the length of the axis
};

class Concatenate final : public Operator {
 public:
  explicit Concatenate(std::size_t axis) : axis_(axis) {}

  Value run(std::span<const Value> inputs, const ThreadPool& /*pool*/) override {
    if (inputs.empty()) throw std::runtime_error("there is nothing to concatenate");
    Shape shape = inputs.front().shape();
    expect_axis(shape, axis_);
    std::int64_t length = 0;
    for (const Value& input : inputs) {
      Shape rest = input.shape();
      expect_axis(rest, axis_);
      length += std::exchange(rest[axis_], shape[axis_]);
      if (rest != shape) throw std::runtime_error("values of other shapes cannot be concatenated");
    }
    shape[axis_] = static_cast<int>(std::min<std::int64_t>(length, std::numeric_limits<int>::max()));
    Value output(std::move(shape));
    float* to = output.numbers().data();
    for (std::size_t block = 0; block < Blocks(output.shape(), axis_).outer; ++block)
      for (const Value& input : inputs) {
        const Blocks from(input.shape(), axis_);
        to = std::copy_n(input.numbers().data() + block * from.length * from.inner, from.length * from.inner, to);
      }
    return output;
  }

 private:
  std::size_t axis_;
};

class Pad final : public Operator {
 public:
  Pad(std::vector<int> before, std::vector<int> after) : before_(std::move(before)), after_(std::move(after)) {}

  Value run(std::span<const Value> inputs, const ThreadPool& /*pool*/) override {
    const Value& input = inputs.front();
    Shape shape = input.shape();
    if (shape.size() != before_.size() || shape.size() != after_.size())
      throw std::runtime_error("a padding is of another number of sides");
    for (std::size_t axis = 0; axis < shape.size(); ++axis) shape[axis] += before_[axis] + after_[axis];
    Value output(std::move(shape));
    const float* from = input.numbers().data();
    float* to = output.numbers().data();
    fill(input.shape(), output.shape(), 0, from, to);
    return output;
  }

 private:
  /// Fills one entry of all sides before `axis`: zeros, what it has from the input, zeros. Both go on after it.
  void fill(const Shape& from_shape, const Shape& to_shape, std::size_t axis, const float*& from, float*& to) const {
    const auto zeros = [&](int count) {
      if (count == 0) return;
      to = std::fill_n(to, static_cast<std::size_t>(count) * product(to_shape, axis + 1, to_shape.size()), 0.F);
    };
    const std::size_t length = extent(from_shape, axis);
    zeros(before_[axis]);
    if (axis + 1 == from_shape.size()) {
      to = std::copy_n(from, length, to);
      from += length;
    } else {
      for (std::size_t i = 0; i < length; ++i) fill(from_shape, to_shape, axis + 1, from, to);
    }
    zeros(after_[axis]);
  }

  std::vector<int> before_;
  std::vector<int> after_;
};

}  // namespace

Value channels_last(const Shape& shape, std::span<const float> planes, const ThreadPool& pool) {
  if (shape.size() != kPictureSides) throw std::runtime_error("pictures have another number of sides");
  Value output({shape[0], shape[2], shape[3], shape[1]});
  const std::size_t channels = extent(shape, 1);
  const std::size_t places = extent(shape, 2) * extent(shape, 3);
  for (std::size_t picture = 0; picture < extent(shape, 0); ++picture) {
    const float* from = planes.data() + picture * channels * places;
    float* to = output.numbers().data() + picture * channels * places;
    pool.share_entries(places, channels, [=](std::size_t first, std::size_t last) {
      if (channels == 3) {
        const std::size_t count = (last - first) / kLanes * kLanes;
        interleave({from + first, count}, from + places + first, from + 2 * places + first, to + channels * first);
        first += count;
      }
      for (std::size_t channel = 0; channel < channels; ++channel)
        for (std::size_t place = first; place < last; ++place)
          to[place * channels + channel] = from[channel * places + place];
    });
  }
  return output;
}

std::unique_ptr<Operator> transpose(std::vector<std::size_t> order) {
  return std::make_unique<Transpose>(std::move(order));
}

std::unique_ptr<Operator> reshape(std::vector<int> shape) { return std::make_unique<Reshape>(std::move(shape)); }

std::unique_ptr<Operator> slice(std::size_t axis, int first, int last) {
  return std::make_unique<Gather>(axis, [first, last](int length) {
    std::vector<int> indices(static_cast<std::size_t>(std::max(0, std::min(last, length) - first)));
    std::iota(indices.begin(), indices.end(), first);
    return indices;
  });
}

std::unique_ptr<Operator> gather(std::size_t axis, std::vector<int> indices) {
  return std::make_unique<Gather>(axis, [indices = std::move(indices)](int) { return indices; });
}

std::unique_ptr<Operator> concatenate(std::size_t axis) { return std::make_unique<Concatenate>(axis); }

std::unique_ptr<Operator> pad(std::vector<int> before, std::vector<int> after) {
  const auto is_none = [](int side) { return side < 0 || side > kMostNumbers; };
  if (std::ranges::any_of(before, is_none) || std::ranges::any_of(after, is_none))
    throw std::runtime_error("a padding is less than nothing or beyond all measure");
  return std::make_unique<Pad>(std::move(before), std::move(after));
}

}  // namespace face_analyzer
