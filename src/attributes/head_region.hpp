#pragma once

#include <span>
#include <vector>

#include "geometry/region.hpp"
#include "pose/pose.hpp"

namespace face_analyzer {

/// A square on the canonical face, in its centimetres, upright with the head.
struct HeadSquare {
  float below_eyes = 0;  // how far the square's centre lies below the line of the eyes
  float side = 0;
};

/// Where such a square lies on each head.
std::vector<Region> head_regions(std::span<const HeadFit> heads, HeadSquare square);

}  // namespace face_analyzer
