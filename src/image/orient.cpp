#include "image/orient.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <utility>

namespace face_analyzer {
namespace {

/// Every orientation is a transposition or none, read from rows and columns in either direction.
struct Turn {
  bool transposed;
  bool columns_reversed;  // of the stored picture
  bool rows_reversed;
};

constexpr std::array<Turn, 9> kTurns{{
    {false, false, false},  // no such orientation
    {false, false, false},
    {false, true, false},
    {false, true, true},
    {false, false, true},
    {true, false, false},
    {true, false, true},
    {true, true, true},
    {true, true, false},
}};

using Pixel = std::array<std::uint8_t, Image::kChannels>;

void reverse_rows(Image& image) {
  for (int top = 0, bottom = image.height - 1; top < bottom; ++top, --bottom) {
    const auto upper = image.row(top);
    std::swap_ranges(upper.begin(), upper.end(), image.row(bottom).begin());
  }
}

void reverse_columns(Image& image) {
  for (int y = 0; y < image.height; ++y) {
    std::uint8_t* left = image.row(y).data();
    std::uint8_t* right = left + image.stride() - Image::kChannels;
    for (; left < right; left += Image::kChannels, right -= Image::kChannels) {
      std::swap_ranges(left, left + Image::kChannels, right);
    }
  }
}

/// In tiles, so that the columns walked down in one picture stay in the cache while rows are filled in the other.
Image transpose(const Image& stored, const Turn& turn) {
  constexpr int kTile = 32;
  Image upright = Image::unwritten(stored.height, stored.width);
  const auto step = (turn.rows_reversed ? -1 : 1) * static_cast<std::ptrdiff_t>(stored.stride());
  for (int tile_y = 0; tile_y < upright.height; tile_y += kTile) {
    for (int tile_x = 0; tile_x < upright.width; tile_x += kTile) {
      const int end_y = std::min(tile_y + kTile, upright.height);
      const int end_x = std::min(tile_x + kTile, upright.width);
      for (int y = tile_y; y < end_y; ++y) {
        const int column = turn.columns_reversed ? stored.width - 1 - y : y;
        const int first_row = turn.rows_reversed ? stored.height - 1 - tile_x : tile_x;
        const std::uint8_t* from = stored.row(first_row).data() + std::ptrdiff_t{column} * Image::kChannels;
        std::uint8_t* to = upright.row(y).data() + std::ptrdiff_t{tile_x} * Image::kChannels;
        for (int x = tile_x; x < end_x; ++x) {
          std::memcpy(to, from, sizeof(Pixel));
          to += sizeof(Pixel);
          if (x + 1 < end_x) from += step;
        }
      }
    }
  }
  return upright;
}

}  // namespace

Image make_upright(Image stored, Orientation orientation) {
  const Turn& turn = kTurns.at(static_cast<std::size_t>(orientation));
  if (turn.transposed) return transpose(stored, turn);
  if (turn.rows_reversed) reverse_rows(stored);
  if (turn.columns_reversed) reverse_columns(stored);
  return stored;
}

}  // namespace face_analyzer
