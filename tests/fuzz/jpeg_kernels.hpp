#pragma once

#include "target.hpp"

namespace face_analyzer::fuzz {

/// The JPEG decoder's vectors against libjpeg's own code.
void run_jpeg_kernels(std::span<const std::uint8_t> bytes);

std::vector<Bytes> jpeg_kernels_seeds();

}  // namespace face_analyzer::fuzz
