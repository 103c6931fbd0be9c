#include "analysis/face.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "analysis/belief.hpp"
#include "landmarks/face_rectangle.hpp"
#include "response/hundredths.hpp"

namespace face_analyzer {
namespace {

constexpr float kOverlap = .3F;  // of two rectangles of one face

}  // namespace

Face face_of(const Mesh& mesh) {
  const HeadFit head(mesh);
  const Pupils pupils = pupils_of(mesh);
  const Rectangle rectangle = face_rectangle(pupils, head);
  return {
      face_probability(mesh.face_logit), mesh, head, head.pose(), rectangle, pupils, landmarks_of(mesh), {}, {}, {}};
}

bool is_sure(const Face& face) {
  return face.certain && !may_be_a_likeness(face.mesh.face_logit, face.rectangle.shorter_side());
}

bool same_face(const Face& a, const Face& b) { return intersection_over_union(a.rectangle, b.rectangle) > kOverlap; }

void put_in_order(std::vector<Face>& faces) {
  const auto place = [](const Face& face) {
    return std::pair(hundredths(face.probability), face.rectangle.shorter_side());
  };
  std::ranges::stable_sort(faces, std::ranges::greater(), place);
}

float share_of(const Rectangle& face, const Rectangle& picture) { return face.shorter_side() / picture.shorter_side(); }

bool large_enough(const Face& face, int smallest_face) {
  return std::round(face.rectangle.shorter_side()) >= static_cast<float>(smallest_face);
}

}  // namespace face_analyzer
