#include "analysis/face_finder.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "analysis/belief.hpp"
#include "analysis/judge.hpp"
#include "analysis/judgement.hpp"
#include "detection/search.hpp"

namespace face_analyzer {
namespace {

constexpr float kClearlyAFace = 10;   // logits of the mesh network in coarse views
constexpr float kWorthJudging = .9F;  // probability of a face after a glimpse
constexpr float kMostOfGlance = 5;    // logits that a face seen again may gain when all views place it

/// The search for the faces of a picture that may lie on a side or stand on its head. Coarse views decide how it is
/// turned; finer ones, of which each octave costs four times as much as the one before, are for the decided turn.
class FaceFinder {
 public:
  FaceFinder(Host& host, const Pyramid& pyramid, const Options& options, Stopwatch& stopwatch)
      : host_(host), options_(options), stopwatch_(stopwatch), judge_(host, pyramid, options.minimum_face) {
    for (std::size_t quarters = 0; quarters < kTurns; ++quarters)
      turns_.push_back({Search(pyramid, static_cast<float>(options.minimum_face), radians(quarters)), {quarters, {}}});
  }

  Task<std::vector<Face>> find() {
    Turn* turn = co_await decided_turn();
    co_await look_on(*turn, turn->search.octaves());
    std::vector<Face> faces = faces_in(best_turn()->judgement, options_.minimum_face);
    if (faces.empty()) faces = co_await look_closely();
    put_in_order(faces);
    co_return faces;
  }

 private:
  static constexpr std::size_t kTurns = 4;

  struct Turn {
    Search search;
    Judgement judgement;        // what the mesh network made of what the search saw
    bool all_is_judged = true;  // or some of it is still to be shown to the mesh network
  };

  /// Most pictures are upright, and the most probable face shows it at a glimpse. Else each turn is looked at so far
  /// that the best can be told from the others; where faces are small, half the finest view is enough for that.
  Task<Turn*> decided_turn() {
    Turn& upright = turns_.front();
    const std::size_t octaves = upright.search.octaves();
    const std::size_t coarse = std::clamp(octaves - 1, std::size_t{1}, std::size_t{2});
    co_await glimpse(upright);
    if (upright.judgement.clear()) co_return &upright;
    for (std::size_t look = 1; look <= coarse; ++look) {
      co_await look_on(upright, look);
      if (upright.judgement.clear()) co_return &upright;
    }
    Turn* best = co_await best_turn_by_glances(coarse);
    if (best->judgement.belief() >= kClearlyAFace) co_return best;
    co_await look_on(upright, octaves);
    if (upright.judgement.belief() >= kClearlyUpright) co_return &upright;
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
    const Judgement& best = best_turn()->judgement;
    if (!best.certain()) co_return true;
    stopwatch_.enter(Stage::search);
    co_await turn.search.glance(host_);
    stopwatch_.enter(Stage::mesh);
    const float least = kClearlyMore * best.belief();
    std::vector<Candidate> candidates = co_await judge_.large_ones_at_first(turn.search.seen(), best);
    Judgement glanced{turn.judgement.quarters, std::move(candidates)};
    if (glanced.belief_within(kMostGain) <= least) co_return false;
    co_await judge_.look_again(glanced.candidates);
    co_return glanced.belief_within(kMostOfGlance) > least;
  }

  Turn* best_turn() {
    Turn* best = &turns_.front();
    for (Turn& turn : std::span(turns_).subspan(1))
      if (tells_more(turn.judgement, best->judgement)) best = &turn;
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
      turn.judgement = co_await judged(std::span(seen).first(1), turn.judgement);
      if (turn.judgement.clear()) {
        turn.search.know(turn.judgement.candidates.front().detection.box);
        turn.all_is_judged = seen.size() == 1;
        co_return &turn;
      }
      turn.judgement.candidates.clear();
    }
    stopwatch_.enter(Stage::search);
    co_await turn.search.complete(host_);
    co_return &turn;
  }

  /// Looks at a turn's octaves up to this one, but at no more than it takes to find as many sure faces as are
  /// wanted.
  Task<Turn*> look_on(Turn& turn, std::size_t octaves) {
    const auto wanted = static_cast<std::size_t>(options_.maximum_faces);
    while (true) {
      const bool saw_more = co_await look_thoroughly(turn);
      if (sure_faces(turn.judgement) >= wanted && !saw_more) break;
      while (turn.search.looks() < std::min(octaves, turn.search.octaves()) &&
             (turn.all_is_judged || turn.search.seen().size() < wanted))
        co_await look(turn);
      if (turn.all_is_judged) break;
      turn.judgement = co_await judged(turn.search.seen(), turn.judgement);
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
    if (!shows_people(turn.judgement)) co_return false;
    stopwatch_.enter(Stage::search);
    const bool saw = co_await turn.search.be_thorough(host_);
    if (saw) turn.all_is_judged = false;
    co_return saw;
  }

  /// Whether a face is sure that is not much too small to be answered: then others may be near.
  [[nodiscard]] bool shows_people(const Judgement& judgement) const {
    return std::ranges::any_of(judgement.candidates, [this](const Candidate& candidate) {
      return is_sure(candidate.face) && judge_.may_be_large_enough(candidate);
    });
  }

  /// How many faces will be answered, whatever other networks say of them.
  [[nodiscard]] std::size_t sure_faces(const Judgement& judgement) const {
    return static_cast<std::size_t>(std::ranges::count_if(judgement.candidates, [this](const Candidate& candidate) {
      return is_sure(candidate.face) && large_enough(candidate.face, options_.minimum_face);
    }));
  }

  /// What a search for half hidden faces leads to.
  Task<std::vector<Face>> look_closely() {
    Turn turn{turns_.front().search.closer(), {}};
    co_await look_on(turn, 1);
    co_return faces_in(turn.judgement, options_.minimum_face);
  }

  /// What the mesh network makes of what a search saw.
  Task<Judgement> judged(std::span<const Detection> detections, const Judgement& before) {
    stopwatch_.enter(Stage::mesh);
    return judge_.judged(detections, before);
  }

  Host& host_;
  const Options& options_;
  Stopwatch& stopwatch_;
  Judge judge_;
  std::vector<Turn> turns_;
};

}  // namespace

Task<std::vector<Face>> find_faces(Host& host, const Pyramid& pyramid, const Options& options, Stopwatch& stopwatch) {
  FaceFinder finder(host, pyramid, options, stopwatch);
  co_return co_await finder.find();
}

}  // namespace face_analyzer
