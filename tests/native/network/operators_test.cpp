#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "../support/values.hpp"
#include "network/arrangement.hpp"
#include "network/elementwise.hpp"
#include "network/reduction.hpp"
#include "network/residual.hpp"
#include "network/sampling.hpp"

namespace face_analyzer {
namespace {

using Numbers = std::vector<float>;

Value result(const std::unique_ptr<Operator>& run, const std::vector<Value>& inputs, std::size_t threads = 1) {
  return run->run(inputs, ThreadPool(threads));
}

void expect(const Value& actual, const Shape& shape, const Numbers& numbers) {
  EXPECT_EQ(actual.shape(), shape);
  EXPECT_EQ(Numbers(actual.numbers().begin(), actual.numbers().end()), numbers);
}

const Value kTwoByThree = value({2, 3}, {1, 2, 3, 4, 5, 6});

TEST(Elementwise, EachOperatorIsItsArithmetic) {
  const Value a = value({5}, {6, -3, 2, 0, -2});  // a vector and one more
  const Value b = value({5}, {2, 3, 2, -1, 4});
  const auto of = [&](const char* type) { return result(elementwise(type, {}), {a, b}); };
  expect(of("Add"), {5}, {8, 0, 4, -1, 2});
  expect(of("Sub"), {5}, {4, -6, 0, 1, -6});
  expect(of("Mul"), {5}, {12, -9, 4, -0.F, -8});
  expect(of("Div"), {5}, {3, -1, 1, -0.F, -.5F});
  expect(of("Min"), {5}, {2, -3, 2, -1, -2});
  expect(of("GreaterOrEqual"), {5}, {1, 0, 1, 1, 0});
  expect(of("PRelu"), {5}, {6, -9, 2, 0, -8});
  EXPECT_EQ(elementwise("Xor", {}), nullptr);
}

TEST(Elementwise, ShapesAreAlignedAtTheirLastSidesAndASideOfOneStandsForAll) {
  const auto add = elementwise("Add", {});
  expect(result(add, {kTwoByThree, value({}, {10})}), {2, 3}, {11, 12, 13, 14, 15, 16});
  expect(result(add, {kTwoByThree, value({3}, {10, 20, 30})}), {2, 3}, {11, 22, 33, 14, 25, 36});
  expect(result(add, {value({2, 1}, {10, 20}), kTwoByThree}), {2, 3}, {11, 12, 13, 24, 25, 26});
  expect(result(add, {value({2, 1, 2}, {1, 2, 3, 4}), value({2, 1}, {10, 20})}), {2, 2, 2},
         {11, 12, 21, 22, 13, 14, 23, 24});
  expect(result(add, {value({1, 1}, {1}), value({1}, {2})}), {1, 1}, {3});
  expect(result(add, {Value({0, 3}), value({3}, {1, 2, 3})}), {0, 3}, {});
  EXPECT_THROW(result(add, {kTwoByThree, value({2}, {1, 2})}), std::runtime_error);
  EXPECT_THROW(result(add, {kTwoByThree}), std::runtime_error);
}

TEST(Elementwise, TheResultIsHeldBetweenTheBounds) {
  expect(result(elementwise("Mul", {.least = 0, .most = 6}), {value({3}, {-1, 2, 4}), value({1}, {2})}), {3},
         {0, 4, 6});
  expect(result(activation({.least = 0, .most = 6}), {value({3}, {-1, 2, 40})}), {3}, {0, 2, 6});
}

TEST(Elementwise, OnlyAnInputThatNobodyElseReadsIsWrittenOver) {
  const auto add = elementwise("Add", {});
  const Value read_again = value({2, 3}, {1, 2, 3, 4, 5, 6});
  const Value row = value({3}, {10, 20, 30});
  expect(result(add, {read_again, row}), {2, 3}, {11, 22, 33, 14, 25, 36});
  expect(result(add, {read_again, read_again}), {2, 3}, {2, 4, 6, 8, 10, 12});
  expect(read_again, {2, 3}, {1, 2, 3, 4, 5, 6});
  for (const bool first : {true, false}) {
    std::vector<Value> inputs{row, row};
    inputs[first ? 0 : 1] = value({2, 3}, {1, 2, 3, 4, 5, 6});
    const float* numbers = inputs[first ? 0 : 1].numbers().data();
    const Value sum = add->run(inputs, ThreadPool(1));
    expect(sum, {2, 3}, {11, 22, 33, 14, 25, 36});
    EXPECT_EQ(sum.numbers().data(), numbers) << "no memory of its own";
  }
  expect(row, {3}, {10, 20, 30});
}

TEST(Elementwise, TheSameForAnyNumberOfThreads) {
  const Value a = random_value({300, 40, 8}, 1);
  const Value b = random_value({40, 1}, 2);
  const Value alone = result(elementwise("Add", {}), {a, b});
  const Value shared = result(elementwise("Add", {}), {a, b}, 3);
  EXPECT_TRUE(std::ranges::equal(alone.numbers(), shared.numbers()));
}

// A vector of channels and one more.
const Value kWide = value({1, 1, 2, 5}, {1, -2, 3, -4, 5, -6, 7, -8, 9, -10});
const Value kNarrow = value({1, 1, 2, 1}, {-10, 20});

TEST(Residual, IsTheSumOfTwoPicturesOfWhichOneMayHaveFewerChannels) {
  const Numbers sums{-9, -2, 3, -4, 5, 14, 7, -8, 9, -10};
  expect(result(residual({}, {}), {kWide, kNarrow}), kWide.shape(), sums);
  expect(result(residual({}, {}), {kNarrow, kWide}), kWide.shape(), sums);
  expect(result(residual({}, {}), {kWide, kWide}), kWide.shape(), {2, -4, 6, -8, 10, -12, 14, -16, 18, -20});
}

TEST(Residual, WhatIsNegativeIsMultipliedByItsChannelsSlopeAndAllIsHeldBetweenTheBounds) {
  const Numbers slopes{2, 3, 4, 5, 6};
  expect(result(residual(slopes, {}), {kWide, kNarrow}), kWide.shape(), {-18, -6, 3, -20, 5, 14, 7, -32, 9, -60});
  expect(result(residual(slopes, {.least = -20, .most = 8}), {kWide, kNarrow}), kWide.shape(),
         {-18, -6, 3, -20, 5, 8, 7, -20, 8, -20});
  const Numbers one{2};
  expect(result(residual(one, {}), {kWide, kNarrow}), kWide.shape(), {-18, -4, 3, -8, 5, 14, 7, -16, 9, -20});
}

TEST(Residual, IsAsAddAndPReluOneAfterTheOtherForAnyNumberOfThreads) {
  const Value wide = random_value({2, 30, 40, 24}, 1);
  const Value other = random_value({2, 30, 40, 24}, 2);
  const Value slopes = random_value({24}, 3);
  const Value sum = result(elementwise("Add", {}), {wide, other});
  const Value expected = result(elementwise("PRelu", {}), {sum, slopes});
  for (const std::size_t threads : {1U, 3U})
    EXPECT_TRUE(std::ranges::equal(result(residual(slopes.numbers(), {}), {wide, other}, threads).numbers(),
                                   expected.numbers()));
}

TEST(Residual, OfOnePictureAddsNothing) {
  const Numbers slopes{2, 3, 4, 5, 6};
  expect(result(residual(slopes, {}), {kWide}), kWide.shape(), {1, -6, 3, -20, 5, -12, 7, -32, 9, -60});
  expect(result(residual({}, {.least = -3}), {kWide}), kWide.shape(), {1, -2, 3, -3, 5, -3, 7, -3, 9, -3});
}

TEST(Residual, OnlyAPictureThatNobodyElseReadsIsWrittenOver) {
  const Numbers before(kWide.numbers().begin(), kWide.numbers().end());
  result(residual({}, {}), {kWide, kWide});
  expect(kWide, kWide.shape(), before);
  const std::vector<Value> inputs{value({1, 1, 1, 2}, {1, 2}), value({1, 1, 1, 1}, {3})};
  const Value sum = result(residual({}, {}), inputs);
  expect(sum, {1, 1, 1, 2}, {4, 2});
  EXPECT_EQ(sum.numbers().data(), inputs[0].numbers().data());
}

TEST(Residual, WhatDoesNotFitIsRefused) {
  EXPECT_THROW(result(residual({}, {}), {}), std::runtime_error);
  EXPECT_THROW(result(residual({}, {}), {kWide, kWide, kWide}), std::runtime_error);
  EXPECT_THROW(result(residual({}, {}), {kWide, value({1, 1, 1, 5}, {1, 2, 3, 4, 5})}), std::runtime_error);
  EXPECT_THROW(result(residual({}, {}), {kTwoByThree, kTwoByThree}), std::runtime_error);
  EXPECT_THROW(result(residual(Numbers{1, 2}, {}), {kWide, kWide}), std::runtime_error);
}

TEST(ChannelsLast, IsTheTranspositionOfEachPicture) {
  for (const int channels : {1, 2, 3, 5}) {
    const Value planes = random_value({2, channels, 7, 9}, 1);
    const Value expected = result(transpose({0, 2, 3, 1}), {planes});
    for (const std::size_t threads : {1U, 3U}) {
      const Value turned = channels_last(planes.shape(), planes.numbers(), ThreadPool(threads));
      EXPECT_EQ(turned.shape(), expected.shape());
      EXPECT_TRUE(std::ranges::equal(turned.numbers(), expected.numbers()));
    }
  }
  EXPECT_THROW(channels_last(kTwoByThree.shape(), kTwoByThree.numbers(), ThreadPool(1)), std::runtime_error);
}

TEST(Transpose, SideIIsSideOrderIOfTheInput) {
  expect(result(transpose({1, 0}), {kTwoByThree}), {3, 2}, {1, 4, 2, 5, 3, 6});
  expect(result(transpose({0}), {value({2}, {1, 2})}), {2}, {1, 2});
  const Value input = random_value({2, 3, 4, 5}, 1);
  const Value there = result(transpose({0, 2, 3, 1}), {input}, 2);
  EXPECT_EQ(there.shape(), (Shape{2, 4, 5, 3}));
  EXPECT_EQ(there.numbers()[((1 * 4 + 2) * 5 + 3) * 3 + 1], input.numbers()[((1 * 3 + 1) * 4 + 2) * 5 + 3]);
  const Value back = result(transpose({0, 3, 1, 2}), {there});
  EXPECT_EQ(back.shape(), input.shape());
  EXPECT_TRUE(std::ranges::equal(back.numbers(), input.numbers()));
  EXPECT_THROW(result(transpose({1, 0}), {input}), std::runtime_error);
}

TEST(Reshape, KeepsTheNumbersAndFillsInOneSide) {
  expect(result(reshape({3, -1}), {kTwoByThree}), {3, 2}, {1, 2, 3, 4, 5, 6});
  EXPECT_THROW(result(reshape({4, -1}), {kTwoByThree}), std::runtime_error);
  EXPECT_THROW(result(reshape({5}), {kTwoByThree}), std::runtime_error);
  EXPECT_THROW(result(reshape({-2, -3}), {kTwoByThree}), std::runtime_error);
  constexpr int kWide = 1 << 16;  // of which four are 0 of 64 bits
  EXPECT_THROW(result(reshape({kWide, kWide, kWide, kWide}), {value({0}, {})}), std::runtime_error);
}

TEST(Slice, IsThePartFromFirstToBeforeLast) {
  expect(result(slice(1, 1, 3), {kTwoByThree}), {2, 2}, {2, 3, 5, 6});
  expect(result(slice(0, 1, 99), {kTwoByThree}), {1, 3}, {4, 5, 6});
  expect(result(slice(0, 5, 9), {kTwoByThree}), {0, 3}, {});
  EXPECT_THROW(result(slice(2, 0, 1), {kTwoByThree}), std::runtime_error);
}

TEST(Gather, GivesTheEntriesWithTheIndices) {
  expect(result(gather(1, {2, 0, 2}), {kTwoByThree}), {2, 3}, {3, 1, 3, 6, 4, 6});
  EXPECT_THROW(result(gather(1, {3}), {kTwoByThree}), std::runtime_error);
  EXPECT_THROW(result(gather(1, {-1}), {kTwoByThree}), std::runtime_error);
}

TEST(Concatenate, OneBehindTheOtherAlongAnAxis) {
  const Value other = value({2, 1}, {7, 8});
  expect(result(concatenate(1), {kTwoByThree, other}), {2, 4}, {1, 2, 3, 7, 4, 5, 6, 8});
  EXPECT_THROW(result(concatenate(0), {kTwoByThree, other}), std::runtime_error);
  EXPECT_THROW(result(concatenate(2), {kTwoByThree}), std::runtime_error);
  EXPECT_THROW(result(concatenate(0), {}), std::runtime_error);
  const std::vector<Value> wide(100, value({1 << 25, 0}, {}));  // in all more than an int holds
  EXPECT_THROW(result(concatenate(0), wide), std::runtime_error);
}

TEST(Pad, PutsZerosAround) {
  expect(result(pad({1, 0}, {0, 2}), {value({1, 2}, {5, 6})}), {2, 4}, {0, 0, 0, 0, 5, 6, 0, 0});
  EXPECT_THROW(result(pad({1}, {1}), {kTwoByThree}), std::runtime_error);
  EXPECT_THROW(pad({-1, 0}, {0, 0}), std::runtime_error);
  EXPECT_THROW(pad({0, 0}, {0, std::numeric_limits<int>::max()}), std::runtime_error);
  EXPECT_THROW(result(pad({1 << 25, 0}, {0, 0}), {kTwoByThree}), std::runtime_error);
}

TEST(Reduction, MakesOneNumberOfThoseAlongAnAxis) {
  expect(result(reduction("ReduceMin", 0), {kTwoByThree}), {1, 3}, {1, 2, 3});
  expect(result(reduction("ReduceMax", 1), {kTwoByThree}), {2, 1}, {3, 6});
  expect(result(reduction("ReduceL2", 1), {value({1, 2}, {3, -4})}), {1, 1}, {5});
  EXPECT_THROW(reduction("ReduceSum", 0), std::runtime_error);
  EXPECT_ANY_THROW(result(reduction("ReduceMin", 2), {kTwoByThree}));
}

TEST(Softmax, IsAShareAlongTheLastAxisEvenOfLargeLogits) {
  const Value shares = result(softmax(), {value({2, 2}, {1000, 1000, 0, std::log(3.F)})});
  EXPECT_FLOAT_EQ(shares.numbers()[0], .5F);
  EXPECT_FLOAT_EQ(shares.numbers()[2], .25F);
  EXPECT_FLOAT_EQ(shares.numbers()[3], .75F);
}

TEST(MatrixProduct, OneMatrixServesAllOfTheOthers) {
  const Value swap = value({2, 2}, {0, 1, 1, 0});
  const Value two = value({2, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8});
  expect(result(matrix_product(), {two, swap}), {2, 2, 2}, {2, 1, 4, 3, 6, 5, 8, 7});
  expect(result(matrix_product(), {swap, two}), {2, 2, 2}, {3, 4, 1, 2, 7, 8, 5, 6});
  expect(result(matrix_product(), {two, value({1, 1, 2, 2}, {0, 1, 1, 0})}), {2, 2, 2}, {2, 1, 4, 3, 6, 5, 8, 7});
  EXPECT_THROW(result(matrix_product(), {kTwoByThree, kTwoByThree}), std::runtime_error);
  EXPECT_THROW(result(matrix_product(), {value({2, 0}, {}), value({0, 3}, {})}), std::runtime_error);
}

TEST(Resize, BlendsBetweenPixelCentresAndContinuesTheBorder) {
  expect(result(resize(1, 2), {value({1, 1, 2, 1}, {0, 4})}), {1, 1, 4, 1}, {0, 1, 3, 4});
  expect(result(resize(2, 1), {value({1, 2, 1, 2}, {0, 0, 4, 8})}), {1, 4, 1, 2}, {0, 0, 1, 2, 3, 6, 4, 8});
  EXPECT_THROW(resize(0, 1), std::runtime_error);
  EXPECT_THROW(result(resize(2, 2), {kTwoByThree}), std::runtime_error);
}

TEST(GridSample, LooksBetweenTheOutermostPixelsCentresAndContinuesTheBorder) {
  const Value picture = value({1, 2, 3, 1}, {0, 1, 2, 10, 11, 12});
  const Value grid = value({1, 1, 4, 2}, {-1, -1, 1, 1, 0, 0, .5F, -9});
  expect(result(grid_sample(), {picture, grid}), {1, 1, 4, 1}, {0, 12, 6, 1.5F});
  EXPECT_THROW(result(grid_sample(), {picture, value({1, 1, 1, 1}, {0})}), std::runtime_error);
  EXPECT_THROW(result(grid_sample(), {picture}), std::runtime_error);
}

TEST(GridSample, APlaceThatIsNoNumberIsInThePicture) {
  const Value picture = value({1, 1, 2, 1}, {3, 4});
  const Value sampled = result(grid_sample(), {picture, value({1, 1, 1, 2}, {NAN, NAN})});
  EXPECT_EQ(sampled.shape(), (Shape{1, 1, 1, 1}));  // and nothing outside of it was read
}

}  // namespace
}  // namespace face_analyzer
