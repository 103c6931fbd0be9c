#pragma once

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "image/image.hpp"
#include "refusal.hpp"

namespace face_analyzer {

/// An image file. `whole_length` is given where only its beginning is here, because it has more bytes than are
/// accepted.
struct File {
  std::vector<std::uint8_t> bytes;
  std::uint64_t whole_length = 0;
};

/// What something else decoded: upright, sRGB, the fourth byte alpha (not premultiplied, 255 opaque). Its sides are
/// within the limits.
struct Pixels {
  Image image;
};

/// What an analysis begins with.
using Source = std::variant<File, Pixels>;

/// Memory for a file or for pixels, zeros so far; `out_of_memory` where there is none. Before anything is allocated for
/// pixels, their sides are checked (`resolution`). No exception leaves either.
[[nodiscard]] Result<File> allocate_file(std::size_t length, std::uint64_t whole_length);
[[nodiscard]] Result<Pixels> allocate_pixels(int width, int height);

/// The upright, opaque picture of a file (as `decode` does it) or of pixels (over white). The source's memory is freed,
/// or becomes the picture's.
[[nodiscard]] Result<Image> picture_of(Source source);

}  // namespace face_analyzer
