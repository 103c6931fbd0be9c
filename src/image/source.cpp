#include "image/source.hpp"

#include <exception>
#include <utility>

#include "image/blend.hpp"
#include "image/codec.hpp"
#include "image/decode.hpp"
#include "image/limits.hpp"

namespace face_analyzer {
namespace {

struct MakePicture {
  Result<Image> operator()(const File& file) const { return decode(file.bytes, file.whole_length); }
  Result<Image> operator()(Pixels& pixels) const {
    blend_with_white(pixels.image);
    return std::move(pixels.image);
  }
};

}  // namespace

Result<File> allocate_file(std::size_t length, std::uint64_t whole_length) try {
  return File{std::vector<std::uint8_t>(length), whole_length};
} catch (const std::exception&) {  // bad_alloc, or length_error where there could never be so much memory
  return refuse_for_memory();
}

Result<Pixels> allocate_pixels(int width, int height) try {
  return check_sides(width, height).map([&] { return Pixels{Image(width, height)}; });
} catch (const std::exception&) {
  return refuse_for_memory();
}

Result<Image> picture_of(Source source) { return std::visit(MakePicture(), source); }

}  // namespace face_analyzer
