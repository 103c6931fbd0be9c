#include "image/decode.hpp"

#include <algorithm>
#include <cstdint>
#include <new>
#include <string>
#include <utility>

#include "image/bmp.hpp"
#include "image/format.hpp"
#include "image/jpeg.hpp"
#include "image/limits.hpp"
#include "image/orient.hpp"
#include "image/png.hpp"

namespace face_analyzer {
namespace {

using Bytes = std::span<const std::uint8_t>;

struct Codec {
  Result<ImageSize> (*read_size)(Bytes);
  Result<Decoded> (*decode)(Bytes);
};

Codec codec_of(Format format) {
  switch (format) {
    case Format::png:
      return {read_png_size, decode_png};
    case Format::bmp:
      return {read_bmp_size, decode_bmp};
    case Format::jpeg:
      break;
  }
  return {read_jpeg_size, decode_jpeg};
}

Result<Codec> choose_codec(Bytes bytes, std::uint64_t length) {
  if (length == 0) {
    return refuse(Reason::missing_image, "No image was given: send the bytes of a JPEG, PNG or BMP file.");
  }
  if (length > kMaxFileBytes) {
    return refuse(Reason::file_too_large, "The file has " + std::to_string(length) + " bytes; at most " +
                                              std::to_string(kMaxFileBytes) + " bytes (20 MB) are accepted.");
  }
  const auto format = recognise(bytes);
  if (!format) {
    return refuse(Reason::unsupported_type, "The file is " + std::string(name_unsupported(bytes)) +
                                                "; only JPEG, PNG and BMP pictures are accepted.");
  }
  return codec_of(*format);
}

Result<ImageSize> check_size(ImageSize size) {
  return check_sides(size.width, size.height).map([size] { return size; });
}

Result<Image> decode_within_limits(Bytes bytes, std::uint64_t length) {
  const auto codec = choose_codec(bytes, length);
  if (!codec) return tl::unexpected(codec.error());
  const auto size = codec->read_size(bytes).and_then(check_size);
  if (!size) return tl::unexpected(size.error());
  auto decoded = codec->decode(bytes);
  if (!decoded) return tl::unexpected(std::move(decoded).error());
  return make_upright(std::move(decoded->image), decoded->orientation);
}

}  // namespace

Result<ImageSize> read_size(Bytes bytes) try {
  const auto codec = choose_codec(bytes, bytes.size());
  if (!codec) return tl::unexpected(codec.error());
  return codec->read_size(bytes).and_then(check_size);
} catch (const std::bad_alloc&) {
  return refuse(Reason::out_of_memory, "There is not enough memory to read the picture.");
}

Result<Image> decode(Bytes bytes, std::uint64_t whole_length) try {
  return decode_within_limits(bytes, std::max(std::uint64_t{bytes.size()}, whole_length));
} catch (const std::bad_alloc&) {
  return refuse_for_memory();
}

}  // namespace face_analyzer
