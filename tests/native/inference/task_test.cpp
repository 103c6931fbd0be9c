#include "inference/task.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "inference/host.hpp"

namespace face_analyzer {
namespace {

/// What a test's tasks hold on to while they are paused: its use count says whether they let go.
using Held = std::shared_ptr<int>;

Tensor one_number(float value) {
  Tensor tensor({1, 1});
  tensor.values.front() = value;
  return tensor;
}

/// Asks the host to change a number.
Task<float> inner(Host& host, float value, Held held) {
  Tensor input = one_number(value + static_cast<float>(*held));
  const Outputs outputs = co_await host.run(Model::emotion, std::move(input));
  co_return outputs.front().values.front();
}

Task<std::string> outer(Host& host, Held held) {
  const float first = co_await inner(host, 1, held);
  const float second = co_await inner(host, first, held);
  co_return std::to_string(static_cast<int>(second));
}

Task<int> failing(Host& host) {
  Tensor input = one_number(0);
  const Outputs outputs = co_await host.run(Model::emotion, std::move(input));
  throw std::runtime_error("as agreed");
}

Task<int> around_failing(Host& host, Held held) {
  const int value = co_await failing(host);
  co_return value + *held;
}

Task<int> rescuing(Host& host) {
  try {
    co_return co_await failing(host);
  } catch (const std::runtime_error&) {
    co_return -1;
  }
}

Task<int> immediate(int value) { co_return value; }

Task<int> sum_up_to(int count) {
  int sum = 0;
  for (int i = 1; i <= count; ++i) sum += co_await immediate(i);
  co_return sum;
}

Task<std::unique_ptr<int>> owning() { co_return std::make_unique<int>(7); }

/// Doubles what is asked.
void answer(Host& host) {
  const float asked = host.pending()->input.values.front();
  host.output(0, {1, 1}).front() = 2 * asked;
  host.resume();
}

TEST(Task, DoesNothingBeforeItIsStarted) {
  Host host;
  const Held held = std::make_shared<int>(10);
  const Task<std::string> task = outer(host, held);
  EXPECT_FALSE(task.done());
  EXPECT_EQ(host.pending(), nullptr);
}

TEST(Task, PausesAtEveryInferenceOfNestedTasksAndEndsWithTheirValue) {
  Host host;
  Task<std::string> task = outer(host, std::make_shared<int>(10));
  task.start();
  ASSERT_NE(host.pending(), nullptr);
  EXPECT_EQ(host.pending()->input.values.front(), 1 + 10);
  answer(host);
  ASSERT_NE(host.pending(), nullptr);
  EXPECT_FALSE(task.done());
  EXPECT_EQ(host.pending()->input.values.front(), 22 + 10);
  answer(host);
  EXPECT_EQ(host.pending(), nullptr);
  ASSERT_TRUE(task.done());
  EXPECT_EQ(task.result(), "64");
}

TEST(Task, AwaitsTasksThatNeverPause) {
  Task<int> task = sum_up_to(100);
  task.start();
  ASSERT_TRUE(task.done());
  EXPECT_EQ(task.result(), 5050);
}

TEST(Task, ValuesThatCannotBeCopiedArrive) {
  Task<std::unique_ptr<int>> task = owning();
  task.start();
  EXPECT_EQ(*task.result(), 7);
}

TEST(Task, AnExceptionPassesThroughEveryAwaitingTaskToTheResult) {
  Host host;
  const Held held = std::make_shared<int>(10);
  Task<int> task = around_failing(host, held);
  task.start();
  EXPECT_NO_THROW(answer(host)) << "the host is no place for the pipeline's exceptions";
  ASSERT_TRUE(task.done());
  EXPECT_THROW(task.result(), std::runtime_error);
}

TEST(Task, AnAwaitingTaskMayCatchTheException) {
  Host host;
  Task<int> task = rescuing(host);
  task.start();
  answer(host);
  ASSERT_TRUE(task.done());
  EXPECT_EQ(task.result(), -1);
}

TEST(Task, DestroyingAPausedTaskReleasesAllThatItHolds) {
  Host host;
  const Held held = std::make_shared<int>(10);
  {
    Task<std::string> task = outer(host, held);
    EXPECT_GT(held.use_count(), 1);
    task.start();
    answer(host);
    EXPECT_GT(held.use_count(), 2) << "the nested task should be paused too";
  }
  EXPECT_EQ(held.use_count(), 1);
}

TEST(Task, DestroyingATaskThatNeverStartedReleasesWhatItHolds) {
  Host host;
  const Held held = std::make_shared<int>(10);
  { const Task<std::string> task = outer(host, held); }
  EXPECT_EQ(held.use_count(), 1);
}

TEST(Task, MovesWhilePaused) {
  Host host;
  const Held held = std::make_shared<int>(10);
  Task<std::string> first = outer(host, held);
  first.start();
  {
    Task<std::string> second = std::move(first);
    answer(host);
    answer(host);
    EXPECT_EQ(second.result(), "64");
  }
  EXPECT_EQ(held.use_count(), 1);
}

}  // namespace
}  // namespace face_analyzer
