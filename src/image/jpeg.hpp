#pragma once

#include <cstdint>
#include <span>

#include "image/codec.hpp"

namespace face_analyzer {

/// JPEG (ITU-T T.81) of 8 bits a sample, through libjpeg-turbo: baseline and progressive, Huffman and arithmetic
/// coding, grey, YCbCr, RGB, CMYK and YCCK, any subsampling. Damage that the decoder notices is refused, but what every
/// camera's viewer shrugs off is not: bytes after the end, bytes between segments, a missing end marker behind complete
/// data. Neither knows the contract's limits; both may throw std::bad_alloc, and refuse with `undecodable` or
/// `out_of_memory`.
[[nodiscard]] Result<ImageSize> read_jpeg_size(std::span<const std::uint8_t> bytes);
[[nodiscard]] Result<Decoded> decode_jpeg(std::span<const std::uint8_t> bytes);

}  // namespace face_analyzer
