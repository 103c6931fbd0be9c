#include "analysis/face_finder.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numbers>
#include <span>
#include <utility>

#include "analysis/belief.hpp"
#include "detection/search.hpp"
#include "geometry/angle.hpp"
#include "landmarks/face_rectangle.hpp"
#include "mesh/mesh_network.hpp"

namespace face_analyzer {
namespace {

constexpr float kClearlyMore = 1.15F;  // belief in one turn of the picture over another
constexpr float kLeastUpright = .8F;   // a face that leans by 37 degrees may be upright in another turn
// Logits of the mesh network in coarse views. Nine of ten labelled faces get more than the first, of masked ones every
// second; of those that stand on their head and are taken for upright, one in a hundred.
constexpr float kClearlyUpright = 20;
constexpr float kClearlyAFace = 10;
constexpr float kWorthJudging = .9F;  // probability of a face after a glimpse
constexpr float kMostOfBox = 2;  // a face's rectangle, of the box that the detector gives it, or the other way round
constexpr float kMostOfRectangle = 1.25F;  // and of the rectangle after one look of the mesh network
constexpr float kStillThere = .5F;         // overlap of what a search sees of one face before and after another look
constexpr std::size_t kLikeliest = 4;      // detections that are judged before the others
constexpr float kMostOfGlance = 5;         // logits that a face seen again may gain when all views place it

struct Candidate {
  Detection detection;
  Face face;
  bool certain = false;
};

Candidate candidate_of(const Detection& detection, const Mesh& mesh) {
  Face face = face_of(mesh);
  face.probability = face_probability(detection.probability, mesh.face_logit);
  face.rectangle = face_rectangle(face.pupils, face.head, detection);
  const bool certain = is_certain(detection.probability, mesh.face_logit, face.rectangle.shorter_side());
  return {detection, std::move(face), certain};
}

/// Whether another look of the mesh network may make the candidate certain.
bool hopeful(const Candidate& candidate) {
  return may_be_certain(candidate.detection.probability, candidate.face.mesh.face_logit,
                        candidate.face.rectangle.shorter_side());
}

/// Each face once, in descending probability. Detections that lay apart may have led to one mesh.
std::vector<Candidate> distinct(std::vector<Candidate> candidates) {
  std::ranges::stable_sort(candidates, std::ranges::greater(),
                           [](const Candidate& candidate) { return candidate.face.probability; });
  std::vector<Candidate> kept;
  for (Candidate& candidate : candidates)
    if (std::ranges::none_of(kept, [&](const Candidate& other) { return same_face(candidate.face, other.face); }))
      kept.push_back(std::move(candidate));
  return kept;
}

float radians(std::size_t quarters) { return static_cast<float>(quarters) * std::numbers::pi_v<float> / 2; }

/// What one search saw of the picture, turned by quarters of a circle (clockwise).
struct Sight {
  std::size_t quarters = 0;
  std::vector<Candidate> candidates;

  [[nodiscard]] bool certain() const { return std::ranges::any_of(candidates, &Candidate::certain); }

  /// How much of a face stands upright in this turn: 0 where it lies on its side or on its head.
  [[nodiscard]] float upright_share(const Candidate& candidate) const {
    return facing_share(candidate.face.pose.roll - to_degrees(radians(quarters)));
  }
  /// How much a face would speak for this turn if it were certain and the mesh network found so much more of it.
  [[nodiscard]] float belief_in(const Candidate& candidate, float gain) const {
    return upright_share(candidate) * std::max(0.F, candidate.face.mesh.face_logit + gain);
  }
  /// How much a face speaks for this turn. Doubtful ones do not count: the wrong way up, one face easily looks like
  /// several of them.
  [[nodiscard]] float belief_in(const Candidate& candidate) const {
    return candidate.certain ? belief_in(candidate, 0) : 0;
  }
  [[nodiscard]] float belief() const {
    float sum = 0;
    for (const Candidate& candidate : candidates) sum += belief_in(candidate);
    return sum;
  }
  /// What that may become by so much more of each.
  [[nodiscard]] float belief_within(float gain) const {
    float sum = 0;
    for (const Candidate& candidate : candidates) sum += belief_in(candidate, gain);
    return sum;
  }
  /// Whether a face leaves no doubt that the picture is upright in this turn.
  [[nodiscard]] bool is_clear(const Candidate& candidate) const {
    return upright_share(candidate) > kLeastUpright && belief_in(candidate) >= kClearlyUpright;
  }
  [[nodiscard]] bool clear() const {
    return std::ranges::any_of(candidates, [this](const Candidate& candidate) { return is_clear(candidate); });
  }
  /// The mesh of a face that was clear before and is still seen there, or null.
  [[nodiscard]] const Mesh* mesh_of(const Detection& detection) const {
    const auto known = std::ranges::find_if(candidates, [&](const Candidate& candidate) {
      return is_clear(candidate) && intersection_over_union(candidate.detection.box, detection.box) > kStillThere;
    });
    return known == candidates.end() ? nullptr : &known->face.mesh;
  }
};

/// Whether one search tells more of the faces than an earlier one. Most pictures are upright: a later turn has to be
/// clearly better.
bool tells_more(const Sight& later, const Sight& earlier) {
  if (later.certain() != earlier.certain()) return later.certain();
  if (earlier.candidates.empty()) return !later.candidates.empty();
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
      : host_(host), pyramid_(pyramid), options_(options), stopwatch_(stopwatch), mesh_finder_(host, pyramid) {
    for (std::size_t quarters = 0; quarters < kTurns; ++quarters)
      turns_.push_back({Search(pyramid, static_cast<float>(options.minimum_face), radians(quarters)), {quarters, {}}});
  }

  Task<std::vector<Face>> find() {
    Turn* turn = co_await decided_turn();
    co_await look_on(*turn, turn->search.octaves());
    std::vector<Face> faces = faces_in(std::move(best_turn()->sight), options_.minimum_face);
    if (faces.empty()) faces = co_await look_closely();
    co_return faces;
  }

 private:
  static constexpr std::size_t kTurns = 4;

  struct Turn {
    Search search;
    Sight sight;                // what the mesh network made of what the search saw
    bool all_is_judged = true;  // or some of it is still to be shown to the mesh network
  };

  /// Most pictures are upright, and the most probable face shows it at a glimpse. Else each turn is looked at so far
  /// that the best can be told from the others; where faces are small, half the finest view is enough for that.
  Task<Turn*> decided_turn() {
    Turn& upright = turns_.front();
    const std::size_t octaves = upright.search.octaves();
    const std::size_t coarse = std::clamp(octaves - 1, std::size_t{1}, std::size_t{2});
    co_await glimpse(upright);
    if (upright.sight.clear()) co_return &upright;
    for (std::size_t look = 1; look <= coarse; ++look) {
      co_await look_on(upright, look);
      if (upright.sight.clear()) co_return &upright;
    }
    Turn* best = co_await best_turn_by_glances(coarse);
    if (best->sight.belief() >= kClearlyAFace) co_return best;
    co_await look_on(upright, octaves);
    if (upright.sight.belief() >= kClearlyUpright) co_return &upright;
    co_return co_await best_turn(octaves - 1);
  }

  /// Of all turns, looked at within so many octaves, the one that tells most.
  Task<Turn*> best_turn(std::size_t octaves) {
    for (Turn& turn : turns_) co_await look_on(turn, octaves);
    co_return best_turn();
  }

  /// The same when the upright one has been looked at so far, but another is looked at only where a glance leaves open
  /// that it tells more. (Where one octave is not enough, a glance is not.)
  Task<Turn*> best_turn_by_glances(std::size_t octaves) {
    for (Turn& turn : std::span(turns_).subspan(1))
      if (octaves > 1 || co_await may_tell_more(turn)) co_await look_on(turn, octaves);
    co_return best_turn();
  }

  /// Whether a turn may tell more than the best so far, to judge by one view of it.
  Task<bool> may_tell_more(Turn& turn) {
    const Sight& best = best_turn()->sight;
    if (!best.certain()) co_return true;
    stopwatch_.enter(Stage::search);
    co_await turn.search.glance(host_);
    stopwatch_.enter(Stage::mesh);
    const float least = kClearlyMore * best.belief();
    std::vector<Candidate> candidates = co_await first_seen(large_ones(turn.search.seen()));
    std::erase_if(candidates, [this](const Candidate& candidate) {
      return !may_be_large_enough(candidate.face.rectangle, kMostOfRectangle);
    });
    Sight glanced{turn.sight.quarters, std::move(candidates)};
    if (glanced.belief_within(kMostGain) <= least) co_return false;
    co_await look_again(glanced.candidates);
    co_return glanced.belief_within(kMostOfGlance) > least;
  }

  Turn* best_turn() {
    Turn* best = &turns_.front();
    for (Turn& turn : std::span(turns_).subspan(1))
      if (tells_more(turn.sight, best->sight)) best = &turn;
    return best;
  }

  /// Looks once, and has the most probable face judged alone; a clear one spares part of the look. Without one nothing
  /// is judged yet.
  Task<Turn*> glimpse(Turn& turn) {
    stopwatch_.enter(Stage::search);
    co_await turn.search.glimpse(host_);
    const std::vector<Detection> seen = turn.search.seen();
    turn.all_is_judged = false;
    if (!seen.empty() && seen.front().probability >= kWorthJudging) {
      turn.sight = co_await judged(std::span(seen).first(1), turn.sight);
      if (turn.sight.clear()) {
        turn.search.know(turn.sight.candidates.front().detection.box);
        turn.all_is_judged = seen.size() == 1;
        co_return &turn;
      }
      turn.sight.candidates.clear();
    }
    stopwatch_.enter(Stage::search);
    co_await turn.search.complete(host_);
    co_return &turn;
  }

  /// Looks at a turn's octaves up to this one, but at no more than it takes to find as many certain faces as are
  /// wanted.
  Task<Turn*> look_on(Turn& turn, std::size_t octaves) {
    const auto wanted = static_cast<std::size_t>(options_.maximum_faces);
    while (true) {
      const bool saw_more = co_await look_thoroughly(turn);
      if (certain_faces(turn.sight) >= wanted && !saw_more) break;
      while (turn.search.looks() < std::min(octaves, turn.search.octaves()) &&
             (turn.all_is_judged || turn.search.seen().size() < wanted))
        co_await look(turn);
      if (turn.all_is_judged) break;
      turn.sight = co_await judged(turn.search.seen(), turn.sight);
      turn.all_is_judged = true;
    }
    co_return &turn;
  }

  Task<Turn*> look(Turn& turn) {
    stopwatch_.enter(Stage::search);
    const bool saw = co_await turn.search.look(host_);
    if (saw) turn.all_is_judged = false;
    co_return &turn;
  }

  /// Where people are, looks at what was spared so far; returns whether that showed anything.
  Task<bool> look_thoroughly(Turn& turn) {
    if (!shows_people(turn.sight)) co_return false;
    stopwatch_.enter(Stage::search);
    const bool saw = co_await turn.search.be_thorough(host_);
    if (saw) turn.all_is_judged = false;
    co_return saw;
  }

  /// Whether a face is certain that is not much too small to be answered: then others may be near.
  [[nodiscard]] bool shows_people(const Sight& sight) const {
    return std::ranges::any_of(sight.candidates, [this](const Candidate& candidate) {
      return candidate.certain && may_be_large_enough(candidate.face.rectangle, kMostOfRectangle);
    });
  }

  /// How many faces are certain and large enough to be answered.
  [[nodiscard]] std::size_t certain_faces(const Sight& sight) const {
    return static_cast<std::size_t>(std::ranges::count_if(sight.candidates, [&](const Candidate& candidate) {
      return candidate.certain && large_enough(candidate.face, options_.minimum_face);
    }));
  }

  /// What a search for half hidden faces leads to.
  Task<std::vector<Face>> look_closely() {
    Turn turn{turns_.front().search.closer(), {}};
    co_await look_on(turn, 1);
    co_return faces_in(std::move(turn.sight), options_.minimum_face);
  }

  /// What the mesh network makes of what a search saw. A face that it was clear about before it is not shown again. The
  /// likeliest are judged first, and the others only as long as there are faces among them.
  Task<Sight> judged(std::span<const Detection> detections, const Sight& before) {
    stopwatch_.enter(Stage::mesh);
    // Small patches look like faces some way round: only the upright picture's too small faces are worth a word.
    const bool small_ones_count = before.quarters == 0;
    std::vector<Candidate> candidates;
    std::vector<Detection> unknown;
    for (const Detection& detection : detections) {
      if (const Mesh* known = before.mesh_of(detection))
        candidates.push_back(candidate_of(detection, *known));
      else
        unknown.push_back(detection);
    }
    if (!small_ones_count) unknown = large_ones(std::move(unknown));
    std::erase_if(unknown, [this](const Detection& detection) { return is_hopeless(detection); });
    const auto counts = [&](const Candidate& candidate) {
      const Rectangle& rectangle = candidate.face.rectangle;
      return (small_ones_count || large_enough(candidate.face, options_.minimum_face)) &&
             (candidate.certain || is_possible(candidate.face.probability, share(rectangle), rectangle.shorter_side()));
    };
    std::erase_if(candidates, std::not_fn(counts));
    for (std::span<const Detection> left = unknown; !left.empty();) {
      const bool certain = std::ranges::any_of(candidates, &Candidate::certain);
      const std::size_t next = certain ? left.size() : std::min(left.size(), kLikeliest);
      std::vector<Candidate> more = co_await judged_anew(left.first(next), certain);
      left = left.subspan(next);
      std::erase_if(more, std::not_fn(counts));
      const auto speaks_for_more = [&](const Candidate& candidate) {
        return candidate.certain || large_enough(candidate.face, options_.minimum_face);
      };
      const bool fruitless = std::ranges::none_of(more, speaks_for_more);
      std::ranges::move(more, std::back_inserter(candidates));
      if (fruitless) break;
    }
    co_return Sight{before.quarters, distinct(std::move(candidates))};
  }

  /// The same of detections that are not known to it, a second time only of what that may make an answer.
  Task<std::vector<Candidate>> judged_anew(std::span<const Detection> detections, bool others_are_certain) {
    std::vector<Candidate> candidates = co_await first_seen({detections.begin(), detections.end()});
    const std::span<Candidate> hopeless = std::ranges::stable_partition(candidates, hopeful);
    co_await look_again(std::span(candidates).first(candidates.size() - hopeless.size()));
    if (others_are_certain || std::ranges::any_of(candidates, &Candidate::certain)) {
      candidates.erase(candidates.end() - std::ssize(hopeless), candidates.end());
    } else {
      const auto too_small = std::ranges::stable_partition(hopeless, [this](const Candidate& candidate) {
        return may_be_large_enough(candidate.face.rectangle, kMostOfRectangle) &&
               may_be_possible(candidate.detection.probability, candidate.face.rectangle, kMostOfRectangle);
      });
      co_await look_again(hopeless.first(hopeless.size() - too_small.size()));
    }
    co_return candidates;
  }

  /// Whether a face may be large enough for an answer whose rectangle is up to so many times as large as this one.
  [[nodiscard]] bool may_be_large_enough(const Rectangle& rectangle, float times) const {
    return times * rectangle.shorter_side() >= static_cast<float>(options_.minimum_face);
  }

  /// Whether a face may be possible whose rectangle is up to so many times as large, or as small, as this one.
  [[nodiscard]] bool may_be_possible(float detected, const Rectangle& rectangle, float times) const {
    return face_analyzer::may_be_possible(detected, times * share(rectangle), rectangle.shorter_side() / times);
  }

  /// How much of the picture's shorter side a face takes.
  [[nodiscard]] float share(const Rectangle& rectangle) const {
    return rectangle.shorter_side() / static_cast<float>(std::min(pyramid_.width(), pyramid_.height()));
  }

  /// Whether nothing that the mesh network can say makes a face of what the detector saw.
  [[nodiscard]] bool is_hopeless(const Detection& detection) const {
    return !may_be_certain(detection.probability, detection.box.shorter_side() / kMostOfBox) &&
           !may_be_possible(detection.probability, detection.box, kMostOfBox);
  }

  /// Those of the detections that may be of faces large enough for an answer.
  [[nodiscard]] std::vector<Detection> large_ones(std::vector<Detection> detections) const {
    std::erase_if(detections,
                  [this](const Detection& detection) { return !may_be_large_enough(detection.box, kMostOfBox); });
    return detections;
  }

  /// What the mesh network makes of detections at first.
  Task<std::vector<Candidate>> first_seen(std::vector<Detection> detections) {
    const std::vector<Mesh> meshes = co_await mesh_finder_.meshes_of(detections);
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < detections.size(); ++i) candidates.push_back(candidate_of(detections[i], meshes[i]));
    co_return candidates;
  }

  /// Has the mesh network look at the regions of the meshes that it gave.
  Task<std::size_t> look_again(std::span<Candidate> candidates) {
    std::vector<Mesh> meshes;
    for (const Candidate& candidate : candidates) meshes.push_back(candidate.face.mesh);
    meshes = co_await mesh_finder_.improved(meshes);
    for (std::size_t i = 0; i < candidates.size(); ++i)
      candidates[i] = candidate_of(candidates[i].detection, meshes[i]);
    co_return candidates.size();
  }

  Host& host_;
  const Pyramid& pyramid_;
  const Options& options_;
  Stopwatch& stopwatch_;
  MeshFinder mesh_finder_;
  std::vector<Turn> turns_;
};

}  // namespace

Task<std::vector<Face>> find_faces(Host& host, const Pyramid& pyramid, const Options& options, Stopwatch& stopwatch) {
  FaceFinder finder(host, pyramid, options, stopwatch);
  co_return co_await finder.find();
}

}  // namespace face_analyzer
