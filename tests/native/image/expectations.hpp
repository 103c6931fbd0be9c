#pragma once

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "image/decode.hpp"

namespace face_analyzer::image_test {

using Rgb = std::array<int, 3>;

inline Rgb rgb_at(const Image& image, int x, int y) {
  const auto pixel = image.row(y).subspan(static_cast<std::size_t>(x) * Image::kChannels, Image::kChannels);
  EXPECT_EQ(pixel[3], 255) << "the fourth byte at " << x << ", " << y;
  return {pixel[0], pixel[1], pixel[2]};
}

/// A refusal for this reason, with a sentence for the user.
template <typename Value>
void expect_refused(const Result<Value>& result, Reason reason) {
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().reason, reason) << result.error().detail;
  EXPECT_TRUE(result.error().detail.ends_with('.')) << result.error().detail;
}

/// Cuts a file at every length. Shorter than `complete_from` it is refused; from there on it is the whole picture.
inline void expect_every_cut_refused(std::span<const std::uint8_t> file, std::size_t complete_from) {
  const auto whole = decode(file);
  ASSERT_TRUE(whole.has_value()) << whole.error().detail;
  for (std::size_t length = 0; length < file.size(); ++length) {
    const auto cut = decode(file.first(length));
    ASSERT_EQ(cut.has_value(), length >= complete_from) << "cut after " << length << " of " << file.size() << " bytes";
    if (cut) {
      ASSERT_EQ(cut->pixels, whole->pixels) << "cut after " << length << " bytes";
    }
  }
}

/// Inverts each byte of a file in turn: whatever the answer is, there is one, and a picture has all its pixels.
inline void expect_every_damage_answered(std::span<const std::uint8_t> file) {
  std::vector<std::uint8_t> damaged(file.begin(), file.end());
  for (std::uint8_t& byte : damaged) {
    byte = static_cast<std::uint8_t>(~byte);
    const auto answer = decode(damaged);
    if (answer) {
      ASSERT_EQ(answer->pixels.size(), answer->stride() * static_cast<std::size_t>(answer->height));
    }
    byte = static_cast<std::uint8_t>(~byte);
  }
}

}  // namespace face_analyzer::image_test
