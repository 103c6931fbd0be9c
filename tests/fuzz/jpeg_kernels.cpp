#include "jpeg_kernels.hpp"

#include <algorithm>

#include "../native/image/library_jpeg.hpp"
#include "reader.hpp"

namespace face_analyzer::fuzz {

void run_jpeg_kernels(std::span<const std::uint8_t> bytes) {
  Reader reader(bytes);
  jpeg::Block block{};
  jpeg::Quantisers quantisers{};
  // What a decoder gives: coefficients of 12 bits, and bits of the table.
  for (auto& coefficient : block)
    coefficient = static_cast<std::int16_t>((reader.byte() << 4 | reader.byte() >> 4) - 2048);
  for (auto& quantiser : quantisers) quantiser = reader.byte() % 16 + 1;
  const std::optional<jpeg::Samples> samples = jpeg::by_vectors(block, quantisers);
  if (samples) expect(*samples == jpeg::by_library(block, quantisers));
  if (bytes.size() < 3) return;
  std::vector<std::uint8_t> twice(2 * bytes.size());
  jpeg::doubled(bytes, twice.data());
  expect(twice == jpeg::doubled_by_definition({bytes.begin(), bytes.end()}, 1, 2, 4));
  const Bytes far(bytes.rbegin(), bytes.rend());
  std::vector<int> sums(bytes.size());
  std::ranges::transform(bytes, far, sums.begin(), [](int here, int there) { return 3 * here + there; });
  jpeg::doubled(bytes, far.data(), twice.data());
  expect(twice == jpeg::doubled_by_definition(sums, 8, 7, 16));
}

std::vector<Bytes> jpeg_kernels_seeds() {
  Bytes waves(192);
  for (std::size_t i = 0; i < waves.size(); ++i) waves[i] = static_cast<std::uint8_t>(i * i);
  return {Bytes(192, 128), waves};
}

}  // namespace face_analyzer::fuzz
