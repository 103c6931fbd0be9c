#pragma once

#include <cstdint>
#include <span>

#include "image/codec.hpp"
#include "image/image.hpp"
#include "refusal.hpp"

namespace face_analyzer {

/// Reads a file's size from its header, before anything as large as the picture is allocated, and checks everything
/// that can be checked so far, in this order: bytes are there (`missing_image`), not too many (`file_too_large`), a
/// JPEG, PNG or BMP (`unsupported_type`), a readable header (`undecodable`), each side within the limits
/// (`resolution`). The size is that of the stored picture: EXIF may still exchange its sides.
[[nodiscard]] Result<ImageSize> read_size(std::span<const std::uint8_t> bytes);

/// Turns a file into its upright picture: the checks of `read_size`, then decoding, transparency over white, and the
/// EXIF orientation. A damaged or truncated file is `undecodable`, never a picture with parts missing; a picture for
/// which there is not enough memory `out_of_memory`. No exception leaves it, and it prints nothing. `whole_length` is
/// the file's, where the bytes are only its beginning.
[[nodiscard]] Result<Image> decode(std::span<const std::uint8_t> bytes, std::uint64_t whole_length = 0);

}  // namespace face_analyzer
