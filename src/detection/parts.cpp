#include "detection/parts.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

namespace face_analyzer {
namespace {

/// The bounding box of places that are added one by one.
class Box {
 public:
  void add(Point place) {
    least_ = {std::min(least_.x, place.x), std::min(least_.y, place.y)};
    most_ = {std::max(most_.x, place.x), std::max(most_.y, place.y)};
  }

  [[nodiscard]] Rectangle with(float reach, const Rectangle& bounds) const {
    const float left = std::max(bounds.left, least_.x - reach);
    const float top = std::max(bounds.top, least_.y - reach);
    return {left, top, std::min(bounds.left + bounds.width, most_.x + reach) - left,
            std::min(bounds.top + bounds.height, most_.y + reach) - top};
  }

 private:
  static constexpr float kFar = std::numeric_limits<float>::max();
  Point least_{kFar, kFar};
  Point most_{-kFar, -kFar};
};

/// Divides places by the cheapest straight cut, and both sides again, as long as two parts cost less than one.
class Divider {
 public:
  Divider(float reach, const Rectangle& bounds, const std::function<float(const Rectangle&)>& cost_of)
      : reach_(reach), bounds_(bounds), cost_of_(cost_of) {}

  void divide(std::span<Point> places) {
    Box box;
    for (const Point place : places) box.add(place);
    const Rectangle whole = box.with(reach_, bounds_);
    Cut best{cost_of_(whole), 0, nullptr};
    for (const Coordinate axis : {&Point::x, &Point::y}) {
      std::ranges::sort(places, {}, axis);
      best = cheaper(best, places, axis);
    }
    if (best.first_side == 0) {
      parts.push_back(whole);
      return;
    }
    std::ranges::sort(places, {}, best.axis);
    divide(places.first(best.first_side));
    divide(places.subspan(best.first_side));
  }

  std::vector<Rectangle> parts;

 private:
  using Coordinate = float Point::*;

  struct Cut {
    float cost;
    std::size_t first_side;  // so many places lie on it; 0 for no cut
    Coordinate axis;
  };

  /// The cheapest cut of places that are in order along an axis, if it is cheaper than another.
  Cut cheaper(Cut best, std::span<const Point> places, Coordinate axis) {
    costs_.resize(places.size());
    Box before;
    for (std::size_t i = 0; i < places.size(); ++i) {
      before.add(places[i]);
      costs_[i] = cost_of_(before.with(reach_, bounds_));
    }
    Box after;
    for (std::size_t i = places.size() - 1; i > 0; --i) {
      after.add(places[i]);
      if (places[i].*axis == places[i - 1].*axis) continue;  // whose order is the sorting's own affair
      const float cost = costs_[i - 1] + cost_of_(after.with(reach_, bounds_));
      if (cost < best.cost) best = {cost, i, axis};
    }
    return best;
  }

  float reach_;
  Rectangle bounds_;
  const std::function<float(const Rectangle&)>& cost_of_;
  std::vector<float> costs_;  // of the places up to each
};

}  // namespace

std::vector<Rectangle> parts_around(std::span<Point> places, float reach, const Rectangle& bounds,
                                    const std::function<float(const Rectangle&)>& cost_of) {
  Divider divider(reach, bounds, cost_of);
  if (!places.empty()) divider.divide(places);
  return std::move(divider.parts);
}

}  // namespace face_analyzer
