#pragma once

#include <cstdint>
#include <span>

#include "analysis/face.hpp"
#include "analysis/options.hpp"
#include "analysis/stopwatch.hpp"
#include "inference/host.hpp"
#include "inference/task.hpp"
#include "refusal.hpp"

namespace face_analyzer {

/// The whole line from an image file's bytes to its faces; it pauses at each inference. Bytes, host and stopwatch must
/// outlive the task.
Task<Result<Findings>> analyze(Host& host, std::span<const std::uint8_t> bytes, Options options, Stopwatch& stopwatch);

}  // namespace face_analyzer
