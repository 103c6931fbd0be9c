#include "image/jpeg.hpp"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstddef>
#include <cstdio>  // jpeglib.h needs FILE
#include <utility>

#include <jpeglib.h>

#include <jerror.h>

#include "image/kernels/jpeg_work.h"

namespace face_analyzer {
namespace {

/// Progressive files of cameras and editors have about 10 scans, the most elaborate scripts fewer than 100. A hostile
/// file could ask for 2816 without ever bringing the same bit twice, each a walk over every block of the picture.
constexpr int kMaxScans = 100;

/// The highest bit of a coefficient of 8-bit samples (T.81, table F.1). No encoder begins above it, but a hostile file
/// could have three more scans of each component.
constexpr int kHighestBit = 10;

/// Arithmetic codes of what was foreseen take next to no bytes: 8 MB of them can stand for 1,700 million decisions,
/// which is seconds. A file of 4095 x 4095 pixels takes up to 10 decisions for each of its bytes where it is of
/// photographs, 14 where it is of noise, and of the patterns that were tried a draughtboard of single pixels most of
/// all, 156 million in 3.3 MB.
constexpr unsigned long long kDecisionsOfByte = 20;
constexpr unsigned long long kDecisionsOfAnyFile = 192'000'000;

constexpr std::array<std::uint8_t, 6> kExifPrefix{'E', 'x', 'i', 'f', 0, 0};  // stands before the TIFF block in APP1

/// Why a decoder stopped: libjpeg's message code, and one of the messages' numbers.
struct Failure {
  int code = 0;
  int number = 0;
};

/// One decoder with everything that its callbacks touch. libjpeg leaves an error by longjmp: only functions whose
/// objects need no destructor stand between `guarded` and the library.
struct Reader {
  explicit Reader(std::span<const std::uint8_t> bytes);
  ~Reader() { jpeg_destroy_decompress(&decoder); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  Reader(Reader&&) = delete;
  Reader& operator=(Reader&&) = delete;

  jpeg_decompress_struct decoder{};
  jpeg_error_mgr errors{};
  jpeg_source_mgr source{};
  JpegWork work{};
  unsigned long long most_decisions = 0;
  std::jmp_buf escape{};
  Failure failure;
  int scans = 0;                                                   // as many as were looked at
  std::array<std::array<bool, DCTSIZE2>, MAX_COMPONENTS> begun{};  // the coefficients that a first scan came for
  std::span<const std::uint8_t> exif;  // the TIFF block of the first APP1 segment that holds EXIF, within the file
  bool is_exhausted = false;           // the decoder asked for more bytes than there are
};

template <typename Library>
Reader& reader_of(Library* decoder) {
  return *static_cast<Reader*>(decoder->client_data);
}

[[noreturn]] void leave_for(Reader& reader, Failure failure) {
  reader.failure = failure;
  std::longjmp(reader.escape, 1);
}

void leave(j_common_ptr decoder) {
  leave_for(reader_of(decoder), {decoder->err->msg_code, decoder->err->msg_parm.i[0]});
}

/// Whether a warning of libjpeg means that pixels are lost. Unknown Adobe transforms, JFIF versions and scan parameters
/// of a sequential file are harmless, and so are bytes between segments; before a restart marker (0xD0 to 0xD7) such
/// bytes are entropy-coded data that the decoder has lost its place in.
bool is_damage(const jpeg_error_mgr& errors) {
  switch (errors.msg_code) {
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_BOGUS_PROGRESSION:
    case JWRN_MUST_RESYNC:
    case JWRN_JPEG_EOF:
      return true;
    case JWRN_EXTRANEOUS_DATA:
      return errors.msg_parm.i[1] >= JPEG_RST0 && errors.msg_parm.i[1] <= JPEG_RST0 + 7;
    default:
      return false;
  }
}

void on_message(j_common_ptr decoder, int level) {
  if (level < 0 && is_damage(*decoder->err)) leave(decoder);
}

/// No photograph takes more decisions.
void check_work(Reader& reader) {
  if (reader.work.decisions > reader.most_decisions) leave_for(reader, {JERR_ARITH_NOTIMPL});
}

/// Every scan may bring what no other has brought (T.81, A.2 and G.1.1): libjpeg sees to the refinements' order, but
/// would let a file begin anew whatever is complete, and so have all its work done over and over.
void check_scan(Reader& reader) {
  const jpeg_decompress_struct& scan = reader.decoder;
  if (scan.input_scan_number == reader.scans) return;
  reader.scans = scan.input_scan_number;
  if (reader.scans > kMaxScans) leave_for(reader, {JERR_BAD_PROG_SCRIPT});
  const bool is_progressive = scan.progressive_mode == TRUE;  // else the band says nothing
  if (is_progressive && scan.Al > kHighestBit) leave_for(reader, {JERR_BAD_PROGRESSION});
  if (is_progressive && scan.Ah > 0) return;  // a refinement
  const int first = is_progressive ? scan.Ss : 0;
  const int last = is_progressive ? scan.Se : DCTSIZE2 - 1;
  for (int i = 0; i < scan.comps_in_scan; ++i) {
    const std::span begun(reader.begun[static_cast<std::size_t>(scan.cur_comp_info[i]->component_index)]);
    for (int k = first; k <= last; ++k) {
      if (std::exchange(begun[static_cast<std::size_t>(k)], true)) leave_for(reader, {JERR_BAD_SCAN_SCRIPT});
    }
  }
}

/// Called before each row of blocks.
void check_progress(j_common_ptr decoder) {
  Reader& reader = reader_of(decoder);
  check_work(reader);
  check_scan(reader);
}

/// Behind the last byte comes an invented end marker, as libjpeg expects it; `is_exhausted` remembers.
boolean fill_with_end_marker(j_decompress_ptr decoder) {
  static constexpr std::array<JOCTET, 2> kEnd{0xFF, JPEG_EOI};
  reader_of(decoder).is_exhausted = true;
  decoder->src->next_input_byte = kEnd.data();
  decoder->src->bytes_in_buffer = kEnd.size();
  return TRUE;
}

void skip_bytes(j_decompress_ptr decoder, long count) {
  if (count <= 0) return;
  if (static_cast<std::size_t>(count) > decoder->src->bytes_in_buffer) {
    fill_with_end_marker(decoder);
    return;
  }
  decoder->src->next_input_byte += count;
  decoder->src->bytes_in_buffer -= static_cast<std::size_t>(count);
}

/// Notes where the EXIF block lies. (jpeg_save_markers would copy it, and takes time quadratic in the number of
/// segments: minutes for a hostile file.) The whole file is the source's buffer, so nothing has to be waited for.
boolean find_exif(j_decompress_ptr decoder) {
  constexpr std::size_t kLengthBytes = 2;
  Reader& reader = reader_of(decoder);
  const std::span rest(decoder->src->next_input_byte, decoder->src->bytes_in_buffer);
  if (rest.size() < kLengthBytes) return fill_with_end_marker(decoder);
  const std::size_t length = std::max<std::size_t>(kLengthBytes, static_cast<std::size_t>(rest[0] * 256 + rest[1]));
  if (length <= rest.size() && reader.exif.empty()) {
    const auto content = rest.subspan(kLengthBytes, length - kLengthBytes);
    if (content.size() > kExifPrefix.size() && std::equal(kExifPrefix.begin(), kExifPrefix.end(), content.begin())) {
      reader.exif = content.subspan(kExifPrefix.size());
    }
  }
  skip_bytes(decoder, static_cast<long>(length));
  return TRUE;
}

Reader::Reader(std::span<const std::uint8_t> bytes) {
  errors.error_exit = leave;
  errors.emit_message = on_message;
  errors.output_message = [](j_common_ptr) {};
  errors.format_message = [](j_common_ptr, char*) {};
  errors.reset_error_mgr = [](j_common_ptr) {};
  decoder.err = &errors;
  decoder.client_data = this;

  source.next_input_byte = bytes.data();
  source.bytes_in_buffer = bytes.size();
  source.init_source = [](j_decompress_ptr) {};
  source.fill_input_buffer = fill_with_end_marker;
  source.skip_input_data = skip_bytes;
  source.resync_to_restart = jpeg_resync_to_restart;
  source.term_source = [](j_decompress_ptr) {};
  work.monitor.progress_monitor = check_progress;
  most_decisions = std::max(kDecisionsOfAnyFile, kDecisionsOfByte * bytes.size());
}

/// Runs one stage of the work. False when libjpeg gave up; `failure` then says why.
template <typename Stage>
bool guarded(Reader& reader, Stage stage) {
  if (setjmp(reader.escape) != 0) return false;
  stage(reader);
  return true;
}

bool read_header(Reader& reader) {
  return guarded(reader, [](Reader& stage) {
    jpeg_create_decompress(&stage.decoder);
    stage.decoder.src = &stage.source;
    stage.decoder.progress = &stage.work.monitor;
    jpeg_set_marker_processor(&stage.decoder, JPEG_APP0 + 1, find_exif);
    jpeg_read_header(&stage.decoder, TRUE);
  });
}

tl::unexpected<Refusal> explain(const Reader& reader) {
  switch (reader.failure.code) {
    case JERR_OUT_OF_MEMORY:
      return refuse(Reason::out_of_memory, "There is not enough memory to decode the JPEG; a smaller one may fit.");
    case JERR_BAD_PRECISION:
      return refuse(Reason::undecodable, "The JPEG has " + std::to_string(reader.failure.number) +
                                             " bits a sample; only JPEGs of 8 bits can be decoded.");
    case JERR_SOF_UNSUPPORTED:
      return refuse(Reason::undecodable,
                    "The JPEG is lossless or hierarchical; only baseline and progressive JPEGs can be decoded.");
    case JERR_CONVERSION_NOTIMPL:
    case JERR_BAD_J_COLORSPACE:
      return refuse(Reason::undecodable,
                    "The JPEG's colours are of an unknown kind; grey, colour and CMYK can be decoded.");
    case JERR_BAD_PROG_SCRIPT:
      return refuse(Reason::undecodable,
                    "The JPEG has more than " + std::to_string(kMaxScans) + " scans; fewer can be decoded.");
    case JERR_BAD_SCAN_SCRIPT:
      return refuse(Reason::undecodable,
                    "The JPEG brings a part of its picture in two scans; each may bring new parts only.");
    case JERR_ARITH_NOTIMPL:
      return refuse(Reason::undecodable,
                    "The JPEG's arithmetic codes stand for more than a photograph's; save it with Huffman's codes.");
    case JERR_EMPTY_IMAGE:
      return refuse(Reason::undecodable, "The JPEG's header gives no width or height; send a complete file.");
    default:
      break;
  }
  if (reader.is_exhausted) return refuse(Reason::undecodable, "The JPEG is truncated; send the complete file.");
  return refuse(Reason::undecodable, "The JPEG is damaged; send an intact file.");
}

/// What libjpeg does not look at: whether a file of several scans brought each component, and whether a file that broke
/// off between two scans lacks a refinement. A file that ends properly may leave refinements out: a proxy thinned it on
/// purpose.
bool has_all_scans(const Reader& reader) {
  const jpeg_decompress_struct& decoder = reader.decoder;
  const std::span components(decoder.comp_info, static_cast<std::size_t>(decoder.num_components));
  for (const jpeg_component_info& component : components) {
    if (component.quant_table == nullptr) return false;  // is noted at a component's first scan
    if (decoder.coef_bits == nullptr) continue;
    const std::span<const int, DCTSIZE2> missing_bits(decoder.coef_bits[component.component_index], DCTSIZE2);
    if (missing_bits[0] < 0) return false;
    if (reader.is_exhausted &&
        std::any_of(missing_bits.begin(), missing_bits.end(), [](int bits) { return bits != 0; })) {
      return false;
    }
  }
  return true;
}

/// CMYK as Adobe writes it, inverted (255 is no ink), which every viewer assumes of all CMYK JPEGs.
void convert_cmyk(Image& image) {
  const auto times = [](std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>((a * b + 127) / 255); };
  for (std::size_t i = 0; i < image.pixels.size(); i += Image::kChannels) {
    const auto pixel = std::span(image.pixels).subspan(i, Image::kChannels);
    const std::uint8_t black = pixel[3];
    pixel[0] = times(pixel[0], black);
    pixel[1] = times(pixel[1], black);
    pixel[2] = times(pixel[2], black);
    pixel[3] = 255;
  }
}

}  // namespace

Result<ImageSize> read_jpeg_size(std::span<const std::uint8_t> bytes) {
  Reader reader(bytes);
  // A side beyond libjpeg's own limit is a readable header all the same.
  if (!read_header(reader) && reader.failure.code != JERR_IMAGE_TOO_BIG) return explain(reader);
  return ImageSize{reader.decoder.image_width, reader.decoder.image_height};
}

Result<Decoded> decode_jpeg(std::span<const std::uint8_t> bytes) {
  Reader reader(bytes);
  if (!read_header(reader)) return explain(reader);
  jpeg_decompress_struct& decoder = reader.decoder;
  const bool is_cmyk = decoder.jpeg_color_space == JCS_CMYK || decoder.jpeg_color_space == JCS_YCCK;
  decoder.out_color_space = is_cmyk ? JCS_CMYK : JCS_EXT_RGBX;
  decoder.dct_method = JDCT_ISLOW;  // integers: the same pixels on every machine

  // Of a file with several scans this reads all of them.
  if (!guarded(reader, [](Reader& stage) { jpeg_start_decompress(&stage.decoder); })) return explain(reader);
  if (!has_all_scans(reader)) return refuse(Reason::undecodable, "The JPEG is truncated; send the complete file.");

  Decoded decoded{Image::unwritten(static_cast<int>(decoder.output_width), static_cast<int>(decoder.output_height)),
                  read_orientation(reader.exif)};
  const auto read_rows = [&image = decoded.image](Reader& stage) {
    while (stage.decoder.output_scanline < stage.decoder.output_height) {
      JSAMPROW row = image.row(static_cast<int>(stage.decoder.output_scanline)).data();
      jpeg_read_scanlines(&stage.decoder, &row, 1);
    }
  };
  if (!guarded(reader, read_rows)) return explain(reader);
  // Arithmetic decoding goes on with zeros where its data end: only an end marker tells that they were complete.
  if (decoder.arith_code == TRUE && reader.is_exhausted) {
    return refuse(Reason::undecodable, "The JPEG is truncated; send the complete file.");
  }
  if (is_cmyk) convert_cmyk(decoded.image);
  return decoded;
}

}  // namespace face_analyzer
