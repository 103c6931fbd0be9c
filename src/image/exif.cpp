#include "image/exif.hpp"

#include <cstddef>

namespace face_analyzer {
namespace {

constexpr std::uint32_t kOrientationTag = 0x0112;
constexpr std::uint32_t kShort = 3;  // TIFF's field types
constexpr std::uint32_t kLong = 4;
constexpr std::size_t kHeaderBytes = 8;
constexpr std::size_t kEntryBytes = 12;

/// Numbers of either byte order. What lies outside the block reads as 0, which no valid entry has.
class Tiff {
 public:
  explicit Tiff(std::span<const std::uint8_t> bytes) : bytes_(bytes), big_endian_(byte(0) == 'M') {}

  [[nodiscard]] bool is_valid() const {
    return bytes_.size() >= kHeaderBytes && (byte(0) == 'I' || byte(0) == 'M') && byte(1) == byte(0) &&
           number(2, 2) == 42;
  }
  [[nodiscard]] std::uint32_t number(std::size_t offset, std::size_t count) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      value = value << 8U | byte(offset + (big_endian_ ? i : count - 1 - i));
    }
    return value;
  }

 private:
  [[nodiscard]] std::uint32_t byte(std::size_t offset) const { return offset < bytes_.size() ? bytes_[offset] : 0; }

  std::span<const std::uint8_t> bytes_;
  bool big_endian_;
};

}  // namespace

Orientation read_orientation(std::span<const std::uint8_t> tiff) {
  const Tiff block(tiff);
  if (!block.is_valid()) return Orientation::top_left;
  const std::size_t directory = block.number(4, 4);
  if (directory >= tiff.size()) return Orientation::top_left;
  const std::uint32_t entries = block.number(directory, 2);
  for (std::uint32_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + i * kEntryBytes;
    if (entry + kEntryBytes > tiff.size()) break;
    if (block.number(entry, 2) != kOrientationTag) continue;
    const std::uint32_t type = block.number(entry + 2, 2);
    const std::uint32_t value = type == kShort ? block.number(entry + 8, 2) : block.number(entry + 8, 4);
    const bool is_number = (type == kShort || type == kLong) && block.number(entry + 4, 4) == 1;
    return is_number && value >= 1 && value <= 8 ? static_cast<Orientation>(value) : Orientation::top_left;
  }
  return Orientation::top_left;
}

}  // namespace face_analyzer
