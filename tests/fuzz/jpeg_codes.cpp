#include "jpeg_codes.hpp"

#include <csetjmp>
#include <cstddef>
#include <cstdio>  // jpeglib.h needs FILE
#include <iterator>
#include <utility>

#define JPEG_INTERNALS        // for the coefficients
#define MEM_SRCDST_SUPPORTED  // for jpeg_mem_src
#include <jpeglib.h>

#include "../native/image/jpeg_files.hpp"
#include "image/kernels/jpeg_work.h"

// The decoders as the library has them (cmake/codecs.cmake).
extern "C" {
void library_jinit_phuff_decoder(j_decompress_ptr decoder);
void library_jinit_arith_decoder(j_decompress_ptr decoder);
}

namespace face_analyzer::fuzz {
namespace {

/// What was read of a file: coefficients, and the messages on the way.
struct Content {
  std::vector<JCOEF> coefficients;
  std::vector<int> messages;

  bool operator==(const Content&) const = default;
};

enum class Loops : std::uint8_t { ours, library };

/// Reads one file. libjpeg leaves an error by longjmp: only functions whose objects need no destructor stand between
/// `content` and the library.
class CodesReader {
 public:
  CodesReader(std::span<const std::uint8_t> bytes, Loops loops) : bytes_(bytes), loops_(loops) {
    errors_.error_exit = [](j_common_ptr decoder) {
      CodesReader& reader = reader_of(decoder);
      reader.messages_.push_back(decoder->err->msg_code);
      std::longjmp(reader.escape_, 1);
    };
    errors_.emit_message = [](j_common_ptr decoder, int level) {
      if (level < 0) reader_of(decoder).messages_.push_back(decoder->err->msg_code);
    };
    errors_.output_message = [](j_common_ptr) {};
    errors_.format_message = [](j_common_ptr, char*) {};
    errors_.reset_error_mgr = [](j_common_ptr) {};
    work_.monitor.progress_monitor = [](j_common_ptr) {};
    decoder_.err = &errors_;
    decoder_.client_data = this;
  }
  ~CodesReader() { jpeg_destroy_decompress(&decoder_); }
  CodesReader(const CodesReader&) = delete;
  CodesReader& operator=(const CodesReader&) = delete;
  CodesReader(CodesReader&&) = delete;
  CodesReader& operator=(CodesReader&&) = delete;

  /// Of a file with other codes, or of a large picture, nothing.
  Content content() {
    const bool is_whole = read();
    return {is_whole ? coefficients() : std::vector<JCOEF>(), std::move(messages_)};
  }

 private:
  static constexpr JDIMENSION kLargest = 128;  // pixels a side: the fuzzer wants to be quick
  static constexpr int kMostScans = 100;

  template <typename Library>
  static CodesReader& reader_of(Library* decoder) {
    return *static_cast<CodesReader*>(decoder->client_data);
  }

  /// Whether the file was read to its end.
  bool read() {
    if (setjmp(escape_) != 0) return false;
    jpeg_create_decompress(&decoder_);
    jpeg_mem_src(&decoder_, bytes_.data(), bytes_.size());
    decoder_.progress = &work_.monitor;
    jpeg_read_header(&decoder_, TRUE);
    const bool has_its_codes = decoder_.progressive_mode == TRUE || decoder_.arith_code == TRUE;
    if (!has_its_codes || decoder_.image_width > kLargest || decoder_.image_height > kLargest) return false;
    decoder_.buffered_image = TRUE;
    const std::size_t messages_of_header = messages_.size();
    jpeg_start_decompress(&decoder_);
    if (loops_ == Loops::library) {
      messages_.resize(messages_of_header);  // the first scan begins anew
      decoder_.arith_code == TRUE ? library_jinit_arith_decoder(&decoder_) : library_jinit_phuff_decoder(&decoder_);
      decoder_.entropy->start_pass(&decoder_);
    }
    while (decoder_.input_scan_number <= kMostScans)
      if (jpeg_consume_input(&decoder_) == JPEG_REACHED_EOI) return true;
    return false;
  }

  std::vector<JCOEF> coefficients() {
    std::vector<JCOEF> all;
    for (const jpeg_component_info& component :
         std::span(decoder_.comp_info, static_cast<std::size_t>(decoder_.num_components)))
      for (JDIMENSION row = 0; row < component.height_in_blocks; ++row) {
        JBLOCKARRAY blocks = decoder_.mem->access_virt_barray(
            common(), decoder_.coef->coef_arrays[component.component_index], row, 1, FALSE);
        for (const auto& block : std::span(blocks[0], component.width_in_blocks))
          all.insert(all.end(), std::begin(block), std::end(block));
      }
    return all;
  }

  j_common_ptr common() { return reinterpret_cast<j_common_ptr>(&decoder_); }

  jpeg_decompress_struct decoder_{};
  jpeg_error_mgr errors_{};
  JpegWork work_{};
  std::jmp_buf escape_{};
  std::span<const std::uint8_t> bytes_;
  Loops loops_;
  std::vector<int> messages_;
};

Content content_by(Loops loops, std::span<const std::uint8_t> bytes) { return CodesReader(bytes, loops).content(); }

}  // namespace

void run_jpeg_codes(std::span<const std::uint8_t> bytes) {
  expect(content_by(Loops::ours, bytes) == content_by(Loops::library, bytes));
}

std::vector<Bytes> jpeg_codes_seeds() {
  namespace files = image_test;
  return {{files::kProgressiveJpeg.begin(), files::kProgressiveJpeg.end()},
          {files::kArithmeticJpeg.begin(), files::kArithmeticJpeg.end()},
          {files::kProgressiveArithmeticJpeg.begin(), files::kProgressiveArithmeticJpeg.end()}};
}

}  // namespace face_analyzer::fuzz
