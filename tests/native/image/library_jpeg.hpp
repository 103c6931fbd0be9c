#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>  // jpeglib.h needs FILE
#include <optional>
#include <vector>

#include <jpeglib.h>

#include "image/kernels/jpeg_kernels.hpp"

/// libjpeg's inverse DCT in C.
extern "C" void jpeg_idct_islow(j_decompress_ptr decoder, jpeg_component_info* component, JCOEFPTR coefficients,
                                JSAMPARRAY output, JDIMENSION column);

/// What the JPEG decoder's vectors have to give: libjpeg's own code, or its definitions.
namespace face_analyzer::jpeg {

using Block = std::array<std::int16_t, kBlockSize>;
using Quantisers = std::array<std::int32_t, kBlockSize>;
using Samples = std::array<std::array<std::uint8_t, kBlockSide>, kBlockSide>;

/// libjpeg's table behind the inverse DCT: the whole way round of ten bits (jdmaster.c).
inline std::vector<JSAMPLE> range_limit_table() {
  constexpr std::size_t kLimit = 256;
  std::vector<JSAMPLE> table(kLimit + 128 + 4 * kLimit + 128, 0);
  for (std::size_t i = 0; i < kLimit; ++i) table[kLimit + i] = static_cast<JSAMPLE>(i);
  std::fill_n(&table[2 * kLimit], 2 * kLimit - 128, JSAMPLE{255});
  for (std::size_t i = 0; i < 128; ++i) table[kLimit + 4 * kLimit + i] = static_cast<JSAMPLE>(i);
  return table;
}

template <typename Transform>
Samples samples_by(Transform transform) {
  Samples samples{};
  std::array<std::uint8_t*, kBlockSide> rows{};
  std::ranges::transform(samples, rows.begin(), [](auto& row) { return row.data(); });
  transform(rows);
  return samples;
}

inline Samples by_library(Block block, Quantisers quantisers) {
  std::vector<JSAMPLE> table = range_limit_table();
  jpeg_decompress_struct decoder{};
  decoder.sample_range_limit = &table[256];
  jpeg_component_info component{};
  component.dct_table = quantisers.data();
  return samples_by([&](auto rows) { jpeg_idct_islow(&decoder, &component, block.data(), rows.data(), 0); });
}

/// Nothing where the block is left to the library.
inline std::optional<Samples> by_vectors(const Block& block, const Quantisers& quantisers) {
  bool is_done = false;
  const Samples samples = samples_by([&](const auto& rows) { is_done = inverse_dct(block, quantisers, rows); });
  return is_done ? std::optional(samples) : std::nullopt;
}

/// Sums of one or two rows, doubled: three parts of the nearer and one of the further, where the outermost has itself
/// beside it; `left` and `right` are added before `parts` are divided by.
inline std::vector<std::uint8_t> doubled_by_definition(const std::vector<int>& sums, int left, int right, int parts) {
  std::vector<std::uint8_t> row;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const int before = sums[i == 0 ? 0 : i - 1];
    const int after = sums[std::min(i + 1, sums.size() - 1)];
    row.push_back(static_cast<std::uint8_t>((3 * sums[i] + before + left) / parts));
    row.push_back(static_cast<std::uint8_t>((3 * sums[i] + after + right) / parts));
  }
  return row;
}

}  // namespace face_analyzer::jpeg
