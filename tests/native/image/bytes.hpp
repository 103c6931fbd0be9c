#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

namespace face_analyzer::image_test {

/// A file under construction.
class Bytes {
 public:
  Bytes& raw(std::span<const std::uint8_t> bytes) {
    data_.insert(data_.end(), bytes.begin(), bytes.end());
    return *this;
  }
  Bytes& raw(std::initializer_list<int> bytes) {
    for (const int byte : bytes) data_.push_back(static_cast<std::uint8_t>(byte));
    return *this;
  }
  Bytes& text(std::string_view letters) {
    for (const char letter : letters) data_.push_back(static_cast<std::uint8_t>(letter));
    return *this;
  }
  Bytes& little(std::uint32_t value, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) data_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    return *this;
  }
  Bytes& big(std::uint32_t value, std::size_t count) {
    for (std::size_t i = count; i-- > 0;) data_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    return *this;
  }
  Bytes& zeros(std::size_t count) {
    data_.resize(data_.size() + count);
    return *this;
  }
  [[nodiscard]] std::size_t size() const { return data_.size(); }
  [[nodiscard]] const std::vector<std::uint8_t>& data() const { return data_; }

 private:
  std::vector<std::uint8_t> data_;
};

}  // namespace face_analyzer::image_test
