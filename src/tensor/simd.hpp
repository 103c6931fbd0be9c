#pragma once

#include <bit>
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
using Short8 = std::int16_t __attribute__((vector_size(16)));
using Short4 = std::int16_t __attribute__((vector_size(8)));
using Word8 = std::uint16_t __attribute__((vector_size(16)));
using Byte16 = std::uint8_t __attribute__((vector_size(16)));
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

/// The lower half of each lane's bits, of one vector and then of another.
inline Short8 lower_halves(Short8 first, Short8 second) {
  return __builtin_shufflevector(first, second, 0, 2, 4, 6, 8, 10, 12, 14);
}

/// Two neighbours four times.
inline Short8 splat_pair(const std::int16_t* from) {
  const auto pair = load<std::int32_t>(from);
  return std::bit_cast<Short8>(Int4{pair, pair, pair, pair});
}

/// Of 16 bits that are multiplied and added two by two: a[0] b[0] + a[1] b[1] and so on.
inline Int4 dot(Short8 a, Short8 b) {
#ifdef __wasm_simd128__
  return __builtin_wasm_dot_s_i32x4_i16x8(a, b);
#else
  const Short4 a_even = __builtin_shufflevector(a, a, 0, 2, 4, 6);
  const Short4 a_odd = __builtin_shufflevector(a, a, 1, 3, 5, 7);
  const Short4 b_even = __builtin_shufflevector(b, b, 0, 2, 4, 6);
  const Short4 b_odd = __builtin_shufflevector(b, b, 1, 3, 5, 7);
  return __builtin_convertvector(a_even, Int4) * __builtin_convertvector(b_even, Int4) +
         __builtin_convertvector(a_odd, Int4) * __builtin_convertvector(b_odd, Int4);
#endif
}

inline Float4 splat(float value) { return Float4{value, value, value, value}; }

}  // namespace face_analyzer
