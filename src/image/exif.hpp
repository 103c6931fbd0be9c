#pragma once

#include <cstdint>
#include <span>

namespace face_analyzer {

/// How a stored picture has to be turned to stand upright. The values are those of EXIF 2.3, tag 0x0112; each name says
/// where the stored first row and first column belong in the upright picture.
enum class Orientation : std::uint8_t {
  top_left = 1,      // stored upright
  top_right = 2,     // mirrored left to right
  bottom_right = 3,  // turned by 180 degrees
  bottom_left = 4,   // mirrored top to bottom
  left_top = 5,      // transposed
  right_top = 6,     // to be turned 90 degrees clockwise
  right_bottom = 7,  // transposed along the other diagonal
  left_bottom = 8,   // to be turned 90 degrees anticlockwise
};

/// Reads the orientation from an EXIF block in its TIFF form ("II*\0" or "MM\0*" first: the content of PNG's eXIf
/// chunk, or of JPEG's APP1 segment after "Exif\0\0"). A block that is damaged, or has no valid orientation, says
/// `top_left`: metadata never makes a picture undecodable.
[[nodiscard]] Orientation read_orientation(std::span<const std::uint8_t> tiff);

}  // namespace face_analyzer
