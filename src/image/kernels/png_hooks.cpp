// The place that libpng keeps for row filters in assembler, with those of png_kernels.hpp in it.
#include <cstddef>

#include <pngpriv.h>

#include "image/kernels/png_kernels.hpp"

namespace {

template <auto kFilter>
void undo(png_row_infop row, png_bytep bytes, png_const_bytep above) {
  kFilter({bytes, row->rowbytes}, above);
}

template <std::size_t kPixelBytes>
void use_kernels(png_structrp decoder) {
  using Filters = face_analyzer::png::RowFilters<kPixelBytes>;
  decoder->read_filter[PNG_FILTER_VALUE_SUB - 1] = undo<Filters::undo_sub>;
  decoder->read_filter[PNG_FILTER_VALUE_AVG - 1] = undo<Filters::undo_average>;
  decoder->read_filter[PNG_FILTER_VALUE_PAETH - 1] = undo<Filters::undo_paeth>;
}

}  // namespace

/// For pixels of other lengths, grey ones, libpng's own filters stay.
extern "C" void use_png_kernels(png_structp decoder, unsigned int pixel_bytes) {
  switch (pixel_bytes) {
    case 3:
      return use_kernels<3>(decoder);
    case 4:
      return use_kernels<4>(decoder);
    case 6:
      return use_kernels<6>(decoder);
    case 8:
      return use_kernels<8>(decoder);
    default:
      return;
  }
}
