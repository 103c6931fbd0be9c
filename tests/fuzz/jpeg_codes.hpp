#pragma once

#include "target.hpp"

namespace face_analyzer::fuzz {

/// The coefficients that the JPEG decoder reads, arithmetically and of a progressive file, against those that libjpeg's
/// own loops read.
void run_jpeg_codes(std::span<const std::uint8_t> bytes);

std::vector<Bytes> jpeg_codes_seeds();

}  // namespace face_analyzer::fuzz
