#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace face_analyzer {

/// A computation that may pause for an inference: a C++20 coroutine that starts when it is awaited (or `start`ed, at
/// the root) and gives one value. Destroying a paused task ends it and releases all that it holds.
template <typename Value>
class [[nodiscard]] Task {
 public:
  struct promise_type;  // NOLINT(readability-identifier-naming): the language asks for this name
  using Handle = std::coroutine_handle<promise_type>;

  struct Resumer {  // at its end a task goes on with the one that awaited it
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    [[nodiscard]] std::coroutine_handle<> await_suspend(Handle ended) const noexcept {
      return ended.promise().awaiting;
    }
    void await_resume() const noexcept {}
  };

  struct promise_type {  // NOLINT(readability-identifier-naming)
    std::optional<Value> value;
    std::exception_ptr exception;
    std::coroutine_handle<> awaiting = std::noop_coroutine();

    Task get_return_object() { return Task(Handle::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    Resumer final_suspend() noexcept { return {}; }
    void return_value(Value result) { value.emplace(std::move(result)); }
    void unhandled_exception() { exception = std::current_exception(); }
  };

  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  Task& operator=(Task&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  Task(const Task&) = delete;
  Task& operator=(const Task&) = delete;
  ~Task() {
    if (handle_) handle_.destroy();
  }

  /// Runs a root task up to its first pause or its end.
  void start() { handle_.resume(); }
  [[nodiscard]] bool done() const { return handle_.done(); }
  /// The value of a task that is done; throws what the task threw.
  Value result() {
    if (handle_.promise().exception) std::rethrow_exception(handle_.promise().exception);
    return std::move(*handle_.promise().value);
  }

  [[nodiscard]] bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) noexcept {
    handle_.promise().awaiting = awaiting;
    return handle_;
  }
  Value await_resume() { return result(); }

 private:
  explicit Task(Handle handle) : handle_(handle) {}

  Handle handle_;
};

}  // namespace face_analyzer
