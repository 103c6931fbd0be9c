#include "detection/parts.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

namespace face_analyzer {
namespace {

using CostOf = std::function<float(const Rectangle&)>;
using Side = float Rectangle::*;

/// The bounding box of rectangles that are added one by one.
class Box {
 public:
  void add(const Rectangle& rectangle) {
    left_ = std::min(left_, rectangle.left);
    top_ = std::min(top_, rectangle.top);
    right_ = std::max(right_, rectangle.left + rectangle.width);
    bottom_ = std::max(bottom_, rectangle.top + rectangle.height);
  }

  [[nodiscard]] Rectangle in(const Rectangle& bounds) const {
    return shared_part({left_, top_, right_ - left_, bottom_ - top_}, bounds);
  }

 private:
  static constexpr float kFar = std::numeric_limits<float>::max() / 2;
  float left_ = kFar;
  float top_ = kFar;
  float right_ = -kFar;
  float bottom_ = -kFar;
};

/// Two groups of rectangles, those on either side of a straight line.
struct Cut {
  float cost;
  std::size_t first_group = 0;  // so many, in the order of their sides; 0 for no cut
  Side side = nullptr;
};

/// The cheapest cut of rectangles that are in the order of their sides, if it is cheaper than another.
Cut cheaper(Cut best, std::span<const Rectangle> wanted, Side side, const Rectangle& bounds, const CostOf& cost_of) {
  std::vector<float> costs(wanted.size());  // of the rectangles up to each
  Box before;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    before.add(wanted[i]);
    costs[i] = cost_of(before.in(bounds));
  }
  Box after;
  for (std::size_t i = wanted.size() - 1; i > 0; --i) {
    after.add(wanted[i]);
    if (wanted[i].*side == wanted[i - 1].*side) continue;  // whose order is the sorting's own affair
    const float cost = costs[i - 1] + cost_of(after.in(bounds));
    if (cost < best.cost) best = {cost, i, side};
  }
  return best;
}

void divide(std::span<Rectangle> wanted, const Rectangle& bounds, const CostOf& cost_of,
            std::vector<Rectangle>& parts) {
  Box box;
  for (const Rectangle& rectangle : wanted) box.add(rectangle);
  const Rectangle whole = box.in(bounds);
  Cut best{cost_of(whole)};
  for (const Side side : {&Rectangle::left, &Rectangle::top}) {
    std::ranges::sort(wanted, {}, side);
    best = cheaper(best, wanted, side, bounds, cost_of);
  }
  if (best.first_group == 0) {
    parts.push_back(whole);
    return;
  }
  std::ranges::sort(wanted, {}, best.side);
  divide(wanted.first(best.first_group), bounds, cost_of, parts);
  divide(wanted.subspan(best.first_group), bounds, cost_of, parts);
}

}  // namespace

std::vector<Rectangle> parts_around(std::span<Rectangle> wanted, const Rectangle& bounds, const CostOf& cost_of) {
  std::vector<Rectangle> parts;
  if (!wanted.empty()) divide(wanted, bounds, cost_of, parts);
  return parts;
}

}  // namespace face_analyzer
