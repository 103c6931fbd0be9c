#include "image/format.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace face_analyzer {
namespace {

using namespace std::string_view_literals;

bool has_at(std::span<const std::uint8_t> bytes, std::size_t offset, std::string_view magic) {
  return bytes.size() >= offset + magic.size() &&
         std::equal(magic.begin(), magic.end(), bytes.begin() + static_cast<std::ptrdiff_t>(offset),
                    [](char expected, std::uint8_t byte) { return static_cast<std::uint8_t>(expected) == byte; });
}

struct Other {
  std::size_t offset;
  std::string_view magic;
  std::string_view name;
};

constexpr std::array kOthers{
    Other{0, "GIF8"sv, "a GIF picture"sv},       Other{8, "WEBP"sv, "a WebP picture"sv},
    Other{4, "ftypavif"sv, "an AVIF picture"sv}, Other{4, "ftyphei"sv, "a HEIC picture"sv},
    Other{4, "ftypmif1"sv, "a HEIF picture"sv},  Other{0, "II*\0"sv, "a TIFF or raw camera picture"sv},
    Other{0, "MM\0*"sv, "a TIFF picture"sv},     Other{0, "\xFF\x0A"sv, "a JPEG XL picture"sv},
    Other{4, "JXL "sv, "a JPEG XL picture"sv},   Other{4, "jP  "sv, "a JPEG 2000 picture"sv},
    Other{0, "%PDF"sv, "a PDF document"sv},      Other{0, "<svg"sv, "an SVG drawing"sv},
    Other{0, "\x89MNG"sv, "an MNG animation"sv}, Other{4, "ftyp"sv, "a film"sv},
};

}  // namespace

std::optional<Format> recognise(std::span<const std::uint8_t> bytes) {
  if (has_at(bytes, 0, "\xFF\xD8\xFF"sv)) return Format::jpeg;
  // The rest of PNG's signature shows damage by a transfer in text mode: that is a damaged PNG, not another type.
  if (has_at(bytes, 0, "\x89PNG"sv)) return Format::png;
  if (has_at(bytes, 0, "BM"sv)) return Format::bmp;
  return std::nullopt;
}

std::string_view name_unsupported(std::span<const std::uint8_t> bytes) {
  const auto* const known = std::find_if(
      kOthers.begin(), kOthers.end(), [bytes](const Other& other) { return has_at(bytes, other.offset, other.magic); });
  return known == kOthers.end() ? "of an unknown type"sv : known->name;
}

}  // namespace face_analyzer
