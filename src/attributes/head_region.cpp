#include "attributes/head_region.hpp"

#include <algorithm>
#include <numbers>

#include "pose/canonical_face.hpp"

namespace face_analyzer {

std::vector<Region> head_regions(std::span<const HeadFit> heads, HeadSquare square) {
  const Point3 eyes = canonical_eye_centre();
  std::vector<Region> regions(heads.size());
  std::ranges::transform(heads, regions.begin(), [&](const HeadFit& head) {
    const float side = square.side * head.scale();
    return Region{head.place({eyes.x, eyes.y + square.below_eyes, eyes.z}), side, side,
                  head.pose().roll * std::numbers::pi_v<float> / 180};
  });
  return regions;
}

}  // namespace face_analyzer
