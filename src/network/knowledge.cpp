#include "network/knowledge.hpp"

#include <algorithm>
#include <stdexcept>

namespace face_analyzer {

bool Knowledge::one_size() const {
  return std::ranges::none_of(graph_.input_shape.begin() + 1, graph_.input_shape.end(),
                              [](int side) { return side == 0; });
}

bool Knowledge::is_constant(std::string_view name) const {
  const std::string_view own = original(name);
  return constants_.contains(own) || graph_.constants.contains(own);
}

Value Knowledge::constant(std::string_view name) const {
  if (const auto known = constants_.find(original(name)); known != constants_.end()) return known->second;
  return stored(name).floats();
}

std::vector<std::int64_t> Knowledge::integers(std::string_view name) const { return stored(name).integers(); }

const onnx::Constant& Knowledge::stored(std::string_view name) const {
  const auto found = graph_.constants.find(original(name));
  if (found == graph_.constants.end()) throw std::runtime_error("the network has no constant " + std::string(name));
  return found->second;
}

std::string_view Knowledge::original(std::string_view name) const {
  const auto found = originals_.find(name);
  return found == originals_.end() ? name : std::string_view(found->second);
}

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

std::string Knowledge::narrow(const std::string& name) const {
  const auto known = narrow_.find(name);
  return known == narrow_.end() ? name : known->second;
}

Layout Knowledge::layout(std::string_view name) const {
  const auto known = layouts_.find(name);
  return known == layouts_.end() ? Layout::plain : known->second;
}

}  // namespace face_analyzer
