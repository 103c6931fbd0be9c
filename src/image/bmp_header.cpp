#include "image/bmp_header.hpp"

#include <algorithm>
#include <bit>

namespace face_analyzer {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t kFileHeaderBytes = 14;
constexpr std::uint32_t kOs2HeaderBytes = 12;       // OS/2 1: 16-bit sizes, palette of 3-byte colours
constexpr std::uint32_t kShortestHeaderBytes = 16;  // OS/2 2, cut after the depth
constexpr std::uint32_t kInfoHeaderBytes = 40;   // Windows 3; bit fields stand behind it, in all longer ones inside it
constexpr std::uint32_t kAlphaHeaderBytes = 56;  // the first with a mask for alpha
constexpr std::uint32_t kLongestHeaderBytes = 124;  // V5
constexpr std::size_t kMaskOffset = kFileHeaderBytes + kInfoHeaderBytes;

/// The field `compression`. Two of OS/2's meanings share a number with Windows, and differ in the depth.
enum class Compression : std::uint32_t {
  none = 0,
  rle8 = 1,
  rle4 = 2,
  bit_fields = 3,
  rle24 = 4,
  alpha_bit_fields = 6
};

tl::unexpected<Refusal> refuse_header(const std::string& problem) {
  return refuse(Reason::undecodable, "The BMP's header " + problem + "; send an intact file of 1 to 32 bits a pixel.");
}

bool is_run(std::uint32_t mask) { return std::popcount(mask) + std::countl_zero(mask) + std::countr_zero(mask) == 32; }

/// Width, height and depth, and whether the rows go downwards.
bool read_geometry(Bytes bytes, std::uint32_t header_bytes, BmpHeader& header) {
  if (header_bytes == kOs2HeaderBytes) {
    header.size = {read_little_endian(bytes, 18, 2), read_little_endian(bytes, 20, 2)};
    header.bits = read_little_endian(bytes, 24, 2);
  } else {
    const std::uint32_t height = read_little_endian(bytes, 22, 4);
    header.is_top_down = (height & 0x80000000U) != 0;
    header.size = {read_little_endian(bytes, 18, 4), header.is_top_down ? 0U - height : height};
    header.bits = read_little_endian(bytes, 28, 2);
  }
  constexpr std::uint32_t kLargestSide = 0x80000000U;
  return header.size.width != 0 && header.size.width < kLargestSide && header.size.height != 0;
}

/// False when the packing does not go with the depth, or is none that is known.
bool read_packing(Compression compression, BmpHeader& header) {
  constexpr std::array<unsigned, 7> kDepths{1, 2, 4, 8, 16, 24, 32};
  switch (compression) {
    case Compression::none:
      header.packing = BmpPacking::plain;
      return std::find(kDepths.begin(), kDepths.end(), header.bits) != kDepths.end();
    case Compression::rle8:
      header.packing = BmpPacking::rle8;
      return header.bits == 8;
    case Compression::rle4:
      header.packing = BmpPacking::rle4;
      return header.bits == 4;
    case Compression::rle24:
      header.packing = BmpPacking::rle24;
      return header.bits == 24;
    case Compression::bit_fields:
    case Compression::alpha_bit_fields:
      header.packing = BmpPacking::plain;
      return header.bits == 16 || header.bits == 32;
  }
  return false;
}

/// False when the masks are no runs of bits, or when no colour has one.
bool read_masks(Bytes bytes, std::uint32_t header_bytes, Compression compression, BmpHeader& header) {
  auto& [red, green, blue, alpha] = header.masks;
  if (compression != Compression::bit_fields && compression != Compression::alpha_bit_fields) {
    if (header.bits == 16) header.masks = {0x7C00, 0x03E0, 0x001F, 0};
    if (header.bits == 32) {
      header.masks = {0xFF0000, 0x00FF00, 0x0000FF, 0};
      const std::uint32_t given =
          header_bytes >= kAlphaHeaderBytes ? read_little_endian(bytes, kMaskOffset + 12, 4) : 0;
      if ((given & 0xFFFFFFU) == 0 && is_run(given)) alpha = given;
    }
    return true;
  }
  const bool has_alpha = header_bytes >= kAlphaHeaderBytes || compression == Compression::alpha_bit_fields;
  for (std::size_t i = 0; i < (has_alpha ? 4 : 3); ++i) {
    header.masks.at(i) = read_little_endian(bytes, kMaskOffset + 4 * i, 4);
  }
  return std::all_of(header.masks.begin(), header.masks.end(),
                     [](std::uint32_t mask) { return mask == 0 || is_run(mask); }) &&
         (red | green | blue) != 0;
}

/// False when the palette does not fit between the headers and the pixels.
bool read_palette_place(Bytes bytes, std::uint32_t header_bytes, std::size_t headers_end, BmpHeader& header) {
  header.palette_offset = headers_end;
  if (header.pixel_offset < headers_end) return false;
  if (header.bits > 8) return true;
  if (header_bytes == kOs2HeaderBytes) header.palette_colour_bytes = 3;
  const std::size_t room = (header.pixel_offset - headers_end) / header.palette_colour_bytes;
  const std::size_t all = std::size_t{1} << header.bits;
  const std::size_t used = header_bytes >= kInfoHeaderBytes ? read_little_endian(bytes, 46, 4) : 0;
  // A palette may leave colours out, or bring more than the pixels can name, as long as the file does hold them.
  if (used > all && used > room) return false;
  header.palette_colours = std::min({used == 0 ? all : used, all, room});
  return header.palette_colours > 0;
}

}  // namespace

std::uint32_t read_little_endian(Bytes bytes, std::size_t offset, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = count; i-- > 0;) {
    value = value << 8U | (offset + i < bytes.size() ? bytes[offset + i] : 0U);
  }
  return value;
}

Result<BmpHeader> read_bmp_header(Bytes bytes) {
  const std::uint32_t header_bytes = read_little_endian(bytes, kFileHeaderBytes, 4);
  if (header_bytes != kOs2HeaderBytes && (header_bytes < kShortestHeaderBytes || header_bytes > kLongestHeaderBytes)) {
    return refuse_header("is of an unknown kind");
  }
  if (kFileHeaderBytes + header_bytes > bytes.size()) return refuse_header("is truncated");

  BmpHeader header;
  if (!read_geometry(bytes, header_bytes, header)) return refuse_header("gives no valid width and height");
  const auto compression =
      static_cast<Compression>(header_bytes >= kShortestHeaderBytes + 4 ? read_little_endian(bytes, 30, 4) : 0);
  if (!read_packing(compression, header)) return refuse_header("gives a depth or a compression that is not known");
  if (!read_masks(bytes, header_bytes, compression, header)) return refuse_header("has invalid bit fields");

  std::size_t headers_end = kFileHeaderBytes + header_bytes;
  if (header_bytes == kInfoHeaderBytes && compression == Compression::bit_fields) headers_end += 12;
  if (header_bytes == kInfoHeaderBytes && compression == Compression::alpha_bit_fields) headers_end += 16;
  header.pixel_offset = read_little_endian(bytes, 10, 4);
  if (header.pixel_offset >= bytes.size() || !read_palette_place(bytes, header_bytes, headers_end, header)) {
    return refuse_header("leaves no room for the palette or the pixels");
  }
  return header;
}

}  // namespace face_analyzer
