#pragma once

#include <random>
#include <utility>

#include "network/value.hpp"

namespace face_analyzer {

/// Numbers from -1 to 1, the same for one seed on every machine.
inline Value random_value(Shape shape, unsigned seed) {
  std::mt19937 random(seed);
  Value value(std::move(shape));
  for (float& number : value.numbers()) number = static_cast<float>(random() >> 8U) / float{1U << 23U} - 1;
  return value;
}

}  // namespace face_analyzer
