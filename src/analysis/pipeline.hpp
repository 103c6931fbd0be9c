#pragma once

#include "analysis/face.hpp"
#include "analysis/options.hpp"
#include "analysis/stopwatch.hpp"
#include "image/source.hpp"
#include "inference/host.hpp"
#include "inference/task.hpp"
#include "refusal.hpp"
#include "tensor/thread_pool.hpp"

namespace face_analyzer {

/// The whole line from an image's source to its faces; it pauses at each inference. Host and stopwatch must outlive the
/// task. A refusal in the source's place is the result. The pool shares what is done between inferences.
Task<Result<Findings>> analyze(Host& host, Result<Source> source, Options options, ThreadPool pool,
                               Stopwatch& stopwatch);

}  // namespace face_analyzer
