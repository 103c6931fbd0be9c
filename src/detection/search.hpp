#pragma once

#include <cstddef>
#include <vector>

#include "detection/detection.hpp"
#include "detection/view.hpp"
#include "geometry/rectangle.hpp"
#include "inference/host.hpp"
#include "inference/task.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

/// Finds what may be faces, from those that fill the picture down to `smallest_face` pixels (the shorter side of the
/// response's rectangle), octave by octave: each `look` shows the picture up to twice as large as the one before and
/// would cost four times as much, so that whoever has seen enough need not look on, and of the picture only those parts
/// are shown that have detail and where the view before showed what may become a face. Where that is nearly everywhere,
/// as in foliage, only the likeliest places are shown, unless the search is to be thorough. The finest view is bounded:
/// in a picture of 4000 pixels faces are found from about 48 pixels on. `angle` is how the picture is turned for it:
/// faces are found that stand upright, or nearly so, when the picture is turned back by that angle (radians,
/// clockwise). The pyramid must outlive the search.
class Search {
 public:
  Search(const Pyramid& pyramid, float smallest_face, float angle);

  /// A search for faces that are large in the picture, turned as for this one, at scales half as far apart as usual,
  /// all in one look: what is half hidden, say by a cap and a mask, becomes probable only when many views agree. It
  /// knows already what this one saw at the same scales.
  [[nodiscard]] Search closer() const;

  [[nodiscard]] std::size_t octaves() const { return octaves_.size(); }
  /// How many of them were looked at.
  [[nodiscard]] std::size_t looks() const { return looks_; }

  /// Looks at those views of the next octave that it has not looked at; returns whether any of all showed anything.
  Task<bool> look(Host& host);
  /// Looks at the first octave, but for the view in its middle, which only bears out the others. Where it is wanted
  /// after all, `complete` looks at it.
  Task<bool> glimpse(Host& host);
  Task<bool> complete(Host& host);
  /// Looks at one view of the first octave ahead of the others: the coarsest that shows the smallest faces, or the
  /// finest.
  Task<bool> glance(Host& host);

  /// Looks at what it spared itself so far, and spares itself nothing from now on: where there is one face, others are
  /// likely. Returns whether that showed anything.
  Task<bool> be_thorough(Host& host);

  /// Tells of a face that leaves no doubt: what looks like smaller ones within its box is not looked at.
  void know(const Rectangle& face) { known_.push_back(face); }

  /// What all views so far agree on, in descending probability.
  [[nodiscard]] std::vector<Detection> seen() const;

 private:
  /// What has been seen at one scale.
  struct Look {
    std::vector<Rectangle> parts;  // of the picture, that were shown
    std::vector<Detection> faces;  // suppressed
    std::vector<Suspect> suspects;
  };

  Search(const Pyramid& pyramid, std::vector<float> scales, float angle);

  /// Shows the picture, or parts of it, at one of the scales, as far as it has not been shown so; returns whether it
  /// showed anything.
  Task<bool> show(Host& host, std::size_t view);
  /// The parts of the picture that a view has to show and has not shown yet.
  [[nodiscard]] std::vector<Rectangle> parts_to_show(std::size_t view, const Views& views) const;
  /// Squares around what the view before suspects.
  [[nodiscard]] std::vector<Rectangle> suspicious_squares(std::size_t view) const;
  /// The boxes of faces that what was seen so far leaves in doubt and that are small enough in a view to look again.
  [[nodiscard]] std::vector<Rectangle> doubted_boxes(std::size_t view) const;
  /// How much of the picture a view shows of what may be faces, the likeliest places first, in blocks of half the side
  /// of a suspicious square.
  [[nodiscard]] float most_blocks(std::size_t view) const;
  /// What the views saw, unsuppressed across them.
  [[nodiscard]] std::vector<Detection> sightings() const;

  const Pyramid* pyramid_;
  float angle_;
  std::vector<float> scales_;         // pixels of a view that one of the picture measures, ascending
  std::vector<std::size_t> octaves_;  // of how many scales each ends
  std::vector<Look> seen_;            // at each scale
  std::size_t glance_ = 0;            // the view that a glance looks at
  std::size_t looks_ = 0;
  bool thorough_ = false;
  std::vector<Rectangle> known_;  // faces
};

}  // namespace face_analyzer
