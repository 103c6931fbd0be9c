#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace face_analyzer::jpeg {

/// The hot loops of a JPEG decoder, in vectors: to the last bit what libjpeg's own C code gives, for damaged files too.

inline constexpr std::size_t kBlockSide = 8;
inline constexpr std::size_t kBlockSize = kBlockSide * kBlockSide;

/// The accurate integer inverse DCT of one block (jidctint.c: Loeffler, Ligtenberg and Moschytz, 13 bits of fraction).
/// `coefficients` and `quantisers` in natural order, row by row; eight samples are written to each of `rows`. False,
/// and nothing written, for numbers beyond any photograph's, which only libjpeg's own code has room for.
[[nodiscard]] bool inverse_dct(std::span<const std::int16_t, kBlockSize> coefficients,
                               std::span<const std::int32_t, kBlockSize> quantisers,
                               const std::array<std::uint8_t*, kBlockSide>& rows);

/// Doubles a row of at least three samples in width, three quarters of the nearer sample and one of the further
/// (jdsample.c, h2v1_fancy_upsample). `to` has twice as many.
void doubled(std::span<const std::uint8_t> row, std::uint8_t* to);

/// The same in both directions: a row between `near` and `far`, three quarters of the nearer, doubled in width
/// (jdsample.c, h2v2_fancy_upsample).
void doubled(std::span<const std::uint8_t> near, const std::uint8_t* far, std::uint8_t* to);

/// A row of JFIF's YCbCr as red, green, blue and 255 (jdcolor.c, jdcolext.c: ITU-R BT.601, 16 bits of fraction). All
/// three have `luma.size()` samples, `to` four times as many bytes.
void to_rgbx(std::span<const std::uint8_t> luma, const std::uint8_t* blue, const std::uint8_t* red, std::uint8_t* to);

}  // namespace face_analyzer::jpeg
