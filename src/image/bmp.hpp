#pragma once

#include <cstdint>
#include <span>

#include "image/codec.hpp"

namespace face_analyzer {

/// BMP with the headers of OS/2 1 and 2 and of Windows 3 to V5: 1 to 32 bits a pixel, RLE4, RLE8 and OS/2's RLE24,
/// bit fields, top-down, alpha over white.
/// Neither knows the contract's limits; both may throw std::bad_alloc, and refuse with `undecodable` or
/// `out_of_memory`.
[[nodiscard]] Result<ImageSize> read_bmp_size(std::span<const std::uint8_t> bytes);
[[nodiscard]] Result<Decoded> decode_bmp(std::span<const std::uint8_t> bytes);

}  // namespace face_analyzer
