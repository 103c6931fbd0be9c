#include "network/shortcut.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace face_analyzer {
namespace {

/// Whether a padding is of the channels alone, and behind them.
bool adds_channels(const std::vector<std::int64_t>& amounts) {
  constexpr std::size_t kBehindChannels = 5;  // of batch, channels, height and width before, then behind
  if (amounts.size() != 2 * kPictureSides || amounts[kBehindChannels] <= 0) return false;
  return std::ranges::count(amounts, 0) == static_cast<std::ptrdiff_t>(amounts.size()) - 1;
}

}  // namespace

bool adds_pictures(const onnx::Node& node, const Knowledge& knowledge) {
  return node.type == "Add" && node.inputs.size() == 2 &&
         std::ranges::all_of(node.inputs, [&](std::string_view input) { return knowledge.is_picture(input); });
}

bool widens_shortcut(const onnx::Node& node, const onnx::Node& reader, const Knowledge& knowledge) {
  if (node.type != "Pad" || node.inputs.size() != 2 || !knowledge.is_picture(node.inputs[0])) return false;
  if (reader.type != "Add" || reader.inputs.size() != 2 || reader.inputs[0] == reader.inputs[1]) return false;
  const std::string_view other = reader.inputs[reader.inputs[0] == node.output ? 1 : 0];
  return knowledge.is_picture(other) && knowledge.narrow(other) == other &&
         adds_channels(knowledge.integers(node.inputs[1]));
}

}  // namespace face_analyzer
