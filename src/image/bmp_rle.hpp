#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "image/bmp_header.hpp"
#include "image/image.hpp"

namespace face_analyzer {

/// The colours of a BMP's palette, ready for the picture; indices that the palette leaves out are black.
using BmpPalette = std::array<std::array<std::uint8_t, Image::kChannels>, 256>;

/// Unpacks run lengths (RLE4, RLE8, RLE24) into the picture. Pixels that the file jumps over keep what is there. False
/// when the data end before the picture does, or lead out of it.
[[nodiscard]] bool unpack_bmp_runs(std::span<const std::uint8_t> data, const BmpHeader& header,
                                   const BmpPalette& palette, Image& image);

}  // namespace face_analyzer
