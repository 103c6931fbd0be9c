#include "network/knowledge.hpp"

#include <algorithm>
#include <stdexcept>

namespace face_analyzer {

bool Knowledge::one_size() const {
  return std::ranges::none_of(graph_.input_shape.begin() + 1, graph_.input_shape.end(),
                              [](int side) { return side == 0; });
}

bool Knowledge::is_constant(std::string_view name) const {
  return constants_.contains(name) || graph_.constants.contains(name);
}

Value Knowledge::constant(std::string_view name) const {
  if (const auto known = constants_.find(name); known != constants_.end()) return known->second;
  const auto stored = graph_.constants.find(name);
  if (stored == graph_.constants.end() || !stored->second.integers.empty())
    throw std::runtime_error("the network has no constant " + std::string(name));
  Value value(stored->second.shape);
  std::ranges::copy(stored->second.floats, value.numbers().begin());
  return value;
}

const std::vector<std::int64_t>& Knowledge::integers(std::string_view name) const {
  const auto stored = graph_.constants.find(name);
  if (stored == graph_.constants.end() || !stored->second.floats.empty())
    throw std::runtime_error("the network has no integers " + std::string(name));
  return stored->second.integers;
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

Layout Knowledge::layout(std::string_view name) const {
  const auto known = layouts_.find(name);
  return known == layouts_.end() ? Layout::plain : known->second;
}

}  // namespace face_analyzer
