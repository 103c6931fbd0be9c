#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>

#include <pthreadpool.h>

namespace face_analyzer {

/// The threads that share the work of one step: of an inference, or of sampling what it is shown. Answers do not depend
/// on how many they are: each number is made by one thread, in one order. Copies stand for the same threads, which live
/// as long as one of them does.
class ThreadPool {
 public:
  /// One thread is the caller's own, and all that there is in a build without threads.
  explicit ThreadPool(std::size_t threads) {
    if (threads > 1) pool_.reset(pthreadpool_create(threads), pthreadpool_destroy);
  }

  /// Null stands for the caller's thread alone.
  [[nodiscard]] pthreadpool_t handle() const { return pool_.get(); }

  /// Calls `work(first, last)` for parts of 0 to `count`, of about `part` each, in any order. It must not throw.
  template <typename Work>
  void share(std::size_t count, std::size_t part, const Work& work) const {
    const Work* shared = &work;  // pthreadpool hands on what is not constant
    pthreadpool_parallelize_1d_tile_1d(
        handle(),
        [](void* context, std::size_t first, std::size_t length) {
          (**static_cast<const Work**>(context))(first, first + length);
        },
        &shared, count, std::max<std::size_t>(part, 1), 0);
  }

  /// The same for entries of so many numbers each, in parts that are worth another thread's while.
  template <typename Work>
  void share_entries(std::size_t count, std::size_t numbers, const Work& work) const {
    constexpr std::size_t kPart = 1 << 14;  // numbers
    share(count, kPart / std::max<std::size_t>(numbers, 1), work);
  }

 private:
  std::shared_ptr<pthreadpool> pool_;
};

}  // namespace face_analyzer
