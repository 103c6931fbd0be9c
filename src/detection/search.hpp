#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "detection/detection.hpp"
#include "inference/host.hpp"
#include "inference/task.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

/// Finds what may be faces, from those that fill the picture down to `smallest_face` pixels (the shorter side of the
/// response's rectangle), octave by octave: each `look` shows the picture, or the part of it that has detail, up to
/// twice as large as the one before and costs up to four times as much, so that whoever has seen enough need not look
/// on. The finest view is bounded: in a picture of 4000 pixels faces are found from about 48 pixels on. `angle` is how
/// the picture is turned for it: faces are found that stand upright, or nearly so, when the picture is turned back by
/// that angle (radians, clockwise). The pyramid must outlive the search.
class Search {
 public:
  Search(const Pyramid& pyramid, float smallest_face, float angle);

  /// A search for upright faces that are large in the picture, at scales half as far apart as usual, all in one look:
  /// what is half hidden, say by a cap and a mask, becomes probable only when many views agree.
  static Search close(const Pyramid& pyramid);

  [[nodiscard]] std::size_t octaves() const { return octaves_.size(); }
  /// How many of them were looked at.
  [[nodiscard]] std::size_t looks() const { return looks_; }

  /// Looks at the next octave of views; returns whether any of them showed anything.
  Task<bool> look(Host& host);

  /// What all views so far agree on, in descending probability.
  [[nodiscard]] std::vector<Detection> seen() const;

 private:
  using Scales = std::vector<float>;  // pixels of a view that one of the picture measures, ascending

  Search(const Pyramid& pyramid, std::vector<Scales> octaves, float angle)
      : pyramid_(&pyramid), octaves_(std::move(octaves)), angle_(angle) {}

  const Pyramid* pyramid_;
  std::vector<Scales> octaves_;
  float angle_;
  std::size_t looks_ = 0;
  std::vector<Detection> sightings_;  // of all views, unsuppressed across them
};

}  // namespace face_analyzer
