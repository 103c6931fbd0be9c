#include "network/operation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <utility>

#include "network/arrangement.hpp"
#include "network/elementwise.hpp"
#include "network/layers.hpp"
#include "network/pooling.hpp"
#include "network/reduction.hpp"
#include "network/residual.hpp"
#include "network/sampling.hpp"
#include "network/shortcut.hpp"

namespace face_analyzer {
namespace {

using onnx::Node;

[[noreturn]] void refuse_use(const Node& node) {
  throw std::runtime_error("the network uses " + std::string(node.type) + " in a way that is not known here");
}

template <typename To, typename From>
std::vector<To> converted(const std::vector<From>& numbers) {
  std::vector<To> result(numbers.size());
  std::ranges::transform(numbers, result.begin(), [](From number) {
    return static_cast<To>(
        std::clamp<std::int64_t>(number, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
  });
  return result;
}

/// The one number of an attribute or a constant.
template <typename Number>
Number only(std::span<const Number> numbers, const Node& node) {
  if (numbers.size() != 1) refuse_use(node);
  return numbers.front();
}

int only_integer(const Node& node, std::size_t input, const Knowledge& knowledge) {
  return converted<int>(std::vector{only<std::int64_t>(knowledge.integers(node.input(input)), node)}).front();
}

std::size_t axis_of(std::int64_t axis, const Node& node) {
  if (axis < 0) refuse_use(node);
  return static_cast<std::size_t>(axis);
}

/// Where ONNX's side of a picture (batch, channels, height, width) lies with the channels last.
constexpr std::array<std::size_t, kPictureSides> kChannelsLastSide{0, 3, 1, 2};

Operation on(std::unique_ptr<Operator> run, std::vector<std::string_view> inputs, Layout needed, Layout result) {
  const std::vector<Layout> layouts(inputs.size(), needed);
  return {std::move(run), std::move(inputs), layouts, result};
}

Operation on_picture(std::unique_ptr<Operator> run, const Node& node, Layout result = Layout::channels_last) {
  return on(std::move(run), {node.input(0)}, Layout::channels_last, result);
}

Operation on_plain(std::unique_ptr<Operator> run, std::vector<std::string_view> inputs) {
  return on(std::move(run), std::move(inputs), Layout::plain, Layout::plain);
}

/// Numbers in whichever order: of all inputs the layout of the pictures among them.
Operation on_any(std::unique_ptr<Operator> run, std::vector<std::string_view> inputs, const Knowledge& knowledge) {
  const bool has_picture =
      std::ranges::any_of(inputs, [&](std::string_view name) { return knowledge.is_picture(name); });
  const Layout layout = has_picture ? Layout::channels_last : Layout::plain;
  return on(std::move(run), std::move(inputs), layout, layout);
}

Window window_of(const Node& node) {
  const auto fill = [&](const char* name, auto& numbers) {
    const std::vector<int> given = converted<int>(node.attribute(name).integers);
    if (given.size() != numbers.size() || std::ranges::any_of(given, [](int side) { return side < 0 || side > 64; }))
      refuse_use(node);
    std::ranges::copy(given, numbers.begin());
  };
  Window window;
  fill("kernel_shape", window.size);
  fill("strides", window.strides);
  fill("pads", window.padding);
  if (node.attributes.contains("dilations") || node.attributes.contains("ceil_mode") ||
      node.attributes.contains("auto_pad"))
    refuse_use(node);
  return window;
}

Operation convolution_of(const Node& node, const Finish& finish, const Knowledge& knowledge) {
  const Value weights = finish.weights(knowledge.constant(node.input(1)));
  const Value given = node.inputs.size() > 2 ? knowledge.constant(node.inputs[2]) : Value({0});
  const std::vector<float> bias = finish.bias(given.numbers(), extent(weights.shape(), 0));
  const auto groups = converted<int>(std::vector{node.integer_or("group", 1)}).front();
  return on_picture(convolution(weights, bias, window_of(node), groups, finish.bounds(), knowledge.one_size()), node);
}

Operation dense_of(const Node& node, Bounds bounds, const Knowledge& knowledge) {
  if (!node.attributes.empty()) refuse_use(node);
  const Value bias = knowledge.constant(node.input(2));
  return on_plain(dense(knowledge.constant(node.input(1)), bias.numbers(), bounds), {node.input(0)});
}

Operation resize_of(const Node& node, const Knowledge& knowledge) {
  if (node.attribute("mode").text != "linear" || node.attribute("coordinate_transformation_mode").text != "half_pixel")
    refuse_use(node);
  const Value scales = knowledge.constant(node.input(2));
  const std::span<const float> factors = scales.numbers();
  const auto is_whole = [](float factor) { return factor >= 1 && factor <= 16 && factor == std::floor(factor); };
  if (factors.size() != kPictureSides || factors[0] != 1 || factors[1] != 1 || !is_whole(factors[2]) ||
      !is_whole(factors[3]))
    refuse_use(node);
  return on_picture(resize(static_cast<int>(factors[2]), static_cast<int>(factors[3])), node);
}

Operation grid_sample_of(const Node& node) {
  if (node.integer_or("align_corners", 0) != 1 || node.attribute("mode").text != "bilinear" ||
      node.attribute("padding_mode").text != "border")
    refuse_use(node);
  return {grid_sample(), {node.input(0), node.input(1)}, {Layout::channels_last, Layout::plain}, Layout::channels_last};
}

Operation pad_of(const Node& node, const Knowledge& knowledge) {
  const std::vector<int> amounts = converted<int>(knowledge.integers(node.input(1)));
  if (node.inputs.size() > 2 || amounts.size() % 2 != 0) refuse_use(node);
  const std::size_t sides = amounts.size() / 2;
  std::vector<int> before(amounts.begin(), amounts.begin() + static_cast<std::ptrdiff_t>(sides));
  std::vector<int> after(amounts.begin() + static_cast<std::ptrdiff_t>(sides), amounts.end());
  if (knowledge.layout(node.input(0)) == Layout::plain) return on_plain(pad(before, after), {node.input(0)});
  if (sides != kPictureSides) refuse_use(node);
  const auto moved = [](const std::vector<int>& from) {
    std::vector<int> to(from.size());
    for (std::size_t side = 0; side < from.size(); ++side) to[kChannelsLastSide[side]] = from[side];
    return to;
  };
  return on_picture(pad(moved(before), moved(after)), node);
}

Operation reduction_of(const Node& node) {
  const std::vector<std::int64_t>& axes = node.attribute("axes").integers;
  const bool keeps = node.integer_or("keepdims", 1) != 0;
  if (node.type == "ReduceMean") {
    if (axes != std::vector<std::int64_t>{2, 3} || keeps) refuse_use(node);
    return on_picture(spatial_mean(), node, Layout::plain);
  }
  if (!keeps) refuse_use(node);
  return on_plain(reduction(node.type, axis_of(only<std::int64_t>(axes, node), node)), {node.input(0)});
}

/// An addition of pictures, where it is more than that, or what may follow one alone.
std::optional<Operation> residual_of(const Node& node, const Finish& finish, const Knowledge& knowledge) {
  if (node.type == "PRelu" && knowledge.is_picture(node.input(0)) && knowledge.is_constant(node.input(1)))
    return on_picture(residual(knowledge.channel_constant(node.input(1)).numbers(), {}), node);
  if (!adds_pictures(node, knowledge)) return std::nullopt;
  std::vector<std::string_view> narrow;
  for (const std::string_view input : node.inputs) narrow.push_back(knowledge.narrow(input));
  if (narrow == node.inputs && finish.slopes().empty()) return std::nullopt;
  return on(residual(finish.slopes(), finish.bounds()), std::move(narrow), Layout::channels_last,
            Layout::channels_last);
}

Operation slice_of(const Node& node, const Knowledge& knowledge) {
  return on_plain(slice(axis_of(only_integer(node, 3, knowledge), node), std::max(0, only_integer(node, 1, knowledge)),
                        std::max(0, only_integer(node, 2, knowledge))),
                  {node.input(0)});
}

Operation transpose_of(const Node& node) {
  const std::vector<std::int64_t>& order = node.attribute("perm").integers;
  std::vector<std::int64_t> sorted = order;
  std::ranges::sort(sorted);
  for (std::size_t side = 0; side < sorted.size(); ++side)
    if (sorted[side] != static_cast<std::int64_t>(side)) refuse_use(node);
  return on_plain(transpose(converted<std::size_t>(order)), {node.input(0)});
}

}  // namespace

bool is_identity(std::string_view type) { return type == "Identity" || type == "Cast"; }

Operation operation_of(const Node& node, const Finish& finish, const Knowledge& knowledge) {
  const std::string_view type = node.type;
  if (type == "Conv") return convolution_of(node, finish, knowledge);
  if (type == "Gemm") return dense_of(node, finish.bounds(), knowledge);
  if (type == "MaxPool") return on_picture(maximum_pool(window_of(node)), node);
  if (type == "AveragePool") return on_picture(average_pool(window_of(node)), node);
  if (type == "Resize") return resize_of(node, knowledge);
  if (type == "GridSample") return grid_sample_of(node);
  if (const auto bounds = bounds_of(node, knowledge)) return on_any(activation(*bounds), {node.input(0)}, knowledge);
  if (is_identity(type)) return on_any(identity(), {node.input(0)}, knowledge);
  if (type == "Pad") return pad_of(node, knowledge);
  if (type.starts_with("Reduce")) return reduction_of(node);
  if (type == "Softmax") return on_plain(softmax(), {node.input(0)});
  if (type == "MatMul") return on_plain(matrix_product(), node.inputs);
  if (type == "Slice") return slice_of(node, knowledge);
  if (type == "Transpose") return transpose_of(node);
  if (type == "Reshape") return on_plain(reshape(converted<int>(knowledge.integers(node.input(1)))), {node.input(0)});
  if (type == "Concat") return on_plain(concatenate(axis_of(node.attribute("axis").integer, node)), node.inputs);
  if (type == "Gather")
    return on_plain(
        gather(axis_of(node.attribute("axis").integer, node), converted<int>(knowledge.integers(node.input(1)))),
        {node.input(0)});
  if (auto operation = residual_of(node, finish, knowledge)) return std::move(*operation);
  if (auto run = elementwise(type, finish.bounds())) return on_any(std::move(run), node.inputs, knowledge);
  throw std::runtime_error("the network's operator " + std::string(type) + " is not known here");
}

}  // namespace face_analyzer
