#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <string_view>

namespace face_analyzer {

/// The stages of an analysis, in their order.
enum class Stage { decode, search, mesh, features, qualities, response };

inline constexpr std::array<std::string_view, 6> kStageNames{"decode",   "search",    "mesh",
                                                             "features", "qualities", "response"};

/// How long each stage took, the host's inferences within it included.
class Stopwatch {
 public:
  using Clock = std::chrono::steady_clock;

  /// Ends the stage that runs and begins another.
  void enter(Stage stage) {
    stop();
    stage_ = stage;
  }
  void stop() {
    const Clock::time_point now = Clock::now();
    milliseconds_[static_cast<std::size_t>(stage_)] += std::chrono::duration<double, std::milli>(now - begin_).count();
    begin_ = now;
  }
  [[nodiscard]] double milliseconds(Stage stage) const { return milliseconds_[static_cast<std::size_t>(stage)]; }

 private:
  Stage stage_ = Stage::decode;
  Clock::time_point begin_ = Clock::now();
  std::array<double, kStageNames.size()> milliseconds_{};
};

}  // namespace face_analyzer
