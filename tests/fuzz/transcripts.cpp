// For each record on stdin a line of JSON on stdout: how this build analyses the record's file with made-up options and
// networks, so that the WebAssembly build can be asked for the same and compared (tests/fuzz/replay.ts). A record is
// the bytes that the options and outputs are made of and those of the file, before each their count in 4 bytes,
// little-endian.
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <iostream>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include <zlib.h>

#include "analysis/analysis.hpp"
#include "made_up.hpp"
#include "target.hpp"

namespace {

using namespace face_analyzer;
using namespace face_analyzer::fuzz;
using nlohmann::json;

/// So many inferences are answered; more, for a picture of 4095 pixels, would take minutes.
constexpr std::size_t kMostInferences = 60;

std::optional<Bytes> read_bytes(std::istream& stream) {
  std::array<unsigned char, 4> count{};
  if (!stream.read(reinterpret_cast<char*>(count.data()), count.size())) return std::nullopt;
  Bytes bytes(count[0] | static_cast<std::uint32_t>(count[1]) << 8 | static_cast<std::uint32_t>(count[2]) << 16 |
              static_cast<std::uint32_t>(count[3]) << 24);
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

/// CRC-32 of the numbers' bits, for which all that are none are one.
std::uint32_t digest_of(std::span<const float> numbers) {
  std::vector<float> bits(numbers.begin(), numbers.end());
  for (float& number : bits)
    if (std::isnan(number)) number = std::numeric_limits<float>::quiet_NaN();
  return static_cast<std::uint32_t>(
      crc32_z(0, reinterpret_cast<const unsigned char*>(bits.data()), bits.size() * sizeof(float)));
}

json described(const MadeUpOutput& output) {
  json period = json::array();
  for (const float number : output.period) period.push_back(std::bit_cast<std::uint32_t>(number));
  json others = json::array();
  for (const auto& [place, number] : output.others) others.push_back({place, std::bit_cast<std::uint32_t>(number)});
  return {{"shape", output.shape}, {"period", std::move(period)}, {"others", std::move(others)}};
}

json described(const Options& options) {
  return {{"maximumFaces", options.maximum_faces},
          {"minimumFace", options.minimum_face},
          {"feature", options.switches.feature},
          {"quality", options.switches.quality},
          {"landmarks", options.switches.landmarks}};
}

json transcript_of(Bytes file, Reader reader) {
  Options options = make_up_options(reader);
  options.expected.clear();  // which JavaScript gives in another way
  Analysis analysis(File{std::move(file)}, options);
  json inferences = json::array();
  while (analysis.pending() != nullptr && inferences.size() < kMostInferences) {
    const Host::Request& request = *analysis.pending();
    json inference{{"model", model_description(request.model).name},
                   {"shape", request.input.shape},
                   {"input", digest_of(request.input.values)},
                   {"outputs", json::array()}};
    std::size_t index = 0;
    for (const MadeUpOutput& output : make_up_outputs(request, reader)) {
      output.fill(analysis.output(index++, output.shape));
      inference["outputs"].push_back(described(output));
    }
    inferences.push_back(std::move(inference));
    analysis.resume();
  }
  if (analysis.pending() != nullptr) analysis.fail({Reason::engine_failure, "That is enough."});
  return {{"options", described(options)}, {"inferences", std::move(inferences)}, {"response", analysis.response()}};
}

}  // namespace

int main() {
  while (const auto script = read_bytes(std::cin)) {
    auto file = read_bytes(std::cin);
    if (!file) return 1;
    std::cout << transcript_of(std::move(*file), Reader(*script)).dump() << std::endl;  // whoever asks waits for it
  }
}
