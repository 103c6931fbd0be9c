#include "analysis/face_tracker.hpp"

#include <algorithm>
#include <functional>
#include <iterator>

#include "analysis/belief.hpp"
#include "mesh/mesh_network.hpp"

namespace face_analyzer {
namespace {

constexpr float kSeenShare = .5F;  // of a face's rectangle that has to be in the picture

bool in_picture(const Rectangle& rectangle, const Pyramid& pyramid) {
  return shared_area(rectangle, pyramid.bounds()) >= kSeenShare * rectangle.area();
}

/// Whether no two of them are on the same face.
bool distinct(const std::vector<Face>& faces) {
  for (auto one = faces.begin(); one != faces.end(); ++one)
    if (std::any_of(faces.begin(), one, [&](const Face& other) { return same_face(*one, other); })) return false;
  return true;
}

}  // namespace

Task<std::vector<Face>> track_faces(Host& host, const Pyramid& pyramid, const std::vector<Region>& expected,
                                    int smallest_face, Stopwatch& stopwatch) {
  std::vector<Face> faces;
  if (expected.empty()) co_return faces;
  stopwatch.enter(Stage::mesh);
  const std::vector<Mesh> meshes = co_await meshes_in(host, pyramid, expected);
  std::ranges::transform(meshes, std::back_inserter(faces), face_of);
  const auto is_there = [&](const Face& face) {
    return is_certain(face.mesh.face_logit) && in_picture(face.rectangle, pyramid) && large_enough(face, smallest_face);
  };
  if (!std::ranges::all_of(faces, is_there) || !distinct(faces)) faces.clear();
  std::ranges::stable_sort(faces, std::ranges::greater(), &Face::probability);
  co_return faces;
}

}  // namespace face_analyzer
