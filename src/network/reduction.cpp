#include "network/reduction.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>

namespace face_analyzer {
namespace {

template <typename Combine, typename Finish>
class Reduction final : public Operator {
 public:
  Reduction(std::size_t axis, float start, Combine combine, Finish finish)
      : axis_(axis), start_(start), combine_(combine), finish_(finish) {}

  Value run(std::span<const Value> inputs, const ThreadPool& /*pool*/) override {
    const Value& input = inputs.front();
    Shape shape = input.shape();
    const std::size_t length = extent(shape, axis_);
    const std::size_t inner = Tensor::count(std::span<const int>(shape).subspan(axis_ + 1));
    shape[axis_] = 1;
    Value output(std::move(shape));
    const std::span<float> results = output.numbers();
    const std::span<const float> from = input.numbers();
    for (std::size_t i = 0; i < results.size(); ++i) {
      const std::size_t first = i / inner * length * inner + i % inner;
      float result = start_;
      for (std::size_t along = 0; along < length; ++along) result = combine_(result, from[first + along * inner]);
      results[i] = finish_(result);
    }
    return output;
  }

 private:
  std::size_t axis_;
  float start_;
  Combine combine_;
  Finish finish_;
};

template <typename Combine, typename Finish>
std::unique_ptr<Operator> reduced(std::size_t axis, float start, Combine combine, Finish finish) {
  return std::make_unique<Reduction<Combine, Finish>>(axis, start, combine, finish);
}

class Softmax final : public Operator {
 public:
  Value run(std::span<const Value> inputs, const ThreadPool& /*pool*/) override {
    const Value& input = inputs.front();
    if (input.shape().empty()) throw std::runtime_error("a softmax's input has no sides");
    Value output(input.shape());
    const std::size_t length = extent(input.shape(), input.shape().size() - 1);
    for (std::size_t first = 0; first < input.count(); first += length) {
      const std::span<const float> from = input.numbers().subspan(first, length);
      const std::span<float> to = output.numbers().subspan(first, length);
      const float most = std::ranges::max(from);
      std::ranges::transform(from, to.begin(), [most](float logit) { return std::exp(logit - most); });
      const float total = std::accumulate(to.begin(), to.end(), 0.F);
      for (float& share : to) share /= total;
    }
    return output;
  }
};

class MatrixProduct final : public Operator {
 public:
  Value run(std::span<const Value> inputs, const ThreadPool& /*pool*/) override {
    if (inputs.size() != 2) throw std::runtime_error("a product is of two matrices");
    const Matrices left(inputs[0]);
    const Matrices right(inputs[1]);
    if (left.columns != right.rows || (left.count != right.count && left.count != 1 && right.count != 1))
      throw std::runtime_error("two matrices do not fit");
    const auto rank = [&](std::size_t side) { return inputs[side].shape().size(); };
    const bool is_left = std::pair(left.count, rank(0)) >= std::pair(right.count, rank(1));
    Shape shape = inputs[is_left ? 0 : 1].shape();  // of the one with more matrices
    shape[shape.size() - 2] = static_cast<int>(left.rows);
    shape[shape.size() - 1] = static_cast<int>(right.columns);
    Value output(std::move(shape));
    std::span<float> to = output.numbers();
    for (std::size_t matrix = 0; matrix < std::max(left.count, right.count); ++matrix)
      for (std::size_t row = 0; row < left.rows; ++row)
        for (std::size_t column = 0; column < right.columns; ++column, to = to.subspan(1)) {
          float sum = 0;
          for (std::size_t i = 0; i < left.columns; ++i) sum += left.at(matrix, row, i) * right.at(matrix, i, column);
          to.front() = sum;
        }
    return output;
  }

 private:
  struct Matrices {
    explicit Matrices(const Value& value) : numbers(value.numbers()) {
      const Shape& shape = value.shape();
      if (shape.size() < 2) throw std::runtime_error("a matrix has two sides");
      rows = extent(shape, shape.size() - 2);
      columns = extent(shape, shape.size() - 1);
      if (numbers.empty()) throw std::runtime_error("a matrix has no numbers");
      count = numbers.size() / (rows * columns);
    }
    [[nodiscard]] float at(std::size_t matrix, std::size_t row, std::size_t column) const {
      return numbers[((count == 1 ? 0 : matrix) * rows + row) * columns + column];
    }
    std::span<const float> numbers;
    std::size_t rows;
    std::size_t columns;
    std::size_t count;
  };
};

}  // namespace

std::unique_ptr<Operator> reduction(std::string_view type, std::size_t axis) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  const auto as_it_is = [](float result) { return result; };
  if (type == "ReduceMin")
    return reduced(
        axis, kInfinity, [](float a, float b) { return std::min(a, b); }, as_it_is);
  if (type == "ReduceMax")
    return reduced(
        axis, -kInfinity, [](float a, float b) { return std::max(a, b); }, as_it_is);
  if (type == "ReduceL2")
    return reduced(
        axis, 0, [](float sum, float number) { return sum + number * number; },
        [](float sum) { return std::sqrt(sum); });
  throw std::runtime_error("the network's operator " + std::string(type) + " is not known here");
}

std::unique_ptr<Operator> softmax() { return std::make_unique<Softmax>(); }

std::unique_ptr<Operator> matrix_product() { return std::make_unique<MatrixProduct>(); }

}  // namespace face_analyzer
