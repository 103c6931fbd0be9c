// The row filters in vectors give what the PNG specification defines, for pixels of each length that they are for.
#include "image/kernels/png_kernels.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <vector>

namespace face_analyzer::png {
namespace {

using Row = std::vector<std::uint8_t>;

int nearest(int a, int b, int c) {
  const int estimate = a + b - c;
  const int to_a = std::abs(estimate - a);
  const int to_b = std::abs(estimate - b);
  const int to_c = std::abs(estimate - c);
  if (to_a <= to_b && to_a <= to_c) return a;
  return to_b <= to_c ? b : c;
}

/// Byte by byte (PNG specification, 9.2): what `predicted(left, up, up_left)` says is added.
template <typename Predicted>
Row by_definition(Row row, const Row& above, std::size_t pixel_bytes, Predicted predicted) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    const bool is_first = i < pixel_bytes;
    const int left = is_first ? 0 : row[i - pixel_bytes];
    const int up_left = is_first ? 0 : above[i - pixel_bytes];
    row[i] = static_cast<std::uint8_t>(row[i] + predicted(left, above[i], up_left));
  }
  return row;
}

template <typename Filter>
Row by_vectors(Row row, const Row& above, Filter filter) {
  filter(std::span(row), above.data());
  return row;
}

template <typename Width>
class RowFilter : public testing::Test {
 protected:
  static constexpr std::size_t kPixelBytes = Width::value;

  /// Rows of each length; of bytes of all kinds, of the outermost, and of such as differ by little.
  template <typename Filter, typename Predicted>
  static void expect_the_same(Filter filter, Predicted predicted) {
    std::mt19937 numbers(1);
    const auto row_of = [&](std::size_t pixels, int kind) {
      Row row(pixels * kPixelBytes);
      for (std::uint8_t& byte : row) {
        const auto number = static_cast<std::uint8_t>(numbers());
        byte = static_cast<std::uint8_t>(kind == 0   ? number
                                         : kind == 1 ? (number % 2 == 0 ? 0 : 255)
                                                     : 126 + number % 4);
      }
      return row;
    };
    for (std::size_t pixels = 1; pixels <= 300; ++pixels)
      for (int kind = 0; kind < 3; ++kind) {
        const Row row = row_of(pixels, kind);
        const Row above = row_of(pixels, kind);
        ASSERT_EQ(by_vectors(row, above, filter), by_definition(row, above, kPixelBytes, predicted)) << pixels;
      }
  }
};

template <std::size_t kBytes>
using Pixel = std::integral_constant<std::size_t, kBytes>;
using Pixels = testing::Types<Pixel<3>, Pixel<4>, Pixel<6>, Pixel<8>>;
TYPED_TEST_SUITE(RowFilter, Pixels);

TYPED_TEST(RowFilter, SubIsTheByteOfThePixelBefore) {
  this->expect_the_same(RowFilters<TypeParam::value>::undo_sub, [](int left, int, int) { return left; });
}

TYPED_TEST(RowFilter, AverageIsRoundedDown) {
  this->expect_the_same(RowFilters<TypeParam::value>::undo_average,
                        [](int left, int up, int) { return (left + up) / 2; });
}

TYPED_TEST(RowFilter, PaethIsTheNearestOfThreeNeighbours) {
  this->expect_the_same(RowFilters<TypeParam::value>::undo_paeth, nearest);
}

}  // namespace
}  // namespace face_analyzer::png
