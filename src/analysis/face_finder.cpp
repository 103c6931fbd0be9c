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

float radians(std::size_t quarters) { return static_cast<float>(quarters) * std::numbers::pi_v<float> / 2; }

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

/// Whether one search tells more of the faces than an earlier one. Most pictures are upright: a later turn has to be
/// clearly better.
bool tells_more(const Sight& later, const Sight& earlier) {
  if (earlier.candidates.empty() || later.certain() != earlier.certain()) return later.certain() || !earlier.certain();
  return later.certain() && later.belief() > kClearlyMore * earlier.belief();
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

/// The search for the faces of a picture that may lie on a side or stand on its head. Coarse views decide how it is
/// turned; finer ones, of which each octave costs four times as much as the one before, are for the decided turn.
class FaceFinder {
 public:
  FaceFinder(Host& host, const Pyramid& pyramid, const Options& options, Stopwatch& stopwatch)
      : host_(host), pyramid_(pyramid), options_(options), stopwatch_(stopwatch) {
    for (std::size_t quarters = 0; quarters < kTurns; ++quarters)
      turns_.push_back({quarters, Search(pyramid, static_cast<float>(options.minimum_face), radians(quarters)), {}});
  }

  Task<std::vector<Face>> find() {
    Turn* turn = co_await turn_seen_within(1);
    const std::size_t octaves = turn->search.octaves();
    if (!turn->sight.certain()) {
      // Most pictures are upright. Where faces are small, half the finest view is enough to see another turn.
      co_await look_on(turns_.front(), octaves);
      turn = co_await turn_seen_within(octaves - 1);
    }
    co_await look_on(*turn, octaves);
    std::vector<Face> faces = faces_in(best_sight(), options_.minimum_face);
    if (faces.empty()) faces = co_await look_closely();
    co_return faces;
  }

 private:
  static constexpr std::size_t kTurns = 4;

  struct Turn {
    std::size_t quarters;  // of a circle, clockwise
    Search search;
    Sight sight;  // what the search showed so far
  };

  /// The first turn that shows a certain face within so many octaves; the picture as it is where none does.
  Task<Turn*> turn_seen_within(std::size_t octaves) {
    for (Turn& turn : turns_) {
      co_await look_on(turn, octaves);
      if (turn.sight.certain()) co_return co_await confirmed(turn);
    }
    co_return &turns_.front();
  }

  /// The turn, or the one in which its faces seem to be upright, if that tells more when it is looked at as far.
  Task<Turn*> confirmed(Turn& turn) {
    const std::size_t further = co_await better_turn(host_, pyramid_, turn.sight.detections, turn.sight.logits);
    Turn& other = turns_[(turn.quarters + further) % kTurns];
    co_await look_on(other, turn.search.looks());
    co_return tells_more(other.sight, turn.sight) ? &other : &turn;
  }

  /// Looks at a turn's octaves up to this one, but at no more than it takes to find as many certain faces as are
  /// wanted.
  Task<Turn*> look_on(Turn& turn, std::size_t octaves) {
    const auto wanted = static_cast<std::size_t>(options_.maximum_faces);
    Search& search = turn.search;
    while (search.looks() < octaves && certain_faces(turn.sight) < wanted) {
      stopwatch_.enter(Stage::search);
      bool more = false;
      do
        if (co_await search.look(host_)) more = true;
      while (search.looks() < octaves && search.seen().size() < wanted);
      if (more) turn.sight = co_await judged(search, turn.quarters);
    }
    co_return &turn;
  }

  /// How many faces are certain and large enough to be answered.
  [[nodiscard]] std::size_t certain_faces(const Sight& sight) const {
    return static_cast<std::size_t>(std::ranges::count_if(sight.candidates, [&](const Candidate& candidate) {
      return candidate.certain && large_enough(candidate.face, options_.minimum_face);
    }));
  }

  /// Of all turns the one that tells most.
  Sight best_sight() {
    Sight best = std::move(turns_.front().sight);
    for (Turn& turn : std::span(turns_).subspan(1))
      if (tells_more(turn.sight, best)) best = std::move(turn.sight);
    return best;
  }

  /// What a search for half hidden faces leads to.
  Task<std::vector<Face>> look_closely() {
    Search search = Search::close(pyramid_);
    stopwatch_.enter(Stage::search);
    co_await search.look(host_);
    co_return faces_in(co_await judged(search, 0), options_.minimum_face);
  }

  /// What the mesh network makes of what a search saw.
  Task<Sight> judged(const Search& search, std::size_t quarters) {
    std::vector<Detection> detections = search.seen();
    stopwatch_.enter(Stage::mesh);
    FoundMeshes found = co_await find_meshes(host_, pyramid_, detections);
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < detections.size(); ++i)
      candidates.push_back(candidate_of(detections[i], found.meshes[i]));
    // Small patches look like faces some way round: only the upright picture's too small faces are worth a word.
    if (quarters != 0)
      std::erase_if(candidates,
                    [&](const auto& candidate) { return !large_enough(candidate.face, options_.minimum_face); });
    co_return Sight{distinct(std::move(candidates)), std::move(detections), std::move(found.first_logits)};
  }

  Host& host_;
  const Pyramid& pyramid_;
  const Options& options_;
  Stopwatch& stopwatch_;
  std::vector<Turn> turns_;
};

}  // namespace

Task<std::vector<Face>> find_faces(Host& host, const Pyramid& pyramid, const Options& options, Stopwatch& stopwatch) {
  FaceFinder finder(host, pyramid, options, stopwatch);
  co_return co_await finder.find();
}

}  // namespace face_analyzer
