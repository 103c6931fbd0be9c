#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

#include "network/value.hpp"

namespace face_analyzer {

inline Value value(Shape shape, const std::vector<float>& numbers) {
  Value value(std::move(shape));
  EXPECT_EQ(value.count(), numbers.size());
  std::ranges::copy(numbers, value.numbers().begin());
  return value;
}

/// Numbers from -1 to 1, the same for one seed on every machine.
inline Value random_value(Shape shape, unsigned seed) {
  std::mt19937 random(seed);
  Value value(std::move(shape));
  for (float& number : value.numbers()) number = static_cast<float>(random() >> 8U) / float{1U << 23U} - 1;
  return value;
}

}  // namespace face_analyzer
