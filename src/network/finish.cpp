#include "network/finish.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <stdexcept>
#include <utility>

#include "network/shortcut.hpp"

namespace face_analyzer {
namespace {

bool takes_bounds(std::string_view type) {
  return type == "Conv" || type == "Gemm" || type == "Add" || type == "Sub" || type == "Mul";
}

/// The constant beside a result in an operator of two inputs, if there is one.
std::optional<std::string_view> constant_beside(const onnx::Node& node, std::string_view result,
                                                const Knowledge& knowledge) {
  if (node.inputs.size() != 2) return std::nullopt;
  const std::string_view other = node.inputs[0] == result ? node.inputs[1] : node.inputs[0];
  return knowledge.is_constant(other) ? std::optional(other) : std::nullopt;
}

/// Joins numbers to others, either one a channel or one for all.
template <typename Function>
void join(std::vector<float>& numbers, std::span<const float> others, Function function) {
  if (others.empty()) throw std::runtime_error("what follows a convolution is a constant without numbers");
  if (numbers.size() == 1) numbers.resize(others.size(), numbers.front());
  if (others.size() != 1 && others.size() != numbers.size())
    throw std::runtime_error("what follows a convolution is of another number of channels");
  for (std::size_t i = 0; i < numbers.size(); ++i)
    numbers[i] = function(numbers[i], others.size() == 1 ? others.front() : others[i]);
}

}  // namespace

std::unique_ptr<Bounds> bounds_of(const onnx::Node& node, const Knowledge& knowledge) {
  if (node.type == "Relu") return std::make_unique<Bounds>(Bounds{.least = 0});
  if (node.type != "Clip") return nullptr;
  return std::make_unique<Bounds>(Bounds{knowledge.number(node.input(1)), knowledge.number(node.input(2))});
}

bool Finish::take(const onnx::Node& next, const onnx::Node& node, std::string_view result, const Knowledge& knowledge) {
  if (const auto bounds = bounds_of(next, knowledge); bounds && takes_bounds(node.type)) {
    bounds_ = {bounds->hold(bounds_.least), bounds->hold(bounds_.most)};
    is_bounded_ = true;
    return true;
  }
  if (is_bounded_) return false;
  if (next.type == "PRelu" && adds_pictures(node, knowledge)) return take_slopes(next, result, knowledge);
  if (node.type != "Conv" || (next.type != "Mul" && next.type != "Add")) return false;
  const std::optional<std::string_view> name = constant_beside(next, result, knowledge);
  if (!name) return false;
  const Value constant = knowledge.channel_constant(*name);
  if (next.type == "Mul") {
    join(factors_, constant.numbers(), std::multiplies());
    join(summands_, constant.numbers(), std::multiplies());
  } else {
    join(summands_, constant.numbers(), std::plus());
  }
  return true;
}

bool Finish::take_slopes(const onnx::Node& next, std::string_view result, const Knowledge& knowledge) {
  if (!slopes_.empty() || next.input(0) != result || !knowledge.is_constant(next.input(1))) return false;
  const Value slopes = knowledge.channel_constant(next.input(1));
  slopes_.assign(slopes.numbers().begin(), slopes.numbers().end());
  return true;
}

Value Finish::weights(const Value& given) const {
  if (factors_ == std::vector<float>{1}) return given;
  const std::size_t filters = extent(given.shape(), 0);
  std::vector<float> factors(filters, 1);
  join(factors, factors_, std::multiplies());
  Value weights(given.shape());
  const std::size_t each = weights.count() / std::max<std::size_t>(filters, 1);
  for (std::size_t i = 0; i < weights.count(); ++i) weights.numbers()[i] = given.numbers()[i] * factors[i / each];
  return weights;
}

std::vector<float> Finish::bias(std::span<const float> given, std::size_t filters) const {
  std::vector<float> bias(given.begin(), given.end());
  if (given.empty()) bias.assign(filters, 0);
  join(bias, factors_, std::multiplies());
  join(bias, summands_, std::plus());
  return bias;
}

}  // namespace face_analyzer
