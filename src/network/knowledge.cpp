#include "network/knowledge.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>

namespace face_analyzer {
namespace {

/// What belongs to a name, or something else where nothing does.
template <typename Item>
Item found_or(const onnx::ByName<Item>& items, std::string_view name, Item otherwise) {
  const auto found = items.find(name);
  return found == items.end() ? otherwise : found->second;
}

}  // namespace

bool Knowledge::one_size() const {
  return std::ranges::none_of(graph_.input_shape.begin() + 1, graph_.input_shape.end(),
                              [](int side) { return side == 0; });
}

bool Knowledge::is_constant(std::string_view name) const {
  const std::string_view own = original(name);
  return constants_.contains(own) || find_stored(own) != nullptr;
}

Value Knowledge::constant(std::string_view name) const {
  if (const auto known = constants_.find(original(name)); known != constants_.end()) return known->second;
  return stored(name).floats();
}

std::vector<std::int64_t> Knowledge::integers(std::string_view name) const { return stored(name).integers(); }

bool Knowledge::learn_scaled(const onnx::Node& node) {
  if (node.inputs.size() != 2 || (node.type != "Sub" && node.type != "Mul")) return false;
  const onnx::Constant* bytes = find_stored(original(node.inputs[0]));
  if (bytes == nullptr || !bytes->has_bytes()) return false;
  const Value other = constant(node.inputs[1]);
  const std::optional<onnx::Constant> scaled = node.type == "Sub" ? bytes->less(other) : bytes->times(other);
  if (scaled) scaled_.insert_or_assign(node.output, *scaled);
  return scaled.has_value();
}

const onnx::Constant* Knowledge::find_stored(std::string_view own) const {
  if (const auto found = graph_.constants.find(own); found != graph_.constants.end()) return &found->second;
  const auto found = scaled_.find(own);
  return found == scaled_.end() ? nullptr : &found->second;
}

const onnx::Constant& Knowledge::stored(std::string_view name) const {
  const onnx::Constant* found = find_stored(original(name));
  if (found == nullptr) throw std::runtime_error("the network has no constant " + std::string(name));
  return *found;
}

std::string_view Knowledge::original(std::string_view name) const { return found_or(originals_, name, name); }

float Knowledge::number(std::string_view name) const {
  const Value value = constant(name);
  if (value.count() != 1)
    throw std::runtime_error("the network's constant " + std::string(name) + " is more than one number");
  return value.numbers()[0];
}

Value Knowledge::channel_constant(std::string_view name) const {
  const Value value = constant(name);
  const Shape& shape = value.shape();
  // From [channels, 1, 1], with or without a batch of 1 before.
  const bool is_channels = shape.size() >= 3 && extent(shape, shape.size() - 3) == value.count();
  if (value.count() != 1 && !is_channels)
    throw std::runtime_error("a constant beside a picture is none of one number a channel");
  return value.reshaped({static_cast<int>(value.count())});
}

std::string_view Knowledge::narrow(std::string_view name) const { return found_or(narrow_, name, name); }

Layout Knowledge::layout(std::string_view name) const { return found_or(layouts_, name, Layout::plain); }

}  // namespace face_analyzer
