// The places that libjpeg-turbo keeps for kernels in assembler, with those of jpeg_kernels.hpp in them.
#include <cstddef>
#include <cstdio>  // jpeglib.h needs FILE

#include <jpeglib.h>

#include "image/kernels/jpeg_kernels.hpp"

namespace jpeg = face_analyzer::jpeg;

// NOLINTBEGIN(readability-identifier-naming): libjpeg's names
extern "C" {

/// The library's own, in C.
void jpeg_idct_islow(j_decompress_ptr decoder, jpeg_component_info* component, JCOEFPTR coefficients, JSAMPARRAY output,
                     JDIMENSION column);

int jsimd_can_idct_islow() { return 1; }
int jsimd_can_h2v1_fancy_upsample() { return 1; }
int jsimd_can_h2v2_fancy_upsample() { return 1; }
int jsimd_can_ycc_rgb() { return 1; }

void jsimd_idct_islow(j_decompress_ptr decoder, jpeg_component_info* component, JCOEFPTR coefficients,
                      JSAMPARRAY output, JDIMENSION column) {
  std::array<std::uint8_t*, jpeg::kBlockSide> rows{};
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = output[i] + column;
  const std::span<const std::int16_t, jpeg::kBlockSize> block(coefficients, jpeg::kBlockSize);
  const std::span<const std::int32_t, jpeg::kBlockSize> quantisers(static_cast<const int*>(component->dct_table),
                                                                   jpeg::kBlockSize);
  if (!jpeg::inverse_dct(block, quantisers, rows)) jpeg_idct_islow(decoder, component, coefficients, output, column);
}

void jsimd_h2v1_fancy_upsample(j_decompress_ptr decoder, jpeg_component_info* component, JSAMPARRAY input,
                               JSAMPARRAY* output) {
  for (int row = 0; row < decoder->max_v_samp_factor; ++row)
    jpeg::doubled({input[row], component->downsampled_width}, (*output)[row]);
}

void jsimd_h2v2_fancy_upsample(j_decompress_ptr decoder, jpeg_component_info* component, JSAMPARRAY input,
                               JSAMPARRAY* output) {
  // The rows above the first and below the last are there: the library asks for them as context.
  for (std::ptrdiff_t row = 0; row < decoder->max_v_samp_factor / 2; ++row) {
    const std::span<const std::uint8_t> near(input[row], component->downsampled_width);
    jpeg::doubled(near, input[row - 1], (*output)[2 * row]);
    jpeg::doubled(near, input[row + 1], (*output)[2 * row + 1]);
  }
}

/// Only for JCS_EXT_RGBX, which is all that jpeg.cpp asks for.
void jsimd_ycc_rgb_convert(j_decompress_ptr decoder, JSAMPIMAGE input, JDIMENSION first_row, JSAMPARRAY output,
                           int count) {
  for (int i = 0; i < count; ++i) {
    const JDIMENSION row = first_row + static_cast<JDIMENSION>(i);
    jpeg::to_rgbx({input[0][row], decoder->output_width}, input[1][row], input[2][row], output[i]);
  }
}

}  // extern "C"
// NOLINTEND(readability-identifier-naming)
