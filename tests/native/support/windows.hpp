#pragma once

#include <gtest/gtest.h>

#include "network/window.hpp"
#include "values.hpp"

namespace face_analyzer {

/// A number of a picture with its channels last; nothing outside of it.
inline const float* at(const Value& picture, int batch, int row, int column, int channel) {
  const Shape& shape = picture.shape();
  if (row < 0 || row >= shape[1] || column < 0 || column >= shape[2]) return nullptr;
  return &picture
              .numbers()[static_cast<std::size_t>(((batch * shape[1] + row) * shape[2] + column) * shape[3] + channel)];
}

/// Calls `each(output, batch, top, left, channel)` for all places of a result, in their order.
template <typename Each>
void for_each_place(const Value& input, const Value& output, const Window& window, Each each) {
  const Shape& shape = output.shape();
  const auto places = [&](std::size_t side) {
    const int length = input.shape()[side + 1] + window.padding[side] + window.padding[side + 2];
    return length < window.size[side] ? 0 : (length - window.size[side]) / window.strides[side] + 1;
  };
  ASSERT_EQ(shape[1], places(0));
  ASSERT_EQ(shape[2], places(1));
  std::size_t index = 0;
  for (int batch = 0; batch < shape[0]; ++batch)
    for (int row = 0; row < shape[1]; ++row)
      for (int column = 0; column < shape[2]; ++column)
        for (int channel = 0; channel < shape[3]; ++channel)
          each(output.numbers()[index++], batch, row * window.strides[0] - window.padding[0],
               column * window.strides[1] - window.padding[1], channel);
}

}  // namespace face_analyzer
