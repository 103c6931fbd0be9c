#include "attributes/head_region.hpp"

#include <algorithm>

#include "geometry/angle.hpp"
#include "pose/canonical_face.hpp"

namespace face_analyzer {

std::vector<Region> head_regions(std::span<const HeadFit> heads, HeadSquare square) {
  const Point3 eyes = canonical_eye_centre();
  std::vector<Region> regions(heads.size());
  std::ranges::transform(heads, regions.begin(), [&](const HeadFit& head) {
    const float side = square.side * head.scale();
    return Region{head.place({eyes.x, eyes.y + square.below_eyes, eyes.z}), side, side, to_radians(head.pose().roll)};
  });
  return regions;
}

}  // namespace face_analyzer
