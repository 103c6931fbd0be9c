#pragma once

#include <cstdint>
#include <span>

#include "image/codec.hpp"

namespace face_analyzer {

/// PNG (ISO/IEC 15948), through libpng: every colour type, depth and interlacing; transparency over white, 16 bits
/// rounded to 8; samples are taken as sRGB, whatever gAMA or iCCP say. Every checksum up to the last pixel must be
/// right. What follows the last pixel, and damaged ancillary chunks, are ignored. Neither knows the contract's limits;
/// both may throw std::bad_alloc, and refuse with `undecodable` or `out_of_memory`.
[[nodiscard]] Result<ImageSize> read_png_size(std::span<const std::uint8_t> bytes);
[[nodiscard]] Result<Decoded> decode_png(std::span<const std::uint8_t> bytes);

}  // namespace face_analyzer
