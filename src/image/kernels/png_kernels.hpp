#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

/// The PNG decoder's hot loops: the row filters whose pixels hang on the one before, a pixel at a time in vectors.
namespace face_analyzer::png {

/// For pixels of 3, 4, 6 or 8 bytes. Whole pixels that were filtered (PNG specification, 9.2) become what they were. Of
/// the row above, `above`, there are as many bytes; for the first row they are zeros.
template <std::size_t kPixelBytes>
struct RowFilters {
  static void undo_sub(std::span<std::uint8_t> row, const std::uint8_t* above);
  static void undo_average(std::span<std::uint8_t> row, const std::uint8_t* above);
  static void undo_paeth(std::span<std::uint8_t> row, const std::uint8_t* above);
};

}  // namespace face_analyzer::png
