#include "pose/canonical_face.hpp"

#include <array>

#include "mesh/vertices.hpp"

namespace face_analyzer {
namespace {

constexpr auto kFitVertices = std::to_array<FitVertex>({
#include "canonical_fit.inc"
});

constexpr auto kVertices = std::to_array<Point3>({
#include "canonical_vertices.inc"
});

}  // namespace

std::span<const FitVertex> fit_vertices() { return kFitVertices; }

Point3 canonical_eye_centre() {
  const Point3 left = kVertices[vertices::kImageLeftEyeOuter];
  const Point3 right = kVertices[vertices::kImageRightEyeOuter];
  return {(left.x + right.x) / 2, (left.y + right.y) / 2, (left.z + right.z) / 2};
}

}  // namespace face_analyzer
