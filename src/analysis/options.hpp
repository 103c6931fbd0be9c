#pragma once

#include <vector>

#include "geometry/region.hpp"
#include "refusal.hpp"

namespace face_analyzer {

/// What is measured; the arrays of the others stay empty. Named after the upstream's own switches.
struct Switches {
  bool age = true;
  bool gender = true;
  bool expression = true;
  bool glasses = true;
  bool hat = true;
  bool mask = true;
  bool beauty = true;
  bool landmarks = true;
  bool feature = true;  // the embedding behind dense_feature_length
  bool quality = true;

  /// Whether anything is wanted that the networks for attributes must be run for; the overall quality is among it.
  [[nodiscard]] bool attributes() const {
    return age || gender || expression || glasses || hat || mask || beauty || feature || quality;
  }
};

struct Options {
  static constexpr int kContractFace = 64;  // the contract's smallest face: shorter side of the rectangle, in pixels
  static constexpr int kSmallestFace = 8;   // below this no view of the detector shows a face
  static constexpr int kLargestFace = 4096;
  static constexpr int kMostFaces = 1000;
  static constexpr int kFarthest = 4 * kLargestFace;  // pixels: nothing is expected further away, or larger

  /// Large faces are searched for first, smaller ones only until so many are certain; of what was found, the most
  /// probable ones are answered.
  int maximum_faces = kMostFaces;
  int minimum_face = kContractFace;
  /// Where the faces of the frame before were, as the mesh network looks at them. While all are still there no other
  /// face is searched for.
  std::vector<Region> expected = {};
  Switches switches;
};

/// The options, or what is out of range.
Result<Options> validated(const Options& options);

}  // namespace face_analyzer
