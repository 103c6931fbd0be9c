#pragma once

#include <utility>
#include <vector>

#include "../support/canonical_head.hpp"
#include "analysis/face.hpp"
#include "landmarks/landmarks.hpp"

namespace face_analyzer::test {

/// A face of which everything is known.
inline Face complete_face(const HeadPosture& posture = {}) {
  const Mesh mesh = mesh_of_head(posture);
  const Attributes attributes{.age = 39,
                              .male = .97F,
                              .smile = .8F,
                              .glasses = {.1F, .7F, .2F},
                              .hat = .1F,
                              .mask = {.9F, .06F, .04F},
                              .beauty = 71.5F,
                              .recognition = .6F};
  return {.probability = .98F,
          .mesh = mesh,
          .head = HeadFit(mesh),
          .pose = HeadFit(mesh).pose(),
          .rectangle = {189, 152, 307, 412},
          .pupils = pupils_of(mesh),
          .landmarks = landmarks_of(mesh),
          .attributes = attributes,
          .confidences = Confidences{},
          .qualities = Qualities{.blur = 99.82F,
                                 .noise = 98.3F,
                                 .illumination = 99.96F,
                                 .pose = 95.15F,
                                 .face = 100,
                                 .glasses = 12.5F,
                                 .mask = 90,
                                 .overall = 88.25F,
                                 .raw = {}}};
}

inline Findings findings_of(std::vector<Face> faces) {
  Findings findings;
  findings.image_width = 640;
  findings.image_height = 800;
  findings.faces = std::move(faces);
  return findings;
}

}  // namespace face_analyzer::test
