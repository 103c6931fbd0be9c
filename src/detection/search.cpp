#include "detection/search.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "detection/detail.hpp"
#include "detection/suppression.hpp"
#include "geometry/region.hpp"
#include "tensor/sample.hpp"

namespace face_analyzer {
namespace {

// The detector was trained on pictures of 192 pixels, in which faces have from about a twelfth of the side up to nearly
// all of it. The first view shows the whole picture at half of that, since a face that fills the picture needs room
// around it and a noisy picture calms down when it shrinks; each further one shows it larger.
constexpr float kTrainedView = 192;
constexpr float kCoarsestView = kTrainedView / 2;
constexpr float kScaleStep = std::numbers::sqrt2_v<float>;
// Beyond the trained size is nearly all of the cost. With this step as many labelled faces of street scenes are found
// as with the other (297 and 296 of 551, 85 and 86 of the 92 from 32 pixels on), in two thirds of the pixels; with a
// step of 2 it is 286.
constexpr float kFinerStep = 1.68F;
constexpr float kSmallestInView = 18;  // pixels that the smallest face gets in the finest view; fewer miss faces
constexpr float kLargestView = 1536;   // bounds the memory of one run
constexpr float kMargin = 16;          // black pixels on either side of the picture, at least

constexpr std::size_t kStride = 4;  // pixels of the view a cell of the output maps; its anchor is in its centre
constexpr std::size_t kNumbersOfCell = 16;
constexpr float kMinimumProbability = .15F;  // of one look; other looks may bear it out
constexpr float kAgreedProbability = .3F;    // of all looks together; the mesh network decides further
constexpr float kOverlap = .3F;              // MediaPipe's min_suppression_threshold
constexpr float kLogitLimit = 100;           // MediaPipe's score_clipping_thresh

/// The picture as the detector sees it once: turned, scaled and padded.
struct View {
  Region region;
  Extent extent;
};

int padded(float side) {
  const int multiple = model_description(Model::face_detection).multiple;
  return (static_cast<int>(std::ceil(side + 2 * kMargin)) + multiple - 1) / multiple * multiple;
}

/// A view of a part of the picture in which one pixel of the picture measures `scale`.
View view_of(const Rectangle& part, float scale, float angle) {
  const bool sideways = std::abs(std::sin(angle)) > .5F;
  const Extent extent{padded((sideways ? part.height : part.width) * scale),
                      padded((sideways ? part.width : part.height) * scale)};
  return {{part.centre(), static_cast<float>(extent.width) / scale, static_cast<float>(extent.height) / scale, angle},
          extent};
}

float longest_side(const Pyramid& pyramid) { return static_cast<float>(std::max(pyramid.width(), pyramid.height())); }

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

/// The first octave ends with the size of view that the detector was trained on.
std::vector<std::vector<float>> octaves_of(std::span<const float> scales, const Pyramid& pyramid) {
  std::vector<std::vector<float>> octaves(1);
  float end = kRounding * kTrainedView / longest_side(pyramid);
  for (const float scale : scales) {
    if (scale > end) {
      octaves.emplace_back();
      end *= 2;
    }
    octaves.back().push_back(scale);
  }
  return octaves;
}

/// The two maps that the detector gives: {1, 16, rows, columns} and {1, 1, rows, columns}.
class Cells {
 public:
  Cells(const Tensor& regressors, const Tensor& logits, std::size_t columns)
      : regressors_(regressors), logits_(logits), columns_(columns), count_(logits.values.size()) {}

  [[nodiscard]] std::size_t count() const { return count_; }

  [[nodiscard]] float probability(std::size_t cell) const {
    const float logit = std::clamp(logits_.values[cell], -kLogitLimit, kLogitLimit);
    return 1 / (1 + std::exp(-logit));
  }

  /// A pair of the sixteen numbers of a cell: 0 the box's centre, 1 its size, 2-7 the key points.
  [[nodiscard]] Point pair(std::size_t cell, std::size_t index) const {
    return {regressors_.values[2 * index * count_ + cell], regressors_.values[(2 * index + 1) * count_ + cell]};
  }

  /// The place of a cell's anchor in the view.
  [[nodiscard]] Point anchor(std::size_t cell) const {
    return {(static_cast<float>(cell % columns_) + .5F) * float{kStride},
            (static_cast<float>(cell / columns_) + .5F) * float{kStride}};
  }

 private:
  const Tensor& regressors_;
  const Tensor& logits_;
  std::size_t columns_;
  std::size_t count_;
};

/// What one cell saw, in pixels of the picture.
Detection decoded(const Cells& cells, std::size_t cell, const View& view) {
  const auto to_picture = [&](Point place) {
    return view.region.to_picture(
        {place.x / static_cast<float>(view.extent.width), place.y / static_cast<float>(view.extent.height)});
  };
  const float pixels = view.region.width / static_cast<float>(view.extent.width);
  const Point anchor = cells.anchor(cell);
  const Point centre = to_picture(anchor + cells.pair(cell, 0));
  const Point size = cells.pair(cell, 1) * pixels;
  Detection detection{cells.probability(cell), {centre.x - size.x / 2, centre.y - size.y / 2, size.x, size.y}, {}};
  for (std::size_t i = 0; i < detection.key_points.size(); ++i)
    detection.key_points[i] = to_picture(anchor + cells.pair(cell, i + 2));
  return detection;
}

/// All that the detector sees in one view, unsuppressed.
Task<std::vector<Detection>> sightings(Host& host, const Pyramid& pyramid, View view) {
  Tensor input({1, 3, view.extent.height, view.extent.width});
  sample(pyramid, view.region, view.extent, Border::black, model_description(Model::face_detection).normalisation,
         input.values);
  const Outputs outputs = co_await host.run(Model::face_detection, std::move(input));
  const auto columns = static_cast<std::size_t>(view.extent.width) / kStride;
  const auto rows = static_cast<std::size_t>(view.extent.height) / kStride;
  expect_lengths(outputs, 1, {kNumbersOfCell * rows * columns, rows * columns});
  expect_places(std::span(outputs).first(1));
  const Cells cells(outputs[0], outputs[1], columns);
  std::vector<Detection> detections;
  for (std::size_t cell = 0; cell < cells.count(); ++cell)
    if (cells.probability(cell) >= kMinimumProbability) detections.push_back(decoded(cells, cell, view));
  co_return suppressed(std::move(detections), kOverlap);
}

/// Whether a part of the picture leaves some of a face out. A view of the whole has shown it better.
bool is_cut(const Rectangle& face, const Rectangle& part, const Rectangle& picture) {
  constexpr float kWholeShare = .95F;
  return shared_area(face, part) < kWholeShare * shared_area(face, picture);
}

}  // namespace

Search::Search(const Pyramid& pyramid, float smallest_face, float angle) : pyramid_(&pyramid), angle_(angle) {
  const float longest = longest_side(pyramid);
  const float finest = std::clamp(kSmallestInView / smallest_face, kTrainedView / longest, kLargestView / longest);
  octaves_ = octaves_of(scales_up_to(finest, kScaleStep, pyramid), pyramid);
}

Search Search::close(const Pyramid& pyramid) {
  const float finest = kTrainedView / longest_side(pyramid);
  return {pyramid, {scales_up_to(finest, std::sqrt(kScaleStep), pyramid)}, 0};
}

Task<bool> Search::look(Host& host) {
  const std::size_t before = sightings_.size();
  for (const float scale : octaves_[looks_]) {
    const Rectangle part = looks_ == 0 ? pyramid_->bounds() : detailed_part(*pyramid_, scale);
    if (part.area() == 0) continue;
    std::vector<Detection> sighted = co_await sightings(host, *pyramid_, view_of(part, scale, angle_));
    std::erase_if(sighted, [&](const Detection& detection) { return is_cut(detection.box, part, pyramid_->bounds()); });
    sightings_.insert(sightings_.end(), sighted.begin(), sighted.end());
  }
  ++looks_;
  co_return sightings_.size() > before;
}

std::vector<Detection> Search::seen() const {
  std::vector<Detection> detections = agreed(sightings_, kOverlap);
  std::erase_if(detections, [](const Detection& detection) { return detection.probability < kAgreedProbability; });
  return detections;
}

}  // namespace face_analyzer
