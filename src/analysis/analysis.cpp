#include "analysis/analysis.hpp"

#include <exception>
#include <new>
#include <utility>

#include "response/response.hpp"

namespace face_analyzer {

Analysis::Analysis(Result<Source> source, const Options& options, ThreadPool pool) : switches_(options.switches) {
  advance([&] {
    pipeline_.emplace(analyze(host_, std::move(source), options, std::move(pool), stopwatch_));
    pipeline_->start();
  });
}

void Analysis::infer(Networks& networks) {
  if (pending() == nullptr) return;
  guard([&] { host_.answer(networks.run(pending()->model, pending()->input)); });
}

void Analysis::resume() {
  if (pending() == nullptr) return;
  advance([this] { host_.resume(); });
}

/// Runs a step of the pipeline, up to its next pause or its end.
void Analysis::advance(const std::function<void()>& step) {
  guard([&] {
    step();
    if (pipeline_->done()) finish(pipeline_->result());
  });
}

/// Here every exception ends and becomes a refusal.
void Analysis::guard(const std::function<void()>& work) {
  try {
    work();
  } catch (const std::bad_alloc&) {
    fail({Reason::out_of_memory, "The analysis needs more memory than there is; try a smaller picture."});
  } catch (const std::exception& exception) {
    fail({Reason::engine_failure, std::string("The engine failed: ") + exception.what()});
  }
}

void Analysis::fail(Refusal refusal) {
  host_ = Host();
  finish(tl::unexpected(std::move(refusal)));
}

void Analysis::finish(const Result<Findings>& result) {
  if (result) {
    response_ = response_json(*result, switches_);
    faces_ = result->faces;
  } else {
    response_ = response_json(result.error());
    faces_.clear();
  }
  pipeline_.reset();
  stopwatch_.stop();
}

}  // namespace face_analyzer
