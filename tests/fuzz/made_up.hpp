#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "analysis/options.hpp"
#include "inference/host.hpp"
#include "reader.hpp"

/// What an analysis is told in the place of options and networks, made of any bytes.
namespace face_analyzer::fuzz {

/// One output of a network: a few numbers over and over, and some that are not among them, by their places.
struct MadeUpOutput {
  std::vector<int> shape;
  std::array<float, 3> period{};
  std::vector<std::pair<std::size_t, float>> others;

  [[nodiscard]] std::size_t size() const;
  void fill(std::span<float> output) const;
};

/// Mostly of the shapes that the model gives, sometimes of others.
std::vector<MadeUpOutput> make_up_outputs(const Host::Request& request, Reader& reader);

/// Options of any values; with a region that is expected, seldom.
Options make_up_options(Reader& reader);

}  // namespace face_analyzer::fuzz
