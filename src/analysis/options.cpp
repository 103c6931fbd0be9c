#include "analysis/options.hpp"

#include <string>

namespace face_analyzer {
namespace {

bool within(int value, int least, int most) { return least <= value && value <= most; }

Refusal out_of_range(const char* name, int value, int least, int most) {
  return {Reason::invalid_option, std::string(name) + " is " + std::to_string(value) + "; it must be from " +
                                      std::to_string(least) + " to " + std::to_string(most) + "."};
}

}  // namespace

Result<Options> validated(const Options& options) {
  if (!within(options.maximum_faces, 1, Options::kMostFaces))
    return tl::unexpected(out_of_range("max_faces", options.maximum_faces, 1, Options::kMostFaces));
  if (!within(options.minimum_face, Options::kSmallestFace, Options::kLargestFace))
    return tl::unexpected(
        out_of_range("min_face", options.minimum_face, Options::kSmallestFace, Options::kLargestFace));
  return options;
}

}  // namespace face_analyzer
