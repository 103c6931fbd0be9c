#include "analysis/options.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace face_analyzer {
namespace {

bool within(int value, int least, int most) { return least <= value && value <= most; }

/// Whether a face may have been there: comparisons with what is no number fail.
bool plausible(const Region& region) {
  constexpr auto kFarthest = static_cast<float>(Options::kFarthest);
  const auto is_side = [](float side) { return 1 <= side && side <= kFarthest; };
  const auto is_near = [](float place) { return std::abs(place) <= kFarthest; };
  return is_side(region.width) && is_side(region.height) && is_near(region.centre.x) && is_near(region.centre.y) &&
         std::isfinite(region.angle);
}

Refusal out_of_range(const char* name, int value, int least, int most) {
  return {Reason::invalid_option, std::string(name) + " is " + std::to_string(value) + "; it must be from " +
                                      std::to_string(least) + " to " + std::to_string(most) + "."};
}

Refusal no_expected_face() {
  return {Reason::invalid_option,
          "An expected face's mesh is none; it must be as an answer gave it: pixels of a frame."};
}

}  // namespace

Result<Options> validated(const Options& options) {
  if (!within(options.maximum_faces, 1, Options::kMostFaces))
    return tl::unexpected(out_of_range("max_faces", options.maximum_faces, 1, Options::kMostFaces));
  if (!within(options.minimum_face, Options::kSmallestFace, Options::kLargestFace))
    return tl::unexpected(
        out_of_range("min_face", options.minimum_face, Options::kSmallestFace, Options::kLargestFace));
  const auto count = static_cast<int>(options.expected.size());
  if (!within(count, 0, Options::kMostFaces))
    return tl::unexpected(out_of_range("the number of expected faces", count, 0, Options::kMostFaces));
  if (!std::ranges::all_of(options.expected, plausible)) return tl::unexpected(no_expected_face());
  return options;
}

}  // namespace face_analyzer
