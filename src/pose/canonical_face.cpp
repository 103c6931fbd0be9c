#include "pose/canonical_face.hpp"

#include <numeric>

#include "mesh/vertices.hpp"

namespace face_analyzer {
namespace {

constexpr FitVertex kFitVertices[] = {
#include "canonical_fit.inc"
};

constexpr Point3 kVertices[] = {
#include "canonical_vertices.inc"
};

Point3 centre_of(std::uint16_t corner, std::uint16_t other) {
  const Point3 a = kVertices[corner];
  const Point3 b = kVertices[other];
  return {(a.x + b.x) / 2, (a.y + b.y) / 2, (a.z + b.z) / 2};
}

}  // namespace

std::span<const FitVertex> fit_vertices() { return kFitVertices; }

Point3 canonical_eye_centre() { return centre_of(vertices::kImageLeftEyeOuter, vertices::kImageRightEyeOuter); }

float canonical_pupil_distance() {
  const Point3 left = centre_of(vertices::kImageLeftEyeOuter, vertices::kImageLeftEyeInner);
  const Point3 right = centre_of(vertices::kImageRightEyeInner, vertices::kImageRightEyeOuter);
  return distance(left.flat(), right.flat());
}

}  // namespace face_analyzer
