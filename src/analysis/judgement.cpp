#include "analysis/judgement.hpp"

#include <algorithm>
#include <numbers>

#include "geometry/angle.hpp"

namespace face_analyzer {
namespace {

constexpr float kLeastUpright = .8F;  // a face that leans by 37 degrees may be upright in another turn
constexpr float kStillThere = .5F;    // overlap of what a search sees of one face before and after another look
constexpr float kSamePlace = .3F;     // overlap of what searches see of one face in two turns

}  // namespace

bool any_certain(std::span<const Candidate> candidates) {
  return std::ranges::any_of(candidates, &Face::certain, &Candidate::face);
}

bool Judgement::certain() const { return any_certain(candidates); }

float Judgement::belief() const {
  float sum = 0;
  for (const Candidate& candidate : candidates)
    if (candidate.face.certain) sum += belief_in(candidate, 0);
  return sum;
}

float Judgement::belief_within(float gain) const {
  float sum = 0;
  for (const Candidate& candidate : candidates) sum += belief_in(candidate, gain);
  return sum;
}

bool Judgement::clear() const {
  return std::ranges::any_of(candidates, [this](const Candidate& candidate) { return is_clear(candidate); });
}

const Candidate* Judgement::candidate_at(const Detection& detection) const {
  const auto found = std::ranges::find_if(candidates, [&](const Candidate& candidate) {
    return intersection_over_union(candidate.detection.box, detection.box) > kSamePlace;
  });
  return found == candidates.end() ? nullptr : &*found;
}

const Mesh* Judgement::mesh_of(const Detection& detection) const {
  const auto known = std::ranges::find_if(candidates, [&](const Candidate& candidate) {
    return is_clear(candidate) && intersection_over_union(candidate.detection.box, detection.box) > kStillThere;
  });
  return known == candidates.end() ? nullptr : &known->face.mesh;
}

float Judgement::upright_share(const Candidate& candidate) const {
  return facing_share(candidate.face.pose.roll - to_degrees(radians(quarters)));
}

float Judgement::belief_in(const Candidate& candidate, float gain) const {
  return upright_share(candidate) * std::max(0.F, candidate.face.mesh.face_logit + gain);
}

bool Judgement::is_clear(const Candidate& candidate) const {
  return candidate.face.certain && upright_share(candidate) > kLeastUpright &&
         belief_in(candidate, 0) >= kClearlyUpright;
}

float radians(std::size_t quarters) { return static_cast<float>(quarters) * std::numbers::pi_v<float> / 2; }

bool tells_more(const Judgement& later, const Judgement& earlier) {
  if (later.certain() != earlier.certain()) return later.certain();
  if (earlier.candidates.empty()) return !later.candidates.empty();
  return later.certain() && later.belief() > kClearlyMore * earlier.belief();
}

std::vector<Face> faces_in(const Judgement& judgement, int smallest_face) {
  const bool certain = judgement.certain();
  std::vector<Face> faces;
  for (const Candidate& candidate : judgement.candidates)
    if (certain ? candidate.face.certain : large_enough(candidate.face, smallest_face)) faces.push_back(candidate.face);
  return faces;
}

}  // namespace face_analyzer
