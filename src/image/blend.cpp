#include "image/blend.hpp"

#include <cstddef>

namespace face_analyzer {

void blend_with_white(Image& image) {
  for (std::size_t i = 0; i < image.pixels.size(); i += Image::kChannels) {
    const auto pixel = std::span(image.pixels).subspan(i, Image::kChannels);
    const unsigned alpha = pixel[3];
    for (std::uint8_t& channel : pixel.first(3)) {
      channel = static_cast<std::uint8_t>((channel * alpha + 255U * (255U - alpha) + 127U) / 255U);
    }
    pixel[3] = 255;
  }
}

}  // namespace face_analyzer
