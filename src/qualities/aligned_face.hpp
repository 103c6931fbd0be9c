#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "geometry/region.hpp"
#include "landmarks/landmarks.hpp"
#include "pose/pose.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

/// A face upright and at one size, so that what is measured on it does not depend on the photograph's size: a square
/// of kSide x kSide samples, 2.5 pupil distances wide.
struct AlignedFace {
  static constexpr int kSide = 128;
  static constexpr float kPupilDistances = 2.5F;                    // across the square
  static constexpr float kPupilDistance = kSide / kPupilDistances;  // in samples
  static constexpr std::size_t kSamples = std::size_t{kSide} * kSide;

  Region region;             // the square in the picture
  float pupil_distance = 0;  // pixels of the picture, as if the face looked at the viewer
  std::vector<float> luma;   // Rec. 601, 0-255, row by row
  /// 1 for the samples that show the face: inside the convex hull of the landmarks, which reaches from the brows to
  /// the chin and so leaves the hair over the forehead out, and inside the picture.
  std::vector<std::uint8_t> mask;

  /// Where a place of the picture lies in the square, in samples.
  [[nodiscard]] Point to_square(Point place) const;
  /// Where the centre of a sample lies in the picture, in pixels.
  [[nodiscard]] Point to_picture(int column, int row) const;
  [[nodiscard]] bool shows_face(int column, int row) const { return mask[index(column, row)] != 0; }
  [[nodiscard]] static std::size_t index(int column, int row) {
    return static_cast<std::size_t>(row) * kSide + static_cast<std::size_t>(column);
  }
};

AlignedFace align_face(const Pyramid& pyramid, const HeadFit& head, const Pupils& pupils, const Landmarks& landmarks);

}  // namespace face_analyzer
