#pragma once

#include <array>
#include <span>

#include "geometry/region.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

/// What a network's input sees beyond the picture's border.
enum class Border {
  black,      // zeros, as a letterboxed picture
  replicate,  // the nearest pixel of the border
};

enum class ChannelOrder { rgb, bgr, grey };

/// How pixels become a network's numbers: value = (pixel - mean) * scale, pixel in 0..255, a channel in `order` each.
/// Grey is Rec. 601 luma.
struct Normalisation {
  ChannelOrder order = ChannelOrder::rgb;
  std::array<float, 3> mean{};
  float scale = 1;
};

/// Size of one sampled picture, in pixels.
struct Extent {
  int width = 0;
  int height = 0;
};

/// Samples a region of the picture upright into planes of floats, {channels, extent.height, extent.width}: bilinear,
/// from the level of the pyramid whose pixels are nearest in size to the samples.
void sample(const Pyramid& pyramid, const Region& region, Extent extent, Border border,
            const Normalisation& normalisation, std::span<float> planes);

}  // namespace face_analyzer
