#include "detection/search.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <span>
#include <utility>

#include "detection/detail.hpp"
#include "detection/parts.hpp"
#include "detection/suppression.hpp"

namespace face_analyzer {
namespace {

// The detector was trained on pictures of 192 pixels, in which faces have from about a twelfth of the side up to nearly
// all of it. The first view shows the whole picture at half of that, since a face that fills the picture needs room
// around it and a noisy picture calms down when it shrinks; each further one shows it larger.
constexpr float kTrainedView = 192;
constexpr float kCoarsestView = kTrainedView / 2;
// A picture so small that the faces asked for are large in it is shown no larger than this: with its margin the view
// has seven tenths of the pixels.
constexpr float kSmallView = 160;
// Beyond the trained size is nearly all of the cost. With this step as many labelled faces of street scenes are found
// as with the other (297 and 296 of 551, 85 and 86 of the 92 from 32 pixels on), in two thirds of the pixels; with a
// step of 2 it is 286.
constexpr float kFinerStep = 1.68F;
constexpr float kSmallestInView = 18;  // pixels that the smallest face gets in the finest view; fewer miss faces
constexpr float kLargestView = 1536;   // bounds the memory of one run

// The least suspicion of a place that the next view shows, by the number of views to come: 1, 2, and more. Of small
// faces of other people than those that it was learnt from 992, 990 and 982 in 1000 have more (models/suspicion).
constexpr std::array<float, 3> kLeastSuspicions{.5F, 0, -2.5F};
constexpr float kReach = 26;  // pixels of a view around a suspect, and its margin: 18 pixels find one face in 300 less
// A face of so many pixels of a view may look like anything; from there on faces look more and more like faces, so that
// of a picture that looks suspicious everywhere the likeliest places are enough: a fifth of it at 5 pixels, 2 % at 12.
constexpr float kUnseen = 3;
constexpr float kFewBlocks = 36;  // four places far apart are shown in any case
// In each of three other turns nothing smaller than so many times the smallest face is looked for, and half as many of
// the likeliest places are enough: of 195 faces from 100 pixels on 192 are found so and 193 by as many.
constexpr float kSmallestInTurn = 1.5F;
constexpr float kPlacesInTurn = .5F;
// What was seen with less probability is shown once more as long as it has no more pixels than that.
constexpr float kSure = .9F;
constexpr float kDoubted = 64;

constexpr float kNoBound = std::numeric_limits<float>::infinity();
constexpr float kAgreedProbability = .3F;  // of all views together; the mesh network decides further
constexpr float kOverlap = .3F;            // MediaPipe's min_suppression_threshold

float longest_side(const Pyramid& pyramid) { return static_cast<float>(std::max(pyramid.width(), pyramid.height())); }

// The views of the first octave.
constexpr std::size_t kCoarsest = 0;
constexpr std::size_t kBetween = 1;
constexpr std::size_t kTrained = 2;

constexpr float kRounding = 1.01F;    // of a scale that was stepped to
constexpr float kSameScale = .0001F;  // rounded in other steps

/// The scales of a search, from the whole picture in one small view to the finest.
std::vector<float> scales_up_to(float finest, float step, const Pyramid& pyramid) {
  std::vector<float> scales;
  float scale = kCoarsestView / longest_side(pyramid);
  while (scale < finest / std::sqrt(step)) {
    if (scale > kRounding * kTrainedView / longest_side(pyramid)) step = kFinerStep;
    scales.push_back(scale);
    scale *= step;
  }
  scales.push_back(finest);
  return scales;
}

/// The scales that show all faces from so many pixels on.
std::vector<float> scales_for(float smallest_face, const Pyramid& pyramid) {
  const float longest = longest_side(pyramid);
  const float needed = kSmallestInView / smallest_face * longest;  // pixels of the finest view
  const float octave = needed <= kSmallView ? kSmallView : kTrainedView;
  const float finest = std::clamp(needed, octave, kLargestView) / longest;
  return scales_up_to(finest, std::sqrt(octave / kCoarsestView), pyramid);
}

/// How many of the scales each octave ends with; the first with the size of view that the detector was trained on.
std::vector<std::size_t> octaves_of(std::span<const float> scales, const Pyramid& pyramid) {
  std::vector<std::size_t> ends;
  float end = kRounding * kTrainedView / longest_side(pyramid);
  for (std::size_t i = 0; i < scales.size(); ++i) {
    if (scales[i] <= end) continue;
    ends.push_back(i);
    end *= 2;
  }
  ends.push_back(scales.size());
  return ends;
}

float least_suspicion(std::size_t finer_views) {
  if (finer_views == 0) return kNoBound;
  return kLeastSuspicions[std::min(finer_views, kLeastSuspicions.size()) - 1];
}

Rectangle around(Point place, float reach) { return {place.x - reach, place.y - reach, 2 * reach, 2 * reach}; }

/// A face without its edge, over which another may look.
Rectangle inside_of(const Rectangle& face) {
  constexpr float kEdge = .1F;
  return {face.left + kEdge * face.width, face.top + kEdge * face.height, (1 - 2 * kEdge) * face.width,
          (1 - 2 * kEdge) * face.height};
}

/// How much of a picture squares around places take, counted in blocks of half of a square's side.
class Coverage {
 public:
  Coverage(const Rectangle& picture, float reach)
      : block_(reach),
        columns_(static_cast<int>(picture.width / reach) + 1),
        rows_(static_cast<int>(picture.height / reach) + 1),
        blocks_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)) {}

  void add(Point place) {
    const int column = static_cast<int>(place.x / block_);
    const int row = static_cast<int>(place.y / block_);
    for (int y = std::max(0, row - 1); y <= std::min(row + 1, rows_ - 1); ++y)
      for (int x = std::max(0, column - 1); x <= std::min(column + 1, columns_ - 1); ++x) cover(x, y);
  }

  [[nodiscard]] float blocks() const { return static_cast<float>(covered_); }

 private:
  void cover(int column, int row) {
    auto block = blocks_.begin() + (std::ptrdiff_t{row} * columns_ + column);
    if (!*block) ++covered_;
    *block = true;
  }

  float block_;
  int columns_;
  int rows_;
  std::vector<bool> blocks_;
  std::size_t covered_ = 0;
};

/// Whether all that a picture has of a rectangle is in one of its parts.
bool is_in_any(std::span<const Rectangle> parts, const Rectangle& rectangle, const Rectangle& picture) {
  constexpr float kAll = .999F;  // but for rounding
  const float area = kAll * shared_area(rectangle, picture);
  return std::ranges::any_of(parts, [&](const Rectangle& part) { return shared_area(rectangle, part) >= area; });
}

template <typename Item>
void append(std::vector<Item>& items, const std::vector<Item>& more) {
  items.insert(items.end(), more.begin(), more.end());
}

}  // namespace

Search::Search(const Pyramid& pyramid, float smallest_face, float angle)
    : Search(pyramid, scales_for(smallest_face, pyramid), angle) {
  const float enough = kSmallestInView / smallest_face;
  while (glance_ + 1 < octaves_.front() && scales_[glance_] < enough) ++glance_;
}

Search::Search(const Pyramid& pyramid, std::vector<float> scales, float angle)
    : pyramid_(&pyramid),
      angle_(angle),
      scales_(std::move(scales)),
      octaves_(octaves_of(scales_, pyramid)),
      seen_(scales_.size()) {}

Search Search::closer() const {
  const float finest = kTrainedView / longest_side(*pyramid_);
  Search search(*pyramid_, scales_up_to(finest, std::sqrt(std::numbers::sqrt2_v<float>), *pyramid_), angle_);
  for (std::size_t view = 0; view < octaves_.front(); ++view)
    for (std::size_t its = 0; its < search.scales_.size(); ++its)
      if (std::abs(search.scales_[its] - scales_[view]) < kSameScale * scales_[view]) search.seen_[its] = seen_[view];
  return search;
}

Task<bool> Search::look(Host& host) {
  const std::size_t first = looks_ == 0 ? 0 : octaves_[looks_ - 1];
  const std::size_t end = octaves_[looks_];
  for (std::size_t view = first; view < end; ++view) co_await show(host, view);
  ++looks_;
  co_return std::any_of(seen_.begin() + static_cast<std::ptrdiff_t>(first),
                        seen_.begin() + static_cast<std::ptrdiff_t>(end),
                        [](const Look& look) { return !look.faces.empty(); });
}

Task<bool> Search::glimpse(Host& host) {
  co_await show(host, kCoarsest);
  co_await show(host, kTrained);
  ++looks_;
  co_return !sightings().empty();
}

Task<bool> Search::complete(Host& host) { return show(host, kBetween); }

Task<bool> Search::glance(Host& host) { return show(host, glance_); }

Task<bool> Search::be_thorough(Host& host) {
  const bool was_thorough = std::exchange(thorough_, true);
  if (was_thorough || looks_ == 0) co_return false;
  bool saw = false;
  for (std::size_t view = octaves_.front(); view < octaves_[looks_ - 1]; ++view) {
    const bool saw_more = co_await show(host, view);
    saw = saw || saw_more;
  }
  co_return saw;
}

Task<bool> Search::show(Host& host, std::size_t view) {
  const Views views(pyramid_->bounds(), scales_[view], angle_);
  const std::vector<Rectangle> parts = parts_to_show(view, views);
  const float least = least_suspicion(scales_.size() - 1 - view);
  Look& look = seen_[view];
  std::vector<Detection> faces;
  for (const Rectangle& part : parts) {
    const Sight sight = co_await sight_of(host, *pyramid_, views.of(part), least);
    append(faces, sight.faces);
    append(look.suspects, sight.suspects);
  }
  const bool saw = !faces.empty();
  append(faces, look.faces);
  look.faces = suppressed(std::move(faces), kOverlap);
  append(look.parts, parts);
  co_return saw;
}

std::vector<Rectangle> Search::parts_to_show(std::size_t view, const Views& views) const {
  const Rectangle picture = pyramid_->bounds();
  const std::vector<Rectangle>& shown = seen_[view].parts;
  if (view < octaves_.front()) return shown.empty() ? std::vector{picture} : std::vector<Rectangle>();
  std::vector<Rectangle> wanted = suspicious_squares(view);
  append(wanted, doubted_boxes(view));
  std::erase_if(wanted, [&](const Rectangle& rectangle) { return is_in_any(shown, rectangle, picture); });
  return parts_around(wanted, picture, [&](const Rectangle& part) { return views.of(part).cost(); });
}

std::vector<Rectangle> Search::suspicious_squares(std::size_t view) const {
  std::vector<Suspect> suspects = seen_[view - 1].suspects;
  std::ranges::stable_sort(suspects, std::ranges::greater(), &Suspect::suspicion);
  const auto is_in_known_face = [&](Point place) {
    return std::ranges::any_of(known_, [&](const Rectangle& face) { return contains(inside_of(face), place); });
  };
  const float reach = kReach / scales_[view];
  const float most = most_blocks(view);
  Detail detail(*pyramid_, scales_[view]);
  Coverage coverage(pyramid_->bounds(), reach);
  std::vector<Rectangle> squares;
  for (const auto& [place, suspicion] : suspects) {
    if (coverage.blocks() > most) break;
    if (is_in_known_face(place) || !detail.is_near(place)) continue;
    squares.push_back(around(place, reach));
    coverage.add(place);
  }
  return squares;
}

std::vector<Rectangle> Search::doubted_boxes(std::size_t view) const {
  const float most = angle_ == 0 ? kNoBound : most_blocks(view);
  Coverage coverage(pyramid_->bounds(), kReach / scales_[view]);
  std::vector<Rectangle> boxes;
  for (const auto& [probability, box, key_points] : agreed(sightings(), kOverlap)) {
    if (coverage.blocks() > most) break;
    const bool is_doubted = probability < kSure && std::max(box.width, box.height) * scales_[view] <= kDoubted;
    if (!is_doubted || shared_area(box, pyramid_->bounds()) <= 0) continue;
    boxes.push_back(box);
    coverage.add(box.centre());
  }
  return boxes;
}

float Search::most_blocks(std::size_t view) const {
  const bool costs_little = view < octaves_[1];
  if (thorough_ || costs_little) return kNoBound;
  const bool is_upright = angle_ == 0;
  const float smallest = kSmallestInView * scales_[view - 1] / scales_.back() * (is_upright ? 1 : kSmallestInTurn);
  const float block = kReach / scales_[view];
  const float all = pyramid_->bounds().area() / (block * block);
  return (is_upright ? 1 : kPlacesInTurn) * std::max(kFewBlocks, std::pow(kUnseen / smallest, 3.F) * all);
}

std::vector<Detection> Search::sightings() const {
  std::vector<Detection> sightings;
  for (const Look& look : seen_) append(sightings, look.faces);
  return sightings;
}

std::vector<Detection> Search::seen() const {
  std::vector<Detection> detections = agreed(sightings(), kOverlap);
  std::erase_if(detections, [](const Detection& detection) { return detection.probability < kAgreedProbability; });
  return detections;
}

}  // namespace face_analyzer
