#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/judgement.hpp"
#include "detection/detection.hpp"
#include "inference/host.hpp"
#include "inference/task.hpp"
#include "mesh/mesh_network.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

/// Has the mesh network judge what the detector saw in a picture, and shows it no more than may make an answer. The
/// pyramid must outlive it.
class Judge {
 public:
  /// @param smallest_face that is answered, in pixels of its rectangle's shorter side
  Judge(Host& host, const Pyramid& pyramid, int smallest_face)
      : pyramid_(pyramid), mesh_finder_(host, pyramid), smallest_face_(smallest_face) {}

  /// What the mesh network makes of what a search saw, in descending probability. A face that it was clear about before
  /// it is not shown again. The likeliest are judged first, and the others only as long as there are faces among them.
  Task<Judgement> judged(std::span<const Detection> detections, const Judgement& before);

  /// What it makes of those that may be of faces large enough for an answer, by one look. A face that another turn of
  /// the picture shows to be too small is so in this one.
  Task<std::vector<Candidate>> large_ones_at_first(std::vector<Detection> detections, const Judgement& other);
  /// Has it look again, at the regions of the meshes that it gave. Returns how many it looked at.
  Task<std::size_t> look_again(std::span<Candidate> candidates);

  /// Whether a face may be large enough for an answer after another look of the mesh network.
  [[nodiscard]] bool may_be_large_enough(const Candidate& candidate) const;

 private:
  /// Of detections that are not known to it, a second time only of what that may make an answer.
  Task<std::vector<Candidate>> judged_anew(std::span<const Detection> detections, bool others_are_certain);
  Task<std::vector<Candidate>> first_seen(std::span<const Detection> detections);

  [[nodiscard]] std::vector<Detection> large_ones(std::vector<Detection> detections) const;
  [[nodiscard]] bool counts(const Candidate& candidate, bool is_upright) const;
  [[nodiscard]] bool is_hopeless(const Detection& detection) const;
  [[nodiscard]] bool may_be_large_enough(const Rectangle& rectangle, float times) const;
  [[nodiscard]] bool may_be_possible(float detected, const Rectangle& rectangle, float times) const;
  [[nodiscard]] float share(const Rectangle& rectangle) const;

  const Pyramid& pyramid_;
  MeshFinder mesh_finder_;
  int smallest_face_;
};

}  // namespace face_analyzer
