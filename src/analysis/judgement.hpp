#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/face.hpp"
#include "detection/detection.hpp"

namespace face_analyzer {

/// What may be a face: what the detector saw and what the mesh network made of it.
struct Candidate {
  Detection detection;
  Face face;
};

/// Whether a face is certain.
bool any_certain(std::span<const Candidate> candidates);

/// By how much more one turn of the picture is believed in than another if that is to count. Most pictures are upright.
inline constexpr float kClearlyMore = 1.15F;
/// The belief that leaves no doubt, in logits of the mesh network in coarse views: nine of ten labelled faces get more,
/// of masked ones every second; of those that stand on their head and are taken for upright, one in a hundred.
inline constexpr float kClearlyUpright = 20;

/// What the mesh network made of what one search saw of the picture, turned by quarters of a circle (clockwise).
struct Judgement {
  std::size_t quarters = 0;
  std::vector<Candidate> candidates;

  [[nodiscard]] bool certain() const;

  /// How much the faces speak for this turn, and what that may become if they were certain and the mesh network found
  /// so much more of each. Doubtful ones do not count: the wrong way up, one face easily looks like several of them.
  [[nodiscard]] float belief() const;
  [[nodiscard]] float belief_within(float gain) const;

  /// Whether a face leaves no doubt that the picture is upright in this turn.
  [[nodiscard]] bool clear() const;
  /// The first of the candidates that the detector saw in the same place, or null.
  [[nodiscard]] const Candidate* candidate_at(const Detection& detection) const;
  /// The mesh of a face that was clear before and is still seen there, or null.
  [[nodiscard]] const Mesh* mesh_of(const Detection& detection) const;

 private:
  /// How much of a face stands upright in this turn: 0 where it lies on its side or on its head.
  [[nodiscard]] float upright_share(const Candidate& candidate) const;
  [[nodiscard]] float belief_in(const Candidate& candidate, float gain) const;
  [[nodiscard]] bool is_clear(const Candidate& candidate) const;
};

/// The angle of so many quarters of a circle.
float radians(std::size_t quarters);

/// Whether one turn tells more of the faces than an earlier one: a later one has to be clearly better.
bool tells_more(const Judgement& later, const Judgement& earlier);

/// Of certain faces these alone; else what is possible, but a doubtful face that is too small as well is none.
std::vector<Face> faces_in(const Judgement& judgement, int smallest_face);

}  // namespace face_analyzer
