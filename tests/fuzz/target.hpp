#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

/// What is fed with any bytes at all: libFuzzer's and, in the native tests, those of its seeds and of changed ones.
namespace face_analyzer::fuzz {

using Bytes = std::vector<std::uint8_t>;

struct Target {
  std::string_view name;
  std::string_view subject;
  /// Aborts where a promise is broken; the sanitizers see the rest.
  void (*run)(std::span<const std::uint8_t> bytes);
  std::vector<Bytes> (*seeds)();
  /// Words that files of the kind hold, in libFuzzer's notation.
  std::string_view dictionary;
};

std::span<const Target> targets();

/// @throws std::out_of_range where there is none of that name
const Target& target_named(std::string_view name);

/// A promise that holds for any bytes.
inline void expect(bool holds) {
  if (!holds) __builtin_trap();
}

}  // namespace face_analyzer::fuzz
