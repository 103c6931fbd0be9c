#include "image/bmp.hpp"

namespace face_analyzer {

Result<ImageSize> read_bmp_size(std::span<const std::uint8_t>) { return refuse(Reason::undecodable, "BMP soon."); }
Result<Decoded> decode_bmp(std::span<const std::uint8_t>) { return refuse(Reason::undecodable, "BMP soon."); }

}  // namespace face_analyzer
