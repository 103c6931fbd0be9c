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

/// What lies in both; of no width or height where they are apart.
inline Rectangle shared_part(const Rectangle& a, const Rectangle& b) {
  const float left = std::max(a.left, b.left);
  const float top = std::max(a.top, b.top);
  return {left, top, std::max(0.F, std::min(a.left + a.width, b.left + b.width) - left),
          std::max(0.F, std::min(a.top + a.height, b.top + b.height) - top)};
}

inline float shared_area(const Rectangle& a, const Rectangle& b) { return shared_part(a, b).area(); }

inline bool contains(const Rectangle& rectangle, Point place) {
  return place.x >= rectangle.left && place.y >= rectangle.top && place.x <= rectangle.left + rectangle.width &&
         place.y <= rectangle.top + rectangle.height;
}

inline float intersection_over_union(const Rectangle& a, const Rectangle& b) {
  const float shared = shared_area(a, b);
  return shared > 0 ? shared / (a.area() + b.area() - shared) : 0;
}

}  // namespace face_analyzer
