#include "detection/view.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>

namespace face_analyzer {
namespace {

constexpr float kMargin = 16;       // pixels of the view around the part, at least; black beyond the picture
constexpr std::size_t kStride = 4;  // pixels of the view a cell of the output maps; its anchor is in its centre
constexpr std::size_t kNumbersOfCell = 16;
constexpr float kMinimumProbability = .15F;  // of one look; other looks may bear it out
constexpr float kLogitLimit = 100;           // MediaPipe's score_clipping_thresh

float multiple() { return static_cast<float>(model_description(Model::face_detection).multiple); }

float padded(float side) { return std::ceil((side + 2 * kMargin) / multiple()) * multiple(); }

/// What a region shows of the picture's plane.
Rectangle shown_in(const Region& region) {
  const Point half = QuarterTurn(region.angle).of({region.width / 2, region.height / 2});
  const Point reach{std::abs(half.x), std::abs(half.y)};
  return {region.centre.x - reach.x, region.centre.y - reach.y, 2 * reach.x, 2 * reach.y};
}

/// A side of a part with its margin, in whole steps of the view of the whole picture.
struct Span {
  float from;
  float to;

  Span(float one, float other, float side)
      : from(std::max(0.F, std::floor((std::min(one, other) - kMargin) / multiple()) * multiple())),
        to(std::min(side, std::ceil((std::max(one, other) + kMargin) / multiple()) * multiple())) {}
  [[nodiscard]] float length() const { return to - from; }
  [[nodiscard]] float middle() const { return (from + to) / 2; }
};

/// What the detector gives for a view, in pixels of the picture: three maps, {1, 16, rows, columns} and twice
/// {1, 1, rows, columns}.
class Cells {
 public:
  /// Of the outputs it keeps no copy. Throws where they are none of this view.
  Cells(const Outputs& outputs, const View& view)
      : outputs_(outputs), view_(view), columns_(static_cast<std::size_t>(view.extent.width) / kStride) {
    count_ = columns_ * (static_cast<std::size_t>(view.extent.height) / kStride);
    expect_lengths(outputs, 1, {kNumbersOfCell * count_, count_, count_});
    expect_places(outputs_.first(1));  // the others are logits
  }

  [[nodiscard]] std::size_t count() const { return count_; }

  [[nodiscard]] float logit(std::size_t cell) const { return outputs_[1].values[cell]; }

  /// The logit of a face that a finer view would show better.
  [[nodiscard]] float suspicion(std::size_t cell) const { return outputs_[2].values[cell]; }

  [[nodiscard]] float probability(std::size_t cell) const {
    return 1 / (1 + std::exp(-std::clamp(logit(cell), -kLogitLimit, kLogitLimit)));
  }

  /// Where the cell's anchor lies.
  [[nodiscard]] Point place(std::size_t cell) const { return to_picture(anchor(cell)); }

  /// The face that the cell saw.
  [[nodiscard]] Detection detection(std::size_t cell) const {
    const float pixels = view_.region.width / static_cast<float>(view_.extent.width);
    const Point centre = to_picture(anchor(cell) + pair(cell, 0));
    const Point size = pair(cell, 1) * pixels;
    Detection detection{probability(cell), {centre.x - size.x / 2, centre.y - size.y / 2, size.x, size.y}, {}};
    for (std::size_t i = 0; i < detection.key_points.size(); ++i)
      detection.key_points[i] = to_picture(anchor(cell) + pair(cell, i + 2));
    return detection;
  }

 private:
  /// A pair of the sixteen numbers of a cell, in pixels of the view: 0 the box's centre, 1 its size, 2-7 the key
  /// points.
  [[nodiscard]] Point pair(std::size_t cell, std::size_t index) const {
    const std::vector<float>& regressors = outputs_[0].values;
    return {regressors[2 * index * count_ + cell], regressors[(2 * index + 1) * count_ + cell]};
  }

  [[nodiscard]] Point anchor(std::size_t cell) const {
    const std::size_t row = cell / columns_;
    const std::size_t column = cell % columns_;
    return {(static_cast<float>(column) + .5F) * float{kStride}, (static_cast<float>(row) + .5F) * float{kStride}};
  }

  [[nodiscard]] Point to_picture(Point place) const {
    return view_.region.to_picture(
        {place.x / static_cast<float>(view_.extent.width), place.y / static_cast<float>(view_.extent.height)});
  }

  std::span<const Tensor> outputs_;
  View view_;
  std::size_t columns_;
  std::size_t count_;
};

/// Whether a view leaves some of a face out. A coarser one has shown it better.
bool is_cut(const Rectangle& face, const Rectangle& shown, const Rectangle& picture) {
  constexpr float kWholeShare = .95F;
  return shared_area(face, shown) < kWholeShare * shared_area(face, picture);
}

/// What the detector's outputs for a view say.
[[gnu::noinline]] Sight sight_in(const Outputs& outputs, const Rectangle& picture, const View& view,
                                 float least_suspicion) {
  const Cells cells(outputs, view);
  const Rectangle shown = shared_part(shown_in(view.region), picture);
  Sight sight;
  for (std::size_t cell = 0; cell < cells.count(); ++cell) {
    if (cells.suspicion(cell) >= least_suspicion)
      if (const Point place = cells.place(cell); contains(view.part, place))
        sight.suspects.push_back({place, cells.suspicion(cell)});
    if (cells.probability(cell) < kMinimumProbability) continue;
    const Detection face = cells.detection(cell);
    if (!is_cut(face.box, shown, picture)) sight.faces.push_back(face);
  }
  return sight;
}

}  // namespace

QuarterTurn::QuarterTurn(float angle) : cosine_(std::round(std::cos(angle))), sine_(std::round(std::sin(angle))) {}

Views::Views(const Rectangle& picture, float scale, float angle)
    : centre_(picture.centre()), scale_(scale), angle_(angle), turn_(angle), turn_back_(-angle) {
  const Point sides = turn_.of({picture.width * scale, picture.height * scale});
  whole_ = {padded(std::abs(sides.x)), padded(std::abs(sides.y))};
}

View Views::of(const Rectangle& part) const {
  const auto in_whole = [this](Point place) { return turn_back_.of((place - centre_) * scale_) + whole_ * .5F; };
  const Point one = in_whole({part.left, part.top});
  const Point other = in_whole({part.left + part.width, part.top + part.height});
  const Span across(one.x, other.x, whole_.x);
  const Span down(one.y, other.y, whole_.y);
  const Point middle = Point{across.middle(), down.middle()} - whole_ * .5F;
  return {part,
          {centre_ + turn_.of(middle * (1 / scale_)), across.length() / scale_, down.length() / scale_, angle_},
          {static_cast<int>(across.length()), static_cast<int>(down.length())}};
}

Task<Sight> sight_of(Host& host, const Pyramid& pyramid, View view, float least_suspicion) {
  Tensor input({1, 3, view.extent.height, view.extent.width});
  sample(pyramid, view.region, view.extent, Border::black, model_description(Model::face_detection).normalisation,
         input.values);
  const Outputs outputs = co_await host.run(Model::face_detection, std::move(input));
  co_return sight_in(outputs, pyramid.bounds(), view, least_suspicion);
}

}  // namespace face_analyzer
