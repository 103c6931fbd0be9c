#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "image/exif.hpp"
#include "image/image.hpp"
#include "refusal.hpp"

namespace face_analyzer {

/// Width and height as a file's header gives them, in pixels, at least 1 each.
struct ImageSize {
  std::uint32_t width;
  std::uint32_t height;
};

/// A codec's work: the pixels as they are stored, and how they have to be turned.
struct Decoded {
  Image image;
  Orientation orientation = Orientation::top_left;
};

/// A codec's refusal, for `return`.
[[nodiscard]] inline tl::unexpected<Refusal> refuse(Reason reason, std::string detail) {
  return tl::unexpected<Refusal>(Refusal{reason, std::move(detail)});
}

/// The refusal of a picture for which there is not enough memory, for `return`.
[[nodiscard]] inline tl::unexpected<Refusal> refuse_for_memory() {
  return refuse(Reason::out_of_memory, "There is not enough memory for the picture: free some, or send a smaller one.");
}

}  // namespace face_analyzer
