#include "analysis/judge.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "analysis/belief.hpp"
#include "landmarks/face_rectangle.hpp"

namespace face_analyzer {
namespace {

constexpr std::size_t kLikeliest = 4;  // detections that are judged before the others; a face is among the first three
constexpr float kMostOfBox = 2;  // a face's rectangle, of the box that the detector gives it, or the other way round
constexpr float kMostOfRectangle = 1.25F;  // and of the rectangle after one look of the mesh network

Candidate candidate_of(const Detection& detection, const Mesh& mesh) {
  Face face = face_of(mesh);
  face.probability = face_probability(detection.probability, mesh.face_logit);
  face.rectangle = face_rectangle(face.pupils, face.head, detection);
  face.certain = is_certain(detection.probability, mesh.face_logit, face.rectangle.shorter_side());
  return {detection, face};
}

/// Each face once, in descending probability, in which it puts the candidates. Detections that lay apart may have led
/// to one mesh.
std::vector<Candidate> distinct(std::span<Candidate> candidates) {
  std::ranges::stable_sort(candidates, std::ranges::greater(),
                           [](const Candidate& candidate) { return candidate.face.probability; });
  std::vector<Candidate> kept;
  for (const Candidate& candidate : candidates)
    if (std::ranges::none_of(kept, [&](const Candidate& other) { return same_face(candidate.face, other.face); }))
      kept.push_back(candidate);
  return kept;
}

/// Whether another look of the mesh network may make the candidate certain.
bool hopeful(const Candidate& candidate) {
  return may_be_certain(candidate.detection.probability, candidate.face.mesh.face_logit,
                        candidate.face.rectangle.shorter_side());
}

}  // namespace

Task<Judgement> Judge::judged(std::span<const Detection> detections, const Judgement& before) {
  const bool is_upright = before.quarters == 0;
  std::vector<Candidate> candidates;
  std::vector<Detection> unknown;
  for (const Detection& detection : detections) {
    if (const Mesh* known = before.mesh_of(detection))
      candidates.push_back(candidate_of(detection, *known));
    else
      unknown.push_back(detection);
  }
  const auto does_not_count = [&](const Candidate& candidate) { return !counts(candidate, is_upright); };
  std::erase_if(candidates, does_not_count);
  if (!is_upright) unknown = large_ones(std::move(unknown));
  std::erase_if(unknown, [this](const Detection& detection) { return is_hopeless(detection); });

  const auto speaks_for_others = [this](const Candidate& candidate) {
    return candidate.face.certain || large_enough(candidate.face, smallest_face_);
  };
  bool go_on = true;
  for (std::span<const Detection> left = unknown; go_on && !left.empty();) {
    const bool certain = any_certain(candidates);
    const std::size_t next = certain ? left.size() : std::min(left.size(), kLikeliest);
    std::vector<Candidate> more = co_await judged_anew(left.first(next), certain);
    left = left.subspan(next);
    std::erase_if(more, does_not_count);
    go_on = std::ranges::any_of(more, speaks_for_others);
    candidates.insert(candidates.end(), more.begin(), more.end());
  }
  co_return Judgement{before.quarters, distinct(candidates)};
}

Task<std::vector<Candidate>> Judge::judged_anew(std::span<const Detection> detections, bool others_are_certain) {
  std::vector<Candidate> candidates = co_await first_seen(detections);
  const auto first_hopeless = std::stable_partition(candidates.begin(), candidates.end(), hopeful);
  co_await look_again({candidates.begin(), first_hopeless});
  if (others_are_certain || any_certain(candidates)) {
    candidates.erase(first_hopeless, candidates.end());
  } else {
    const auto is_worth_it = [this](const Candidate& candidate) {
      return may_be_large_enough(candidate) &&
             may_be_possible(candidate.detection.probability, candidate.face.rectangle, kMostOfRectangle);
    };
    const auto first_too_small = std::stable_partition(first_hopeless, candidates.end(), is_worth_it);
    co_await look_again({first_hopeless, first_too_small});
  }
  co_return candidates;
}

Task<std::vector<Candidate>> Judge::large_ones_at_first(std::vector<Detection> detections, const Judgement& other) {
  detections = large_ones(std::move(detections));
  std::erase_if(detections, [&](const Detection& detection) {
    const Candidate* known = other.candidate_at(detection);
    return known != nullptr && known->face.certain && !may_be_large_enough(*known);
  });
  std::vector<Candidate> candidates = co_await first_seen(detections);
  std::erase_if(candidates, [this](const Candidate& candidate) { return !may_be_large_enough(candidate); });
  co_return candidates;
}

Task<std::vector<Candidate>> Judge::first_seen(std::span<const Detection> detections) {
  const std::vector<Mesh> meshes = co_await mesh_finder_.meshes_of(detections);
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < detections.size(); ++i) candidates.push_back(candidate_of(detections[i], meshes[i]));
  co_return candidates;
}

Task<std::size_t> Judge::look_again(std::span<Candidate> candidates) {
  std::vector<Mesh> meshes;
  for (const Candidate& candidate : candidates) meshes.push_back(candidate.face.mesh);
  meshes = co_await mesh_finder_.improved(meshes);
  for (std::size_t i = 0; i < candidates.size(); ++i) candidates[i] = candidate_of(candidates[i].detection, meshes[i]);
  co_return candidates.size();
}

bool Judge::may_be_large_enough(const Candidate& candidate) const {
  return may_be_large_enough(candidate.face.rectangle, kMostOfRectangle);
}

std::vector<Detection> Judge::large_ones(std::vector<Detection> detections) const {
  std::erase_if(detections,
                [this](const Detection& detection) { return !may_be_large_enough(detection.box, kMostOfBox); });
  return detections;
}

/// Whether a face counts for an answer. Small patches look like faces some way round: only the upright picture's too
/// small faces are worth a word.
bool Judge::counts(const Candidate& candidate, bool is_upright) const {
  const Rectangle& rectangle = candidate.face.rectangle;
  return (is_upright || large_enough(candidate.face, smallest_face_)) &&
         (candidate.face.certain ||
          is_possible(candidate.face.probability, share(rectangle), rectangle.shorter_side()));
}

/// Whether nothing that the mesh network can say makes a face of what the detector saw.
bool Judge::is_hopeless(const Detection& detection) const {
  return !may_be_certain(detection.probability, detection.box.shorter_side() / kMostOfBox) &&
         !may_be_possible(detection.probability, detection.box, kMostOfBox);
}

/// Whether a face may be large enough for an answer whose rectangle is up to so many times as large as this one.
bool Judge::may_be_large_enough(const Rectangle& rectangle, float times) const {
  return times * rectangle.shorter_side() >= static_cast<float>(smallest_face_);
}

/// Whether a face may be possible whose rectangle is up to so many times as large, or as small, as this one.
bool Judge::may_be_possible(float detected, const Rectangle& rectangle, float times) const {
  return face_analyzer::may_be_possible(detected, times * share(rectangle), rectangle.shorter_side() / times);
}

float Judge::share(const Rectangle& rectangle) const { return share_of(rectangle, pyramid_.bounds()); }

}  // namespace face_analyzer
