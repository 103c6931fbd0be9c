#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace face_analyzer {

enum class Format { jpeg, png, bmp };

/// Recognises a file by its first bytes alone, never by a name or a MIME type. Nothing when it is none of the three.
[[nodiscard]] std::optional<Format> recognise(std::span<const std::uint8_t> bytes);

/// What a file is that `recognise` does not know ("a WebP picture"), to tell the user; "of an unknown type" otherwise.
[[nodiscard]] std::string_view name_unsupported(std::span<const std::uint8_t> bytes);

}  // namespace face_analyzer
