#include "network/layers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "../support/windows.hpp"

namespace face_analyzer {
namespace {

struct Case {
  const char* name;
  int channels;
  int filters;
  int groups;
  Window window;
};

std::ostream& operator<<(std::ostream& stream, const Case& given) { return stream << given.name; }

class Convolution : public testing::TestWithParam<Case> {};

TEST_P(Convolution, IsTheSumOfProductsOverEachWindow) {
  const auto [name, channels, filters, groups, window] = GetParam();
  const Value weights = random_value({filters, channels / groups, window.size[0], window.size[1]}, 1);
  const Value bias = random_value({filters}, 2);
  const auto layer = convolution(weights, bias.numbers(), window, groups, {-1, 1.5F}, false);
  for (const Shape& size : {Shape{1, 9, 12, channels}, Shape{2, 7, 5, channels}, Shape{1, 2, 2, channels},
                            Shape{1, 3, 19, channels}, Shape{1, 9, 12, channels}}) {
    const Value input = random_value(size, 3);
    const Value output = layer->run(std::vector{input}, ThreadPool(1));
    ASSERT_EQ(output.shape()[3], filters);
    for_each_place(input, output, window, [&](float actual, int batch, int top, int left, int filter) {
      const int group = filter / (filters / groups);
      double sum = bias.numbers()[static_cast<std::size_t>(filter)];
      std::size_t weight = static_cast<std::size_t>(filter) * weights.count() / static_cast<std::size_t>(filters);
      for (int channel = 0; channel < channels / groups; ++channel)
        for (int y = 0; y < window.size[0]; ++y)
          for (int x = 0; x < window.size[1]; ++x, ++weight)
            if (const float* number = at(input, batch, top + y, left + x, group * (channels / groups) + channel))
              sum += double{*number} * weights.numbers()[weight];
      EXPECT_NEAR(actual, std::clamp(sum, -1., 1.5), 1e-5);
    });
  }
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, Convolution,
    testing::Values(Case{"pointwise", 5, 9, 1, {}}, Case{"pointwise of many filters", 300, 220, 1, {}},
                    Case{"dense 3x3", 3, 8, 1, {{3, 3}, {1, 1}, {1, 1, 1, 1}}},
                    Case{"strided", 4, 6, 1, {{3, 3}, {2, 2}, {0, 0, 1, 1}}},
                    Case{"depthwise 3x3", 6, 6, 6, {{3, 3}, {1, 1}, {1, 1, 1, 1}}},
                    Case{"depthwise 3x3 in whole vectors", 8, 8, 8, {{3, 3}, {1, 1}, {1, 1, 1, 1}}},
                    Case{"strided depthwise 3x3", 9, 9, 9, {{3, 3}, {2, 2}, {1, 1, 1, 1}}},
                    Case{"depthwise 3x3 of two strides", 4, 4, 4, {{3, 3}, {1, 2}, {1, 0, 0, 1}}},
                    Case{"depthwise 3x3 without a border", 4, 4, 4, {{3, 3}, {2, 1}, {}}},
                    Case{"depthwise 3x3 with a wide border", 4, 4, 4, {{3, 3}, {1, 2}, {2, 3, 2, 3}}},
                    Case{"strided depthwise 5x5", 7, 7, 7, {{5, 5}, {2, 2}, {1, 1, 2, 2}}},
                    Case{"depthwise 3x3 of one side", 5, 5, 5, {{3, 3}, {2, 2}, {0, 0, 1, 1}}},
                    Case{"two groups", 4, 6, 2, {{3, 1}, {1, 1}, {1, 0, 1, 0}}},
                    Case{"unequal window", 2, 3, 1, {{2, 3}, {1, 2}, {0, 1, 1, 0}}}));

TEST(ConvolutionLayer, TheSameBitsForAnyNumberOfThreadsAndInABatch) {
  const Window window{{3, 3}, {1, 1}, {1, 1, 1, 1}};
  for (const int groups : {1, 16}) {
    const auto layer = convolution(random_value({16, 16 / groups, 3, 3}, 1), {}, window, groups, {}, true);
    const Value both = random_value({2, 20, 30, 16}, 2);
    const Value alone = layer->run(std::vector{both}, ThreadPool(1));
    for (const std::size_t threads : {2U, 3U}) {
      const Value shared = layer->run(std::vector{both}, ThreadPool(threads));
      EXPECT_TRUE(std::ranges::equal(alone.numbers(), shared.numbers())) << threads << " threads";
    }
    Value first({1, 20, 30, 16});
    std::ranges::copy(both.numbers().first(first.count()), first.numbers().begin());
    const Value result = layer->run(std::vector{first}, ThreadPool(1));
    EXPECT_TRUE(std::ranges::equal(result.numbers(), alone.numbers().first(result.count())));
  }
}

TEST(ConvolutionLayer, WhatDoesNotFitIsRefused) {
  const Value weights = random_value({4, 3, 3, 3}, 1);
  const Window window{{3, 3}, {1, 1}, {}};
  EXPECT_THROW(convolution(random_value({4, 3}, 1), {}, window, 1, {}, false), std::runtime_error);
  EXPECT_THROW(convolution(weights, std::vector<float>(5), window, 1, {}, false), std::runtime_error);
  EXPECT_THROW(convolution(weights, {}, window, 3, {}, false), std::runtime_error);
  EXPECT_THROW(convolution(weights, {}, window, 0, {}, false), std::runtime_error);
  EXPECT_THROW(convolution(random_value({0, 3, 3, 3}, 1), {}, window, 1, {}, false), std::runtime_error);
  EXPECT_THROW(convolution(weights, {}, {{3, 2}, {1, 1}, {}}, 1, {}, false), std::runtime_error);
  EXPECT_THROW(convolution(random_value({3, 1, 5, 3}, 1), {}, window, 3, {}, false), std::runtime_error);
  EXPECT_THROW(convolution(random_value({3, 1, 3, 3}, 1), std::vector<float>(4), window, 3, {}, false),
               std::runtime_error);
  const auto dense_one = convolution(weights, {}, window, 1, {}, false);
  EXPECT_THROW(dense_one->run(std::vector{random_value({1, 8, 8, 4}, 1)}, ThreadPool(1)), std::runtime_error);
  EXPECT_THROW(dense_one->run(std::vector{random_value({8, 8, 3}, 1)}, ThreadPool(1)), std::runtime_error);
  const auto depthwise_one = convolution(random_value({3, 1, 3, 3}, 1), {}, window, 3, {}, false);
  EXPECT_THROW(depthwise_one->run(std::vector{random_value({1, 8, 8, 4}, 1)}, ThreadPool(1)), std::runtime_error);
  EXPECT_THROW(depthwise_one->run(std::vector{random_value({8, 8, 3}, 1)}, ThreadPool(1)), std::runtime_error);
}

TEST(DenseLayer, IsAProductWithABias) {
  const Value weights = random_value({7, 5}, 1);
  const Value bias = random_value({5}, 2);
  const Value input = random_value({3, 7}, 3);
  const Value output = dense(weights, bias.numbers(), {.least = 0})->run(std::vector{input}, ThreadPool(1));
  ASSERT_EQ(output.shape(), (Shape{3, 5}));
  for (std::size_t row = 0; row < 3; ++row)
    for (std::size_t column = 0; column < 5; ++column) {
      double sum = bias.numbers()[column];
      for (std::size_t i = 0; i < 7; ++i)
        sum += double{input.numbers()[row * 7 + i]} * weights.numbers()[i * 5 + column];
      EXPECT_NEAR(output.numbers()[row * 5 + column], std::max(sum, 0.), 1e-5);
    }
}

TEST(DenseLayer, WhatDoesNotFitIsRefused) {
  const Value weights = random_value({7, 5}, 1);
  EXPECT_THROW(dense(weights, std::vector<float>(4), {}), std::runtime_error);
  EXPECT_THROW(dense(random_value({7}, 1), std::vector<float>(7), {}), std::runtime_error);
  EXPECT_THROW(dense(weights, std::vector<float>(5), {})->run(std::vector{random_value({1, 6}, 1)}, ThreadPool(1)),
               std::runtime_error);
}

}  // namespace
}  // namespace face_analyzer
