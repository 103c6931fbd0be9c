#pragma once

#include <cstdint>
#include <limits>
#include <span>

namespace face_analyzer::fuzz {

/// Makes values of any bytes; where they end it goes on with zeros.
class Reader {
 public:
  explicit Reader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  [[nodiscard]] bool is_over() const { return bytes_.empty(); }

  std::uint8_t byte() {
    if (bytes_.empty()) return 0;
    const std::uint8_t first = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return first;
  }

  std::int32_t integer() {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = value << 8 | byte();
    return static_cast<std::int32_t>(value);
  }

  /// Mostly of the size that networks give, sometimes what none should.
  float number() {
    const std::uint8_t kind = byte();
    switch (kind) {
      case 0:
        return 0;
      case 1:
        return std::numeric_limits<float>::quiet_NaN();
      case 2:
        return std::numeric_limits<float>::infinity();
      case 3:
        return -std::numeric_limits<float>::infinity();
      case 4:
        return std::numeric_limits<float>::max();
      case 5:
        return std::numeric_limits<float>::lowest();
      case 6:
        return std::numeric_limits<float>::denorm_min();
      default:
        return static_cast<float>(static_cast<std::int8_t>(byte())) * static_cast<float>(kind) / 32;
    }
  }

 private:
  std::span<const std::uint8_t> bytes_;
};

}  // namespace face_analyzer::fuzz
