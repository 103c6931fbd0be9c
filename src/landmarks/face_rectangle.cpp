#include "landmarks/face_rectangle.hpp"

#include <algorithm>

namespace face_analyzer {
namespace {

// In pupil distances, within the published ranges.
constexpr float kWidth = 2.16F;
constexpr float kHeight = 2.74F;
constexpr float kEyeLine = .372F;  // of the height
// How far behind the eyes the rectangle's centre lies: the box of a turned head reaches towards its ear. Fitted, as
// kDepthOfBox, on turned faces of street scenes with labelled boxes.
constexpr float kDepth = .8F;
// A profile's pupils nearly coincide and tell no size.
constexpr float kLeastForeshortening = .5F;
// The pupil distance of the fitted head, in centimetres of the canonical face: where the two sizes agree on average
// over frontal faces.
constexpr float kFittedPupilDistance = 6.54F;

// What the detector's square box, from the brows to the chin, needs to get the same proportions on frontal faces.
constexpr float kWidthOfBox = .85F;
constexpr float kHeightOfBox = 1.1F;
constexpr float kShiftOfBox = .05F;  // upwards, of its height
constexpr float kDepthOfBox = .3F;   // backwards, in pupil distances: it follows a turned head by halves

Rectangle around(Point centre, float width, float height) {
  return {centre.x - width / 2, centre.y - height / 2, width, height};
}

Rectangle from_detection(const Detection& detection, const Point& backwards) {
  const Point up = turned({0, -kShiftOfBox * detection.box.height}, detection.roll());
  const Point centre = detection.box.centre() + up + backwards * kDepthOfBox;
  return around(centre, kWidthOfBox * detection.box.width, kHeightOfBox * detection.box.height);
}

}  // namespace

float frontal_pupil_distance(const Pupils& pupils, const HeadFit& head) {
  const float foreshortening = std::max(length(head.direction({1, 0, 0})), kLeastForeshortening);
  return (pupils.distance() / foreshortening + head.scale() * kFittedPupilDistance) / 2;
}

Rectangle face_rectangle(const Pupils& pupils, const HeadFit& head) {
  const float unit = frontal_pupil_distance(pupils, head);
  const Point eyes = midpoint(pupils.image_left, pupils.image_right);
  const Point centre = eyes + head.direction({0, (.5F - kEyeLine) * kHeight, kDepth}) * unit;
  return around(centre, kWidth * unit, kHeight * unit);
}

Rectangle face_rectangle(const Pupils& pupils, const HeadFit& head, const Detection& detection) {
  const Rectangle a = face_rectangle(pupils, head);
  const Rectangle b = from_detection(detection, head.direction({0, 0, 1}) * frontal_pupil_distance(pupils, head));
  return {(a.left + b.left) / 2, (a.top + b.top) / 2, (a.width + b.width) / 2, (a.height + b.height) / 2};
}

}  // namespace face_analyzer
