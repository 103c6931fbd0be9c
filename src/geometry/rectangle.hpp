#pragma once

#include <algorithm>

#include "geometry/point.hpp"

namespace face_analyzer {

/// An upright rectangle in pixels of the picture.
struct Rectangle {
  float left = 0;
  float top = 0;
  float width = 0;
  float height = 0;

  [[nodiscard]] Point centre() const { return {left + width / 2, top + height / 2}; }
  [[nodiscard]] float area() const { return width * height; }
  [[nodiscard]] float shorter_side() const { return std::min(width, height); }
};

/// The area that lies in both.
inline float shared_area(const Rectangle& a, const Rectangle& b) {
  const float width = std::min(a.left + a.width, b.left + b.width) - std::max(a.left, b.left);
  const float height = std::min(a.top + a.height, b.top + b.height) - std::max(a.top, b.top);
  return width <= 0 || height <= 0 ? 0 : width * height;
}

inline float intersection_over_union(const Rectangle& a, const Rectangle& b) {
  const float shared = shared_area(a, b);
  return shared > 0 ? shared / (a.area() + b.area() - shared) : 0;
}

}  // namespace face_analyzer
