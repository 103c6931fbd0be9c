#pragma once

#include <cstddef>
#include <cstdint>

#include "refusal.hpp"

namespace face_analyzer {

/// What the response contract accepts: its refusals FILE_SIZE_EXCEEDS_LIMIT and FILE_RESOLUTION_EXCEEDS_LIMITS.
/// "Not more than 20 MB":
inline constexpr std::size_t kMaxFileBytes = std::size_t{20} * 1024 * 1024;

/// "Larger than 32x32 and smaller than 4096x4096": the shortest and the longest side accepted, in pixels.
inline constexpr int kMinSide = 33;
inline constexpr int kMaxSide = 4095;

/// The refusal (`resolution`) of a picture of such sides, in pixels; a value where they are accepted.
[[nodiscard]] Result<void> check_sides(std::int64_t width, std::int64_t height);

}  // namespace face_analyzer
