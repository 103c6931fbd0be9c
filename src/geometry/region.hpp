#pragma once

#include "geometry/point.hpp"

namespace face_analyzer {

/// An oriented rectangle of the picture, in pixels; it may reach beyond the border. Networks see it upright.
struct Region {
  Point centre;
  float width = 0;
  float height = 0;
  float angle = 0;  // radians by which its own x axis is turned clockwise on screen

  /// The place in the picture of a place in the region, given as fractions of its width and height from its own
  /// top left corner.
  [[nodiscard]] Point to_picture(Point fraction) const {
    return centre + turned({(fraction.x - .5F) * width, (fraction.y - .5F) * height}, angle);
  }
  friend bool operator==(const Region&, const Region&) = default;
};

}  // namespace face_analyzer
