#include "network/constant.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "tensor/simd.hpp"

namespace face_analyzer::onnx {
namespace {

using Half4 = std::uint16_t __attribute__((vector_size(8)));

constexpr std::size_t kHalf = sizeof(std::uint16_t);

std::size_t size_of(ElementType type) {
  switch (type) {
    case ElementType::float32:
      return sizeof(float);
    case ElementType::float16:
      return kHalf;
    case ElementType::uint8:
      return 1;
    case ElementType::int64:
      return sizeof(std::int64_t);
    case ElementType::none:
      break;
  }
  throw std::runtime_error("the network's file has a constant of an unknown type");
}

template <typename Element>
void copy_bytes(std::string_view bytes, Element* to) {
  std::copy_n(bytes.data(), bytes.size(), reinterpret_cast<char*>(to));
}

/// Four numbers of IEEE 754 binary16.
Float4 widened(Half4 halves) {
  const UInt4 bits = __builtin_convertvector(halves, UInt4);
  // Where binary16's exponent begins in binary32's, which counts from another bias, one product moves it there, that of
  // subnormal numbers too.
  constexpr float kOtherBias = 0x1p112F;
  const Float4 magnitude = reinterpret_cast<Float4>((bits & 0x7FFFU) << 13U) * splat(kOtherBias);
  const auto is_infinite = reinterpret_cast<UInt4>((bits & 0x7C00U) == 0x7C00U);  // or no number
  return reinterpret_cast<Float4>(reinterpret_cast<UInt4>(magnitude) | ((bits & 0x8000U) << 16U) |
                                  (is_infinite & 0x7F800000U));
}

void widen_halves(std::string_view bytes, std::span<float> numbers) {
  std::size_t i = 0;
  for (; i + kLanes <= numbers.size(); i += kLanes) store(&numbers[i], widened(load<Half4>(bytes.data() + i * kHalf)));
  std::array<std::uint16_t, kLanes> rest{};
  copy_bytes(bytes.substr(i * kHalf), rest.data());
  const Float4 last = widened(load<Half4>(rest.data()));
  for (std::size_t lane = 0; i + lane < numbers.size(); ++lane) numbers[i + lane] = last[lane];
}

void widen_bytes(std::string_view bytes, float zero, float scale, float* numbers) {
  // Several vectors a turn: this runs but once on much, before an engine has compiled it well.
  constexpr std::size_t kTurn = 4 * kLanes;
  const Float4 zeros = splat(zero);
  const Float4 scales = splat(scale);
  std::size_t i = 0;
  for (; i + kTurn <= bytes.size(); i += kTurn)
    for (std::size_t j = i; j < i + kTurn; j += kLanes)
      store(numbers + j, (__builtin_convertvector(load<Byte4>(bytes.data() + j), Float4) - zeros) * scales);
  for (; i < bytes.size(); ++i) numbers[i] = (static_cast<float>(static_cast<std::uint8_t>(bytes[i])) - zero) * scale;
}

}  // namespace

Constant::Constant(Shape shape, ElementType type, std::string_view bytes)
    : shape_(std::move(shape)), type_(type), bytes_(bytes) {
  const std::size_t element = size_of(type);
  std::size_t count = 1;
  for (const int side : shape_) {
    count *= static_cast<std::size_t>(side);
    if (count > bytes.size()) break;  // before the product is more than fits
  }
  if (count > bytes.size() || count * element != bytes.size())
    throw std::runtime_error("the network's file has a constant of another length than its shape's");
}

std::optional<Constant> Constant::less(const Value& zero) const {
  if (!has_bytes() || zero_ != 0 || !scales_.empty()) return std::nullopt;
  if (zero.count() != 1 || zero.shape().size() > shape_.size()) return std::nullopt;
  Constant other = *this;
  other.zero_ = zero.numbers().front();
  return other;
}

std::optional<Constant> Constant::times(const Value& scales) const {
  if (!has_bytes() || !scales_.empty() || scales.count() == 0) return std::nullopt;
  const Shape& shape = scales.shape();
  const bool is_first_side = !shape_.empty() && shape.size() == shape_.size() && shape.front() == shape_.front() &&
                             extent(shape, 0) == scales.count();
  if (!is_first_side && (scales.count() != 1 || shape.size() > shape_.size())) return std::nullopt;
  Constant other = *this;
  other.scales_.assign(scales.numbers().begin(), scales.numbers().end());
  return other;
}

Value Constant::floats() const {
  Value value(shape_);
  const std::span<float> numbers = value.numbers();
  if (type_ == ElementType::float32) {
    copy_bytes(bytes_, numbers.data());
  } else if (type_ == ElementType::float16) {
    widen_halves(bytes_, numbers);
  } else if (type_ == ElementType::uint8) {
    const std::size_t each = numbers.size() / std::max<std::size_t>(scales_.size(), 1);
    for (std::size_t first = 0; first < numbers.size(); first += each)
      widen_bytes(bytes_.substr(first, each), zero_, scales_.empty() ? 1 : scales_[first / each], &numbers[first]);
  } else {
    throw std::runtime_error("the network's file has integers where floats are read");
  }
  return value;
}

std::vector<std::int64_t> Constant::integers() const {
  if (type_ != ElementType::int64) throw std::runtime_error("the network's file has floats where integers are read");
  std::vector<std::int64_t> integers(bytes_.size() / sizeof(std::int64_t));
  copy_bytes(bytes_, integers.data());
  return integers;
}

}  // namespace face_analyzer::onnx
