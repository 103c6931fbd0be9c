#pragma once

#include <cmath>

namespace face_analyzer {

/// A place in the picture, in pixels. x runs right and y down; pixel (column, row) covers [column, column + 1) x
/// [row, row + 1), so its centre lies at (column + .5, row + .5). Only the response shifts by half a pixel.
struct Point {
  float x = 0;
  float y = 0;

  friend Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
  friend Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
  friend Point operator*(Point a, float factor) { return {a.x * factor, a.y * factor}; }
  friend bool operator==(const Point&, const Point&) = default;
};

/// A Point with a depth in the same pixels, smaller towards the viewer.
struct Point3 {
  float x = 0;
  float y = 0;
  float z = 0;

  [[nodiscard]] Point flat() const { return {x, y}; }
};

inline float dot(Point a, Point b) { return a.x * b.x + a.y * b.y; }
inline float length(Point a) { return std::sqrt(dot(a, a)); }
inline float distance(Point a, Point b) { return length(a - b); }
inline Point midpoint(Point a, Point b) { return (a + b) * .5F; }
inline Point interpolate(Point a, Point b, float fraction) { return a + (b - a) * fraction; }

/// Turns a vector clockwise on screen; radians.
inline Point turned(Point a, float angle) {
  const float cosine = std::cos(angle);
  const float sine = std::sin(angle);
  return {a.x * cosine - a.y * sine, a.x * sine + a.y * cosine};
}

/// The angle of the line from a to b, clockwise on screen from the x axis; radians in (-pi, pi].
inline float angle_of(Point a, Point b) { return std::atan2(b.y - a.y, b.x - a.x); }

}  // namespace face_analyzer
