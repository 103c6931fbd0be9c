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

// The least logit of what may be a face in the next view, by the number of views to come: 1, 2, and more. Of 392 faces
// of 30 to 44 pixels in photographs of 1920, which the last of four finer views shows first, 5 are lost by it, and of
// those that are found in street scenes none.
constexpr std::array<float, 3> kSuspectLogits{-4, -5, -5.5F};
constexpr float kReach = 26;  // pixels of a view around a suspect, and its margin: 18 pixels find one face in 300 less
// What was seen with less probability is shown once more as long as it has no more pixels than that.
constexpr float kSure = .9F;
constexpr float kDoubted = 64;

constexpr float kAgreedProbability = .3F;  // of all views together; the mesh network decides further
constexpr float kOverlap = .3F;            // MediaPipe's min_suppression_threshold

float longest_side(const Pyramid& pyramid) { return static_cast<float>(std::max(pyramid.width(), pyramid.height())); }

// The views of the first octave.
constexpr std::size_t kCoarsest = 0;
constexpr std::size_t kBetween = 1;
constexpr std::size_t kTrained = 2;

constexpr float kRounding = 1.01F;  // of a scale that was stepped to

/// The scales of a search, from the whole picture in one small view to the finest.
std::vector<float> scales_up_to(float finest, float step, const Pyramid& pyramid) {
  std::vector<float> scales;
  for (float scale = kCoarsestView / longest_side(pyramid); scale < finest / std::sqrt(step); scale *= step) {
    if (scale > kRounding * kTrainedView / longest_side(pyramid)) step = kFinerStep;
    scales.push_back(scale);
  }
  scales.push_back(finest);
  return scales;
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

float least_suspect_logit(std::size_t finer_views) {
  if (finer_views == 0) return std::numeric_limits<float>::infinity();
  return kSuspectLogits[std::min(finer_views, kSuspectLogits.size()) - 1];
}

Rectangle around(Point place, float reach) { return {place.x - reach, place.y - reach, 2 * reach, 2 * reach}; }

/// A face without its edge, over which another may look.
Rectangle inside_of(const Rectangle& face) {
  constexpr float kEdge = .1F;
  return {face.left + kEdge * face.width, face.top + kEdge * face.height, (1 - 2 * kEdge) * face.width,
          (1 - 2 * kEdge) * face.height};
}

template <typename Item>
void append(std::vector<Item>& items, const std::vector<Item>& more) {
  items.insert(items.end(), more.begin(), more.end());
}

}  // namespace

Search::Search(const Pyramid& pyramid, float smallest_face, float angle) : pyramid_(&pyramid), angle_(angle) {
  const float longest = longest_side(pyramid);
  const float needed = kSmallestInView / smallest_face * longest;  // pixels of the finest view
  const float octave = needed <= kSmallView ? kSmallView : kTrainedView;
  const float finest = std::clamp(needed, octave, kLargestView) / longest;
  scales_ = scales_up_to(finest, std::sqrt(octave / kCoarsestView), pyramid);
  octaves_ = octaves_of(scales_, pyramid);
  shown_.resize(scales_.size());
  while (glance_ + 1 < octaves_.front() && scales_[glance_] * longest < needed) ++glance_;
}

Search Search::close(const Pyramid& pyramid) {
  std::vector<float> scales =
      scales_up_to(kTrainedView / longest_side(pyramid), std::sqrt(std::numbers::sqrt2_v<float>), pyramid);
  std::vector<std::size_t> octaves{scales.size()};
  return {pyramid, std::move(scales), std::move(octaves), 0};
}

Task<bool> Search::look(Host& host) {
  const std::size_t before = looks_ == 0 ? 0 : sightings_.size();  // what a glance saw is of the first octave
  for (std::size_t view = looks_ == 0 ? 0 : octaves_[looks_ - 1]; view < octaves_[looks_]; ++view)
    co_await show(host, view);
  ++looks_;
  co_return sightings_.size() > before;
}

Task<bool> Search::glimpse(Host& host) {
  co_await show(host, kCoarsest);
  co_await show(host, kTrained);
  ++looks_;
  co_return !sightings_.empty();
}

Task<bool> Search::complete(Host& host) { return show(host, kBetween); }

Task<bool> Search::glance(Host& host) { return show(host, glance_); }

Task<bool> Search::show(Host& host, std::size_t view) {
  if (shown_[view]) co_return false;
  const float scale = scales_[view];
  const Views views(pyramid_->bounds(), scale, angle_);
  const bool whole = view < octaves_.front();
  const std::vector<Rectangle> parts = whole ? std::vector{pyramid_->bounds()} : suspicious_parts(scale, views);
  const float least_logit = least_suspect_logit(scales_.size() - 1 - view);
  Sight sight;
  for (const Rectangle& part : parts) {
    const Sight more = co_await sight_of(host, *pyramid_, views.of(part), least_logit);
    append(sight.faces, more.faces);
    append(sight.suspects, more.suspects);
  }
  const std::size_t before = sightings_.size();
  append(sightings_, suppressed(std::move(sight.faces), kOverlap));
  const bool is_finest =
      std::none_of(shown_.begin() + static_cast<std::ptrdiff_t>(view), shown_.end(), std::identity());
  if (is_finest) suspects_ = std::move(sight.suspects);
  shown_[view] = true;
  co_return sightings_.size() > before;
}

std::vector<Rectangle> Search::suspicious_parts(float scale, const Views& views) const {
  const Rectangle picture = pyramid_->bounds();
  Detail detail(*pyramid_, scale);
  std::vector<Rectangle> wanted;
  const auto is_in_known_face = [&](Point place) {
    return std::ranges::any_of(known_, [&](const Rectangle& face) { return contains(inside_of(face), place); });
  };
  for (const Point place : suspects_)
    if (!is_in_known_face(place) && detail.is_near(place)) wanted.push_back(around(place, kReach / scale));
  const auto is_doubted = [&](const Detection& face) {
    return face.probability < kSure && std::max(face.box.width, face.box.height) * scale <= kDoubted &&
           shared_area(face.box, picture) > 0;
  };
  for (const Detection& face : agreed(sightings_, kOverlap))
    if (is_doubted(face)) wanted.push_back(face.box);
  return parts_around(wanted, picture, [&](const Rectangle& part) { return views.of(part).cost(); });
}

std::vector<Detection> Search::seen() const {
  std::vector<Detection> detections = agreed(sightings_, kOverlap);
  std::erase_if(detections, [](const Detection& detection) { return detection.probability < kAgreedProbability; });
  return detections;
}

}  // namespace face_analyzer
