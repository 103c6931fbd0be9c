#pragma once

#include <cstdint>
#include <span>

#include "geometry/point.hpp"

namespace face_analyzer {

/// A vertex of MediaPipe's canonical face, in centimetres with x to image-right, y down and z away from the viewer, and
/// its weight in a fit (geometry pipeline metadata: procrustes_landmark_basis).
struct FitVertex {
  std::uint16_t index = 0;
  float weight = 0;
  Point3 place;
};

/// The vertices that a fit of the head rests on.
std::span<const FitVertex> fit_vertices();

/// Half-way between the canonical face's eyes.
Point3 canonical_eye_centre();

}  // namespace face_analyzer
