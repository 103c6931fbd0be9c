#include "analysis/face_finder.hpp"

#include <algorithm>
#include <functional>
#include <numbers>
#include <span>
#include <utility>

#include "analysis/belief.hpp"
#include "detection/search.hpp"
#include "landmarks/face_rectangle.hpp"
#include "mesh/mesh_network.hpp"

namespace face_analyzer {
namespace {

constexpr float kPossible = .3F;       // the least probability of a face
constexpr float kClearlyMore = 1.15F;  // belief in one turn of the picture over another

struct Candidate {
  Face face;
  bool certain = false;
};

Candidate candidate_of(const Detection& detection, const Mesh& mesh) {
  Face face = face_of(mesh);
  face.probability = face_probability(detection.probability, mesh.face_logit);
  face.rectangle = face_rectangle(face.pupils, face.head, detection);
  const bool certain = is_certain(detection.probability, mesh.face_logit, face.rectangle.shorter_side());
  return {std::move(face), certain};
}

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
  std::vector<Detection> detections;  // which led to them
  std::vector<float> logits;          // the mesh network's, of these

  [[nodiscard]] bool certain() const { return std::ranges::any_of(candidates, &Candidate::certain); }
  /// How much the mesh network believes in what is certain. The rest does not count: the wrong way up, one face easily
  /// looks like several doubtful ones.
  [[nodiscard]] float belief() const {
    float sum = 0;
    for (const Candidate& candidate : candidates)
      if (candidate.certain) sum += std::max(0.F, candidate.face.mesh.face_logit);
    return sum;
  }
};

/// What a search that turns the picture by quarters of a circle leads to.
Task<Sight> look(Host& host, const Pyramid& pyramid, Task<std::vector<Detection>> searching, int smallest_face,
                 int quarter, Stopwatch& stopwatch) {
  stopwatch.enter(Stage::search);
  std::vector<Detection> detections = co_await searching;
  stopwatch.enter(Stage::mesh);
  FoundMeshes found = co_await find_meshes(host, pyramid, detections);
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < detections.size(); ++i)
    candidates.push_back(candidate_of(detections[i], found.meshes[i]));
  // Small patches look like faces some way round: only the upright picture's too small faces are worth a word.
  if (quarter != 0)
    std::erase_if(candidates, [&](const auto& candidate) { return !large_enough(candidate.face, smallest_face); });
  co_return Sight{distinct(std::move(candidates)), std::move(detections), std::move(found.first_logits)};
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
    Sight sight =
        co_await look(host, pyramid, search(host, pyramid, static_cast<float>(smallest_face), radians(quarter)),
                      smallest_face, quarter, stopwatch);
    bool doubtless = false;
    if (sight.certain() && !best.certain())
      doubtless = !co_await may_be_turned(host, pyramid, sight.detections, sight.logits);
    if (tells_more(sight, best)) best = std::move(sight);
    if (doubtless) break;
  }
  co_return best;
}

/// Of certain faces these alone; else what is possible, but a doubtful face that is too small as well is none.
std::vector<Face> faces_in(Sight sight, int smallest_face) {
  const bool certain = sight.certain();
  std::vector<Face> faces;
  for (Candidate& candidate : sight.candidates)
    if (certain ? candidate.certain : large_enough(candidate.face, smallest_face))
      faces.push_back(std::move(candidate.face));
  return faces;
}

}  // namespace

Task<std::vector<Face>> find_faces(Host& host, const Pyramid& pyramid, int smallest_face, Stopwatch& stopwatch) {
  std::vector<Face> faces = faces_in(co_await best_sight(host, pyramid, smallest_face, stopwatch), smallest_face);
  if (!faces.empty()) co_return faces;
  constexpr int kUpright = 0;
  co_return faces_in(co_await look(host, pyramid, search_again(host, pyramid), smallest_face, kUpright, stopwatch),
                     smallest_face);
}

}  // namespace face_analyzer
