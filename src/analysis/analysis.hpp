#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/pipeline.hpp"
#include "inference/networks.hpp"
#include "tensor/thread_pool.hpp"

namespace face_analyzer {

/// One photograph on its way from its source to the response, driven by a host:
///     Analysis analysis(source, options, pool);
///     while (analysis.pending()) { analysis.infer(networks); analysis.resume(); }
///     analysis.response();
/// It cannot be moved: the paused pipeline refers to it.
class Analysis {
 public:
  /// Starts, and runs up to the first inference or the end. A refusal in the source's place is the answer.
  Analysis(Result<Source> source, const Options& options, ThreadPool pool = ThreadPool(1));
  Analysis(const Analysis&) = delete;
  Analysis& operator=(const Analysis&) = delete;

  /// The inference that the analysis waits for, or null when it is over.
  [[nodiscard]] const Host::Request* pending() const { return host_.pending(); }
  /// Memory for one output of that inference. The shape must be what the model gives.
  std::span<float> output(std::size_t index, std::vector<int> shape) { return host_.output(index, std::move(shape)); }
  /// Runs the model here and fills every output. Where that fails, the analysis ends with a refusal.
  void infer(Networks& networks);
  /// Goes on when every output is filled.
  void resume();
  /// Ends the analysis with a refusal: the host could not run the model.
  void fail(Refusal refusal);

  /// The API's JSON; only when nothing is pending.
  [[nodiscard]] const std::string& response() const { return response_; }
  /// What was found; nothing after a refusal.
  [[nodiscard]] const std::vector<Face>& faces() const { return faces_; }
  [[nodiscard]] const Switches& switches() const { return switches_; }
  [[nodiscard]] const Stopwatch& stopwatch() const { return stopwatch_; }

 private:
  void advance(const std::function<void()>& step);
  void guard(const std::function<void()>& work);
  void finish(const Result<Findings>& result);

  Switches switches_;
  Host host_;
  Stopwatch stopwatch_;
  std::optional<Task<Result<Findings>>> pipeline_;
  std::vector<Face> faces_;
  std::string response_;
};

}  // namespace face_analyzer
