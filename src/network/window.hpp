#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

namespace face_analyzer {

/// Along one side of a picture, what of a window is in it.
struct Reach {
  std::size_t tap;    // the first of the window's taps that is
  std::size_t first;  // where in the picture that is
  std::size_t count;
};

/// A window over height and width: sides 0 and 1.
struct Window {
  std::array<int, 2> size{1, 1};
  std::array<int, 2> strides{1, 1};
  std::array<int, 4> padding{};  // zeros at the top, left, bottom and right, as in ONNX

  /// How many places it has along a side of a picture that is so long.
  [[nodiscard]] int places(std::size_t side, int length) const {
    const int room = length + padding[side] + padding[side + 2] - size[side];
    return room < 0 ? 0 : room / strides[side] + 1;
  }

  /// Of the window at one of its places, which is not all in the padding.
  [[nodiscard]] Reach reach(std::size_t side, int place, int length) const {
    const int border = place * strides[side] - padding[side];
    const int first = std::max(0, border);
    const int last = std::min(border + size[side], length);
    return {static_cast<std::size_t>(first - border), static_cast<std::size_t>(first),
            static_cast<std::size_t>(last - first)};
  }
};

}  // namespace face_analyzer
