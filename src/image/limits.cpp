#include "image/limits.hpp"

#include <string>

#include "image/codec.hpp"

namespace face_analyzer {

Result<void> check_sides(std::int64_t width, std::int64_t height) {
  const auto accepted = [](std::int64_t side) { return side >= kMinSide && side <= kMaxSide; };
  if (accepted(width) && accepted(height)) return {};
  return refuse(Reason::resolution, "The picture is " + std::to_string(width) + " x " + std::to_string(height) +
                                        " pixels; each side must be larger than " + std::to_string(kMinSide - 1) +
                                        " and smaller than " + std::to_string(kMaxSide + 1) + " pixels.");
}

}  // namespace face_analyzer
