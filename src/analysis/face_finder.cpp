#include "analysis/face_finder.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <span>
#include <utility>

#include "detection/search.hpp"
#include "landmarks/face_rectangle.hpp"
#include "mesh/mesh_network.hpp"

namespace face_analyzer {
namespace {

// What the mesh network's own doubt counts, fitted on street scenes with labelled boxes.
constexpr float kLeastLogit = -15;
constexpr float kMostLogit = 12;
constexpr float kLogitWeight = .07F;   // in a face's probability
constexpr float kPossible = .3F;       // the least one
constexpr float kStrictWeight = .15F;  // in the decision whether it is certain
constexpr float kCertain = .75F;
constexpr float kExpectedLogit = 10;  // then expected of a face of kClearFace pixels and more
constexpr float kUnclearFace = 20;    // pixels: of such a face nothing is expected
constexpr float kClearFace = 64;
constexpr float kClearlyMore = 1.15F;  // belief in one turn of the picture over another
constexpr float kOverlap = .3F;        // of two rectangles of one face

/// The detector's probability after a closer look: evidence for a face shrinks the doubt, evidence against it lets it
/// grow.
float confirmed(float detected, float evidence) {
  return std::clamp(1 - (1 - detected) * std::exp(-evidence), 0.F, 1.F);
}

/// Whether a face would be seen among others, where it is more likely to be a chance likeness than in a picture without
/// any: more is asked of a face large enough to be seen clearly than of a small one.
bool is_certain(float detected, float logit, float side) {
  const float clarity = std::clamp((side - kUnclearFace) / (kClearFace - kUnclearFace), 0.F, 1.F);
  return confirmed(detected, kStrictWeight * (logit - clarity * kExpectedLogit)) >= kCertain;
}

struct Candidate {
  Face face;
  bool certain = false;
};

Candidate candidate_of(const Detection& detection, const Mesh& mesh) {
  const HeadFit head(mesh);
  const Pupils pupils = pupils_of(mesh);
  const Rectangle rectangle = face_rectangle(pupils, head, detection);
  const float logit = std::clamp(mesh.face_logit, kLeastLogit, kMostLogit);
  const float probability = confirmed(detection.probability, kLogitWeight * logit);
  return {{probability, mesh, head, rectangle, pupils, landmarks_of(mesh), {}, {}, {}},
          is_certain(detection.probability, logit, rectangle.shorter_side())};
}

bool same_face(const Face& a, const Face& b) { return intersection_over_union(a.rectangle, b.rectangle) > kOverlap; }

/// The faces that are possible, each once, in descending probability. Detections that lay apart may have led to one
/// mesh.
std::vector<Candidate> distinct(std::vector<Candidate> candidates) {
  std::erase_if(candidates, [](const Candidate& candidate) { return candidate.face.probability < kPossible; });
  std::ranges::stable_sort(candidates, std::ranges::greater(),
                           [](const Candidate& candidate) { return candidate.face.probability; });
  std::vector<Candidate> kept;
  for (Candidate& candidate : candidates)
    if (std::ranges::none_of(kept, [&](const Candidate& other) { return same_face(candidate.face, other.face); }))
      kept.push_back(std::move(candidate));
  return kept;
}

float radians(int quarter) { return static_cast<float>(quarter) * std::numbers::pi_v<float> / 2; }

/// What one search saw.
struct Sight {
  std::vector<Candidate> candidates;
  bool may_be_turned = false;  // some face looks better when it is turned

  [[nodiscard]] bool certain() const { return std::ranges::any_of(candidates, &Candidate::certain); }
  /// How much the mesh network believes in all of it.
  [[nodiscard]] float belief() const {
    float sum = 0;
    for (const Candidate& candidate : candidates) sum += std::max(0.F, candidate.face.mesh.face_logit);
    return sum;
  }
};

/// What stands upright when the picture is turned back by quarters of a circle.
Task<Sight> look(Host& host, const Pyramid& pyramid, int smallest_face, int quarter, Stopwatch& stopwatch) {
  stopwatch.enter(Stage::search);
  const std::vector<Detection> detections =
      co_await search(host, pyramid, static_cast<float>(smallest_face), radians(quarter));
  stopwatch.enter(Stage::mesh);
  const std::vector<Mesh> meshes = co_await find_meshes(host, pyramid, detections);
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < detections.size(); ++i) candidates.push_back(candidate_of(detections[i], meshes[i]));
  // Small patches look like faces some way round: only the upright picture's too small faces are worth a word.
  if (quarter != 0)
    std::erase_if(candidates, [&](const auto& candidate) { return !large_enough(candidate.face, smallest_face); });
  Sight sight{distinct(std::move(candidates)), false};
  if (sight.certain()) sight.may_be_turned = co_await may_be_turned(host, pyramid, detections);
  co_return sight;
}

/// Whether one search tells more of the faces than an earlier one. Most pictures are upright: a later turn has to be
/// clearly better.
bool tells_more(const Sight& later, const Sight& earlier) {
  if (earlier.candidates.empty() || later.certain() != earlier.certain()) return later.certain() || !earlier.certain();
  return later.certain() && later.belief() > kClearlyMore * earlier.belief();
}

/// The first turn that shows a certain face upright and leaves no doubt, or of all turns the one that tells most.
Task<Sight> best_sight(Host& host, const Pyramid& pyramid, int smallest_face, Stopwatch& stopwatch) {
  Sight best;
  for (int quarter = 0; quarter < 4; ++quarter) {
    Sight sight = co_await look(host, pyramid, smallest_face, quarter, stopwatch);
    const bool doubtless = sight.certain() && !sight.may_be_turned && !best.certain();
    if (tells_more(sight, best)) best = std::move(sight);
    if (doubtless) break;
  }
  co_return best;
}

}  // namespace

bool large_enough(const Face& face, int smallest_face) {
  return std::round(face.rectangle.shorter_side()) >= static_cast<float>(smallest_face);
}

Task<std::vector<Face>> find_faces(Host& host, const Pyramid& pyramid, int smallest_face, Stopwatch& stopwatch) {
  Sight sight = co_await best_sight(host, pyramid, smallest_face, stopwatch);
  const bool certain = sight.certain();
  std::vector<Face> faces;
  for (Candidate& candidate : sight.candidates) {
    // Among certain faces the others are dropped; alone they stay, but a doubtful face that is too small as well is
    // none.
    if (certain ? candidate.certain : large_enough(candidate.face, smallest_face))
      faces.push_back(std::move(candidate.face));
  }
  co_return faces;
}

}  // namespace face_analyzer
