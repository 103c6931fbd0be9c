#pragma once

#include <vector>

#include "detection/detection.hpp"
#include "geometry/rectangle.hpp"
#include "geometry/region.hpp"
#include "inference/host.hpp"
#include "inference/task.hpp"
#include "tensor/pyramid.hpp"
#include "tensor/sample.hpp"

namespace face_analyzer {

/// A part of the picture as the detector sees it: turned, scaled, and with a margin of what lies around it.
struct View {
  Rectangle part;
  Region region;  // with the margin
  Extent extent;

  /// Pixels that the detector is shown, which is what it costs.
  [[nodiscard]] float cost() const { return static_cast<float>(extent.width) * static_cast<float>(extent.height); }
};

/// A turn by quarters of a circle (radians, clockwise on screen), exactly.
class QuarterTurn {
 public:
  explicit QuarterTurn(float angle);
  [[nodiscard]] Point of(Point place) const {
    return {place.x * cosine_ - place.y * sine_, place.x * sine_ + place.y * cosine_};
  }

 private:
  float cosine_;
  float sine_;
};

/// Views of parts of a picture in which one pixel of the picture measures `scale`; `angle`, of quarter turns, as a
/// `Search` has it. They are cut out of the view of the whole picture in steps in which the detector's own grids
/// repeat, so that they show of a face what that view would.
class Views {
 public:
  Views(const Rectangle& picture, float scale, float angle);
  [[nodiscard]] View of(const Rectangle& part) const;

 private:
  Point centre_;  // of the picture
  float scale_;
  float angle_;
  QuarterTurn turn_;
  QuarterTurn turn_back_;
  Point whole_;  // sides of the view of the whole picture
};

/// A place where a finer view could show a face, in pixels of the picture.
struct Suspect {
  Point place;
  float suspicion = 0;  // the logit of a face that is too small in this one
};

/// What one view shows, in pixels of the picture.
struct Sight {
  std::vector<Detection> faces;   // unsuppressed; none that reaches out of the view but not out of the picture
  std::vector<Suspect> suspects;  // in the part
};

/// Has the detector look. A suspect is every place with this suspicion at least.
Task<Sight> sight_of(Host& host, const Pyramid& pyramid, View view, float least_suspicion);

}  // namespace face_analyzer
