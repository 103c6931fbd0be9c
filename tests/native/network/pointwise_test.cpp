#include "network/pointwise.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "../support/values.hpp"

namespace face_analyzer {
namespace {

constexpr int kChannels = 136;  // two blocks and a part of one
constexpr int kFilters = 264;

Value weights() { return random_value({kFilters, kChannels, 1, 1}, 1); }

Value result_of(const Value& weights, std::span<const float> bias, const Value& input, Bounds bounds = {}) {
  return pointwise(weights, bias, bounds)->run(std::vector{input}, ThreadPool(1));
}

/// Of one place's channels.
double sum_of_products(std::span<const float> numbers, std::span<const float> weights) {
  double sum = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) sum += double{numbers[i]} * weights[i];
  return sum;
}

/// Calls `each(actual, expected)` for a result without a bias.
template <typename Each>
void for_each_sum(const Value& weights, const Value& input, const Value& output, Each each) {
  const std::size_t channels = extent(weights.shape(), 1);
  const std::size_t filters = extent(weights.shape(), 0);
  ASSERT_EQ(output.count() / filters, input.count() / channels);
  for (std::size_t i = 0; i < output.count(); ++i)
    each(output.numbers()[i], sum_of_products(input.numbers().subspan(i / filters * channels, channels),
                                              weights.numbers().subspan(i % filters * channels, channels)));
}

void expect_same(const Value& actual, std::span<const float> expected) {
  EXPECT_TRUE(std::ranges::equal(actual.numbers(), expected));
}

TEST(Pointwise, IsForWindowsOfOnePlaceWithManyChannelsAndFilters) {
  EXPECT_TRUE(is_pointwise(weights(), {}, 1));
  EXPECT_FALSE(is_pointwise(random_value({kFilters, 120, 1, 1}, 1), {}, 1)) << "few channels";
  EXPECT_FALSE(is_pointwise(random_value({128, kChannels, 1, 1}, 1), {}, 1)) << "few filters";
  EXPECT_FALSE(is_pointwise(random_value({kFilters, 132, 1, 1}, 1), {}, 1)) << "channels that fill no vectors";
  EXPECT_FALSE(is_pointwise(random_value({260, kChannels, 1, 1}, 1), {}, 1)) << "filters that fill no vectors";
  EXPECT_FALSE(is_pointwise(weights(), {}, 2)) << "groups";
  EXPECT_FALSE(is_pointwise(weights(), {{1, 1}, {2, 2}, {}}, 1)) << "steps";
  EXPECT_FALSE(is_pointwise(weights(), {{1, 1}, {1, 1}, {1, 0, 0, 0}}, 1)) << "a border";
  EXPECT_FALSE(is_pointwise(random_value({kFilters, kChannels, 3, 3}, 1), {{3, 3}, {1, 1}, {}}, 1)) << "wide windows";
}

TEST(Pointwise, IsTheSumOfProductsToAPartIn5000) {
  for (const Shape& size : {Shape{1, 5, 7, kChannels}, Shape{2, 3, 9, kChannels}, Shape{1, 1, 1, kChannels}}) {
    const Value input = random_value(size, 2);
    double error = 0;
    double whole = 0;
    for_each_sum(weights(), input, result_of(weights(), {}, input), [&](float actual, double expected) {
      EXPECT_NEAR(actual, expected, 1e-3 * std::sqrt(kChannels));
      error += (actual - expected) * (actual - expected);
      whole += expected * expected;
    });
    EXPECT_LT(std::sqrt(error / whole), 2e-4);  // seen: 1.2e-4
  }
}

TEST(Pointwise, OfWhatIsWholeInItsStepsIsExact) {
  // The largest size in each place and in each filter makes a step 1.
  Value whole({kFilters, kChannels, 1, 1});
  for (std::size_t i = 0; i < whole.count(); ++i)
    whole.numbers()[i] = i % kChannels == 0 ? 32767 : static_cast<float>(i % 7);
  Value input = random_value({1, 3, 3, kChannels}, 3);
  for (float& number : input.numbers()) number = std::round(number * 8000);
  for (std::size_t place = 0; place < 9; ++place) input.numbers()[place * kChannels + 5] = -8191;
  for_each_sum(whole, input, result_of(whole, {}, input),
               [](float actual, double expected) { EXPECT_FLOAT_EQ(actual, static_cast<float>(expected)); });
}

TEST(Pointwise, TheLargestSumsStayWithin32Bits) {
  for (const float sign : {-1.F, 1.F}) {
    Value all({kFilters, kChannels, 1, 1});
    std::ranges::fill(all.numbers(), sign * 3);
    Value input({1, 2, 3, kChannels});
    std::ranges::fill(input.numbers(), 7);
    const Value output = result_of(all, {}, input);
    for (const float number : output.numbers()) EXPECT_NEAR(number, sign * 21 * kChannels, .5);
  }
}

TEST(Pointwise, EachPlaceAndEachFilterHasAScaleOfItsOwn) {
  Value input = random_value({1, 1, 2, kChannels}, 4);
  Value scaled = weights();
  const Value before = result_of(scaled, {}, input);
  for (float& number : input.numbers().first(kChannels)) number *= 0x1p20F;
  for (float& number : scaled.numbers().first(kChannels)) number *= 0x1p-10F;
  const Value after = result_of(scaled, {}, input);
  for (std::size_t i = 0; i < after.count(); ++i)
    EXPECT_EQ(after.numbers()[i],
              before.numbers()[i] * (i < kFilters ? 0x1p20F : 1) * (i % kFilters == 0 ? 0x1p-10F : 1));
}

TEST(Pointwise, AddsABiasAndHoldsBetweenBounds) {
  const Value bias = random_value({kFilters}, 5);
  Value nothing({1, 2, 2, kChannels});
  std::ranges::fill(nothing.numbers(), 0.F);
  const Value output = result_of(weights(), bias.numbers(), nothing, {-.25F, .5F});
  for (std::size_t i = 0; i < output.count(); ++i)
    EXPECT_EQ(output.numbers()[i], std::clamp(bias.numbers()[i % kFilters], -.25F, .5F));
}

TEST(Pointwise, TheSameBitsForAnyNumberOfThreadsAndInABatch) {
  const auto layer = pointwise(weights(), {}, {});
  const Value both = random_value({2, 11, 13, kChannels}, 2);
  const Value alone = layer->run(std::vector{both}, ThreadPool(1));
  for (const std::size_t threads : {2U, 3U})
    expect_same(layer->run(std::vector{both}, ThreadPool(threads)), alone.numbers());
  Value first({1, 11, 13, kChannels});
  std::ranges::copy(both.numbers().first(first.count()), first.numbers().begin());
  const Value result = layer->run(std::vector{first}, ThreadPool(1));
  expect_same(result, alone.numbers().first(result.count()));
}

TEST(Pointwise, WhatIsNoNumberCountsAsZero) {
  Value input = random_value({1, 1, 3, kChannels}, 6);
  input.numbers()[kChannels + 3] = 0;
  const Value expected = result_of(weights(), {}, input);
  input.numbers()[kChannels + 3] = std::numeric_limits<float>::quiet_NaN();
  expect_same(result_of(weights(), {}, input), expected.numbers());
}

TEST(Pointwise, WhatIsInfiniteMakesItsPlaceAloneNoNumber) {
  Value input = random_value({1, 1, 3, kChannels}, 6);
  const Value expected = result_of(weights(), {}, input);
  input.numbers()[kChannels + 3] = std::numeric_limits<float>::infinity();
  const Value output = result_of(weights(), {}, input);
  for (std::size_t i = 0; i < output.count(); ++i)
    if (i / kFilters == 1)
      EXPECT_TRUE(std::isnan(output.numbers()[i]));
    else
      EXPECT_EQ(output.numbers()[i], expected.numbers()[i]);
}

TEST(Pointwise, AnInputThatDoesNotFitIsRefused) {
  const auto layer = pointwise(weights(), {}, {});
  EXPECT_THROW(layer->run(std::vector{random_value({1, 2, 2, kChannels + 8}, 1)}, ThreadPool(1)), std::runtime_error);
  EXPECT_THROW(layer->run(std::vector{random_value({2, kChannels}, 1)}, ThreadPool(1)), std::runtime_error);
}

}  // namespace
}  // namespace face_analyzer
