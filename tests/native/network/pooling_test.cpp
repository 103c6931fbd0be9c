#include "network/pooling.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <vector>

#include "../support/windows.hpp"

namespace face_analyzer {
namespace {

TEST(MaximumPool, IsTheLargestOfEachWindowAndPaddingIsNone) {
  Value input = random_value({2, 6, 8, 5}, 1);
  for (float& number : input.numbers()) number -= 2;  // all below the zero of a padding
  for (const Window& window :
       {Window{{3, 3}, {2, 2}, {0, 0, 1, 1}}, Window{{2, 2}, {2, 2}, {}}, Window{{2, 4}, {1, 2}, {1, 1, 1, 2}}}) {
    const Value output = maximum_pool(window)->run(std::vector{input}, ThreadPool(1));
    for_each_place(input, output, window, [&](float actual, int batch, int top, int left, int channel) {
      float most = -std::numeric_limits<float>::infinity();
      for (int y = 0; y < window.size[0]; ++y)
        for (int x = 0; x < window.size[1]; ++x)
          if (const float* number = at(input, batch, top + y, left + x, channel)) most = std::max(most, *number);
      EXPECT_EQ(actual, most);
    });
  }
}

TEST(AveragePool, IsTheMeanOfEachWindow) {
  const Window window{{2, 3}, {2, 1}, {}};
  const Value input = random_value({2, 6, 8, 5}, 1);
  const Value output = average_pool(window)->run(std::vector{input}, ThreadPool(1));
  for_each_place(input, output, window, [&](float actual, int batch, int top, int left, int channel) {
    double sum = 0;
    for (int y = 0; y < 2; ++y)
      for (int x = 0; x < 3; ++x) sum += *at(input, batch, top + y, left + x, channel);
    EXPECT_NEAR(actual, sum / 6, 1e-6);
  });
}

TEST(AveragePool, LooksNowhereButAtThePicture) {
  EXPECT_THROW(average_pool({{3, 3}, {1, 1}, {0, 0, 0, 1}}), std::runtime_error);
}

TEST(AveragePool, OfAPictureSmallerThanTheWindowIsNothing) {
  const auto pool = average_pool({{3, 3}, {2, 2}, {}});
  EXPECT_EQ(pool->run(std::vector{random_value({1, 2, 9, 5}, 1)}, ThreadPool(1)).shape(), (Shape{1, 0, 4, 5}));
}

TEST(SpatialMean, IsTheMeanOverAllPlacesChannelByChannel) {
  const Value input = value({1, 2, 2, 2}, {1, 10, 2, 20, 3, 30, 6, 60});
  const Value output = spatial_mean()->run(std::vector{input}, ThreadPool(1));
  EXPECT_EQ(output.shape(), (Shape{1, 2}));
  EXPECT_TRUE(std::ranges::equal(output.numbers(), std::vector<float>{3, 30}));
}

TEST(Pool, WhatDoesNotFitIsRefused) {
  for (const auto& pool : {maximum_pool({{2, 2}, {1, 1}, {}}), average_pool({{2, 2}, {1, 1}, {}}), spatial_mean()})
    EXPECT_THROW(pool->run(std::vector{random_value({2, 3}, 1)}, ThreadPool(1)), std::runtime_error);
  EXPECT_THROW(maximum_pool({{0, 2}, {1, 1}, {}}), std::runtime_error);
  EXPECT_THROW(maximum_pool({{2, 2}, {1, 0}, {}}), std::runtime_error);
  EXPECT_THROW(maximum_pool({{2, 2}, {1, 1}, {0, 2, 0, 0}}), std::runtime_error);  // a window of zeros alone
}

TEST(Pool, TheSameBitsForAnyNumberOfThreads) {
  const Value input = random_value({2, 40, 30, 24}, 1);
  for (const auto& pool : {maximum_pool({{2, 2}, {2, 2}, {}}), average_pool({{2, 2}, {2, 2}, {}})}) {
    const Value alone = pool->run(std::vector{input}, ThreadPool(1));
    const Value shared = pool->run(std::vector{input}, ThreadPool(3));
    EXPECT_TRUE(std::ranges::equal(alone.numbers(), shared.numbers()));
  }
}

}  // namespace
}  // namespace face_analyzer
