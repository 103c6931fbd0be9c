#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace face_analyzer {

// GCC's and Clang's vector types: SSE natively, SIMD128 in WebAssembly, and the same arithmetic lane for lane, so that
// both builds give the same bits.
using Float4 = float __attribute__((vector_size(16)));
inline constexpr std::size_t kLanes = 4;  // of a Float4
using Int4 = std::int32_t __attribute__((vector_size(16)));
using UInt4 = std::uint32_t __attribute__((vector_size(16)));
using Word8 = std::uint16_t __attribute__((vector_size(16)));
using Byte8 = std::uint8_t __attribute__((vector_size(8)));
using Byte4 = std::uint8_t __attribute__((vector_size(4)));

template <typename Vector, typename Element>
Vector load(const Element* from) {
  Vector vector;
  std::memcpy(&vector, from, sizeof(vector));
  return vector;
}

template <typename Vector, typename Element>
void store(Element* to, Vector vector) {
  std::memcpy(to, &vector, sizeof(vector));
}

/// From entry `first` on, what is within so many entries.
inline void store_within(float* entries, std::size_t first, std::size_t count, Float4 vector) {
  if (first + kLanes <= count)
    store(entries + first, vector);
  else
    for (std::size_t lane = 0; first + lane < count; ++lane) entries[first + lane] = vector[lane];
}

/// As std::min(std::max(value, least), most), lane for lane.
inline Float4 held(Float4 value, Float4 least, Float4 most) {
  value = value < least ? least : value;
  return most < value ? most : value;
}

/// What is negative times the slope: of one number, or lane for lane.
template <typename Number>
Number sloped(Number number, Number slope) {
  return number < Number{} ? number * slope : number;
}

inline Float4 splat(float value) { return Float4{value, value, value, value}; }

}  // namespace face_analyzer
