#include "image/png.hpp"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstddef>
#include <cstdlib>
#include <cstring>

#include <png.h>
#include <zlib.h>

#include "image/blend.hpp"

namespace face_analyzer {
namespace {

constexpr std::array<std::uint8_t, 8> kSignature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

constexpr png_uint_32 kPixelChunk = 0x49444154;  // "IDAT"

/// Compressed bytes that may come in after the last two rows were begun: twice those rows' own size (of 8 bytes a pixel
/// at most), and a buffer's worth. libpng inflates whatever follows the last pixel only to throw it away: 20 MB of
/// hostile data would be 20 GB of such work.
constexpr std::size_t kTailBytesPerColumn = 32;
constexpr std::size_t kTailBytes = std::size_t{64} * 1024;

/// One decoder with everything that its callbacks touch. libpng leaves an error by longjmp: only functions whose
/// objects need no destructor stand between `guarded` and the library.
struct Reader {
  explicit Reader(std::span<const std::uint8_t> bytes);
  ~Reader() { png_destroy_read_struct(&decoder, &info, nullptr); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  Reader(Reader&&) = delete;
  Reader& operator=(Reader&&) = delete;

  std::span<const std::uint8_t> rest;  // what the decoder has not asked for yet
  std::size_t pixel_budget;            // compressed bytes that may still come in
  bool is_exhausted = false;           // the decoder asked for more bytes than there are
  bool is_out_of_memory = false;
  bool is_checksum_wrong = false;
  png_structp decoder = nullptr;
  png_infop info = nullptr;
};

void read_bytes(png_structp decoder, png_bytep target, std::size_t count) {
  Reader& reader = *static_cast<Reader*>(png_get_io_ptr(decoder));
  if (count > reader.rest.size()) {
    reader.is_exhausted = true;
    png_error(decoder, "truncated");
  }
  if ((png_get_io_state(decoder) & PNG_IO_CHUNK_DATA) != 0 && png_get_io_chunk_type(decoder) == kPixelChunk) {
    if (count > reader.pixel_budget) png_error(decoder, "data beyond the last pixel");
    reader.pixel_budget -= count;
  }
  std::copy_n(reader.rest.begin(), count, target);
  reader.rest = reader.rest.subspan(count);
}

[[noreturn]] void on_error(png_structp decoder, png_const_charp /*message*/) { png_longjmp(decoder, 1); }

/// libpng only warns of a wrong checksum over the pixels. It is zlib's, hence zlib's words.
void on_warning(png_structp decoder, png_const_charp message) {
  auto* reader = static_cast<Reader*>(png_get_error_ptr(decoder));
  if (std::strstr(message, "incorrect data check") != nullptr) reader->is_checksum_wrong = true;
}

png_voidp allocate(png_structp decoder, png_alloc_size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-no-malloc,cppcoreguidelines-owning-memory): the library's own contract
  void* memory = std::malloc(size);
  if (memory == nullptr) static_cast<Reader*>(png_get_mem_ptr(decoder))->is_out_of_memory = true;
  return memory;
}

void release(png_structp /*decoder*/, png_voidp memory) {
  // NOLINTNEXTLINE(cppcoreguidelines-no-malloc,cppcoreguidelines-owning-memory): the library's own contract
  std::free(memory);
}

Reader::Reader(std::span<const std::uint8_t> bytes) : rest(bytes), pixel_budget(bytes.size()) {
  decoder = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, this, on_error, on_warning, this, allocate, release);
  if (decoder != nullptr) info = png_create_info_struct(decoder);
}

/// Runs one stage of the work. False when libpng gave up.
template <typename Stage>
bool guarded(Reader& reader, Stage stage) {
  if (setjmp(png_jmpbuf(reader.decoder)) != 0) return false;
  stage(reader);
  return true;
}

tl::unexpected<Refusal> explain(const Reader& reader) {
  if (reader.is_out_of_memory) {
    return refuse(Reason::out_of_memory, "There is not enough memory to decode the PNG; a smaller one may fit.");
  }
  if (reader.is_exhausted) return refuse(Reason::undecodable, "The PNG is truncated; send the complete file.");
  return refuse(Reason::undecodable, "The PNG is damaged; send an intact file.");
}

/// Reads up to the first pixels and asks for rows of 4 bytes a pixel. True when the fourth byte is alpha, not a filler.
bool begin(Reader& reader, bool& has_alpha) {
  const std::size_t file_bytes = reader.rest.size();
  return guarded(reader, [file_bytes, &has_alpha](Reader& stage) {
    png_set_read_fn(stage.decoder, &stage, read_bytes);
    png_set_chunk_malloc_max(stage.decoder, file_bytes);  // no chunk is longer than its file
    png_read_info(stage.decoder, stage.info);
    has_alpha = (png_get_color_type(stage.decoder, stage.info) & PNG_COLOR_MASK_ALPHA) != 0 ||
                png_get_valid(stage.decoder, stage.info, PNG_INFO_tRNS) != 0;
    png_set_expand(stage.decoder);
    png_set_scale_16(stage.decoder);
    png_set_gray_to_rgb(stage.decoder);
    if (!has_alpha) png_set_filler(stage.decoder, 0xFF, PNG_FILLER_AFTER);
    png_set_interlace_handling(stage.decoder);
    png_read_update_info(stage.decoder, stage.info);
  });
}

bool read_rows(Reader& reader, Image& image) {
  return guarded(reader, [&image](Reader& stage) {
    const bool is_interlaced = png_get_interlace_type(stage.decoder, stage.info) == PNG_INTERLACE_ADAM7;
    const int passes = is_interlaced ? PNG_INTERLACE_ADAM7_PASSES : 1;
    for (int pass = 0; pass < passes; ++pass) {
      for (int y = 0; y < image.height; ++y) {
        if (pass == passes - 1 && y == std::max(0, image.height - 2)) {
          const std::size_t tail = kTailBytesPerColumn * static_cast<std::size_t>(image.width) + kTailBytes;
          stage.pixel_budget = std::min(stage.pixel_budget, tail);
        }
        png_read_row(stage.decoder, image.row(y).data(), nullptr);
      }
    }
  });
}

/// The orientation in the file's eXIf chunk, which may also stand behind the pixels. Those are complete and checked by
/// now: damage behind them, a missing end chunk too, costs at most the orientation.
Orientation find_orientation(Reader& reader) {
  guarded(reader, [](Reader& stage) { png_read_end(stage.decoder, stage.info); });
  png_uint_32 count = 0;
  png_bytep block = nullptr;
  if (png_get_eXIf_1(reader.decoder, reader.info, &count, &block) == 0) return Orientation::top_left;
  return read_orientation({block, count});
}

}  // namespace

Result<ImageSize> read_png_size(std::span<const std::uint8_t> bytes) {
  // The first chunk is always IHDR: 13 bytes of content, that begins with the size.
  constexpr std::array<std::uint8_t, 8> kHeaderStart{0, 0, 0, 13, 'I', 'H', 'D', 'R'};
  constexpr std::size_t kTypeOffset = 12;
  constexpr std::size_t kTypeAndContentBytes = 17;
  if (!std::equal(kSignature.begin(), std::min(kSignature.end(), kSignature.begin() + bytes.size()), bytes.begin())) {
    return refuse(Reason::undecodable,
                  "The PNG's signature is damaged, as by a transfer as text; send an intact file.");
  }
  if (bytes.size() < kTypeOffset + kTypeAndContentBytes + 4) {
    return refuse(Reason::undecodable, "The PNG is truncated within its header; send the complete file.");
  }
  const auto number = [bytes](std::size_t offset) { return png_get_uint_32(bytes.subspan(offset, 4).data()); };
  const auto checksum = crc32(0, bytes.data() + kTypeOffset, kTypeAndContentBytes);
  const ImageSize size{number(16), number(20)};
  if (!std::equal(kHeaderStart.begin(), kHeaderStart.end(), bytes.begin() + kSignature.size()) ||
      checksum != number(kTypeOffset + kTypeAndContentBytes) || size.width == 0 || size.height == 0 ||
      size.width > PNG_UINT_31_MAX || size.height > PNG_UINT_31_MAX) {
    return refuse(Reason::undecodable, "The PNG's header is damaged; send an intact file.");
  }
  return size;
}

Result<Decoded> decode_png(std::span<const std::uint8_t> bytes) {
  Reader reader(bytes);
  if (reader.info == nullptr) {
    return refuse(Reason::out_of_memory, "There is not enough memory to decode the PNG; a smaller one may fit.");
  }
  bool has_alpha = false;
  if (!begin(reader, has_alpha)) return explain(reader);
  Decoded decoded{Image(static_cast<int>(png_get_image_width(reader.decoder, reader.info)),
                        static_cast<int>(png_get_image_height(reader.decoder, reader.info)))};
  if (png_get_rowbytes(reader.decoder, reader.info) != decoded.image.stride()) return explain(reader);
  if (!read_rows(reader, decoded.image)) return explain(reader);
  if (reader.is_checksum_wrong) {
    return refuse(Reason::undecodable, "The PNG's pixels do not match their checksum; send an intact file.");
  }
  if (has_alpha) blend_with_white(decoded.image);
  decoded.orientation = find_orientation(reader);
  return decoded;
}

}  // namespace face_analyzer
