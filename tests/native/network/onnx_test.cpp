#include "network/onnx.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <stdexcept>

#include "../support/onnx_file.hpp"
#include "../support/values.hpp"

namespace face_analyzer {
namespace {

OnnxFile small_file() {
  return OnnxFile()
      .input("picture", {0, 3, 0, 8})
      .floats("weights", {2, 2}, {1, 2, 3, 4})
      .integers("shape", {1, -1})
      .node("Conv", {"picture", "weights"}, "seen", {{"strides", {2, 2}}, {"group", {3}}})
      .node("Resize", {"seen", ""}, "large", {}, {{"mode", "linear"}})
      .output("large");
}

std::vector<float> floats_of(const onnx::Graph& graph, std::string_view name) {
  const Value value = graph.constants.find(name)->second.floats();
  return {value.numbers().begin(), value.numbers().end()};
}

TEST(Onnx, AGraphIsReadAsItWasWritten) {
  const auto bytes = small_file().bytes();
  const onnx::Graph graph = onnx::read(bytes);
  EXPECT_EQ(graph.input, "picture");
  EXPECT_EQ(graph.input_shape, (std::vector<int>{0, 3, 0, 8}));
  EXPECT_EQ(graph.outputs, std::vector<std::string_view>{"large"});
  EXPECT_EQ(graph.constants.at("weights").shape(), (std::vector<int>{2, 2}));
  EXPECT_EQ(floats_of(graph, "weights"), (std::vector<float>{1, 2, 3, 4}));
  EXPECT_EQ(graph.constants.at("shape").integers(), (std::vector<std::int64_t>{1, -1}));
  ASSERT_EQ(graph.nodes.size(), 2U);
  EXPECT_EQ(graph.nodes[0].type, "Conv");
  EXPECT_EQ(graph.nodes[0].inputs, (std::vector<std::string_view>{"picture", "weights"}));
  EXPECT_EQ(graph.nodes[0].output, "seen");
  EXPECT_EQ(graph.nodes[0].attribute("strides").integers, (std::vector<std::int64_t>{2, 2}));
  EXPECT_EQ(graph.nodes[0].integer_or("group", 1), 3);
  EXPECT_EQ(graph.nodes[0].integer_or("axis", 7), 7);
  EXPECT_EQ(graph.nodes[1].input(1), "");
  EXPECT_EQ(graph.nodes[1].attribute("mode").text, "linear");
  EXPECT_THROW(static_cast<void>(graph.nodes[1].attribute("kernel_shape")), std::runtime_error);
  EXPECT_THROW(static_cast<void>(graph.nodes[1].input(2)), std::runtime_error);
}

/// A number of IEEE 754 binary16, by its definition.
float half(std::uint16_t bits) {
  const int exponent = (bits >> 10) & 0x1F;
  const int fraction = bits & 0x3FF;
  float magnitude =
      std::ldexp(static_cast<float>(exponent == 0 ? fraction : 0x400 + fraction), std::max(exponent, 1) - 25);
  if (exponent == 0x1F)
    magnitude = fraction == 0 ? std::numeric_limits<float>::infinity() : std::numeric_limits<float>::quiet_NaN();
  return std::copysign(magnitude, (bits & 0x8000) != 0 ? -1.F : 1.F);
}

TEST(Onnx, EveryHalfIsWidenedWithoutLoss) {
  std::vector<std::uint16_t> halves(65535);  // a number that vectors do not divide
  std::iota(halves.begin(), halves.end(), std::uint16_t{1});
  const auto bytes = small_file().constant("halves", OnnxFile::float16, {65535}, halves).bytes();
  const onnx::Graph graph = onnx::read(bytes);
  const std::vector<float> floats = floats_of(graph, "halves");
  ASSERT_EQ(floats.size(), halves.size());
  for (std::size_t i = 0; i < halves.size(); ++i) {
    const float expected = half(halves[i]);
    EXPECT_EQ(std::signbit(floats[i]), std::signbit(expected)) << halves[i];
    EXPECT_TRUE(floats[i] == expected || (std::isnan(floats[i]) && std::isnan(expected))) << halves[i];
  }
}

TEST(Onnx, BytesAreWidened) {
  const auto bytes =
      small_file().constant("bytes", OnnxFile::uint8, {3}, std::vector<std::uint8_t>{0, 128, 255}).bytes();
  const onnx::Graph graph = onnx::read(bytes);
  EXPECT_EQ(floats_of(graph, "bytes"), (std::vector<float>{0, 128, 255}));
}

TEST(Onnx, BytesLessANumberTimesOneOfEachEntryOrOfAllAreWidenedAtOnce) {
  std::vector<std::uint8_t> numbers(2 * 21);  // rows that vectors do not divide
  std::iota(numbers.begin(), numbers.end(), std::uint8_t{110});
  const auto file = small_file().constant("bytes", OnnxFile::uint8, {2, 21}, numbers).bytes();
  const onnx::Constant bytes = onnx::read(file).constants.at("bytes");
  const onnx::Constant less = bytes.less(value({}, {128})).value();
  const Value of_entries = less.times(value({2, 1}, {0.1F, 3})).value().floats();
  const Value of_all = less.times(value({1}, {0.7F})).value().floats();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const float number = static_cast<float>(numbers[i]) - 128;
    EXPECT_EQ(less.floats().numbers()[i], number);
    EXPECT_EQ(of_entries.numbers()[i], number * (i < 21 ? 0.1F : 3.F));
    EXPECT_EQ(of_all.numbers()[i], number * 0.7F);
  }
}

TEST(Onnx, WhatElseIsDoneToBytesHasToBeComputed) {
  const auto file =
      small_file().constant("bytes", OnnxFile::uint8, {2, 2}, std::vector<std::uint8_t>{1, 2, 3, 4}).bytes();
  const onnx::Graph graph = onnx::read(file);
  const onnx::Constant& bytes = graph.constants.at("bytes");
  const Value one = value({1}, {2});
  EXPECT_FALSE(bytes.less(value({2, 1}, {1, 2})));
  EXPECT_FALSE(bytes.less(value({1, 1, 1}, {1})));  // which would have the result more sides
  EXPECT_FALSE(bytes.times(value({2}, {1, 2})));    // of the last side
  EXPECT_FALSE(bytes.times(value({2, 2}, {1, 2, 3, 4})));
  EXPECT_FALSE(bytes.times(Value(Shape{0})));
  EXPECT_FALSE(bytes.less(one).value().less(one));
  EXPECT_FALSE(bytes.times(one).value().less(one));
  EXPECT_FALSE(bytes.times(one).value().times(one));
  EXPECT_FALSE(graph.constants.at("weights").less(one));
  EXPECT_FALSE(graph.constants.at("weights").times(one));
}

TEST(Onnx, AConstantOfAnotherLengthThanItsShapesIsRefused) {
  const std::vector<float> three{1, 2, 3};
  EXPECT_THROW(onnx::read(small_file().floats("c", {4}, three).bytes()), std::runtime_error);
  EXPECT_THROW(onnx::read(small_file().floats("c", {2}, three).bytes()), std::runtime_error);
  EXPECT_THROW(onnx::read(small_file().floats("c", {-3}, three).bytes()), std::runtime_error);
  EXPECT_THROW(onnx::read(small_file().floats("c", {1 << 24, 1 << 24, 1 << 24}, three).bytes()), std::runtime_error);
  EXPECT_THROW(onnx::read(small_file().floats("c", {std::int64_t{1} << 40}, three).bytes()), std::runtime_error);
}

TEST(Onnx, WhatTheCoreCannotRunIsRefused) {
  EXPECT_THROW(onnx::read(small_file().constant("c", OnnxFile::string, {1}, std::vector<char>{'a'}).bytes()),
               std::runtime_error);
  EXPECT_THROW(onnx::read(small_file().input("another", {1}).bytes()), std::runtime_error);
  EXPECT_THROW(onnx::read(OnnxFile().input("picture", {1}).bytes()), std::runtime_error);
  EXPECT_THROW(onnx::read(OnnxFile().output("picture").bytes()), std::runtime_error);
  EXPECT_THROW(onnx::read(OnnxFile().input("picture", {}).output("picture").bytes()), std::runtime_error);
  EXPECT_THROW(onnx::read({}), std::runtime_error);
}

TEST(Onnx, ADamagedFileIsReadOrRefusedAndNothingElse) {
  const std::vector<std::uint8_t> whole = small_file().bytes();
  for (std::size_t length = 0; length < whole.size(); ++length)
    EXPECT_THROW(onnx::read(std::span(whole).first(length)), std::exception) << length << " bytes of it";
  std::mt19937 random(1);
  int refused = 0;
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::uint8_t> damaged = whole;
    for (int change = 0; change < 3; ++change) damaged[random() % damaged.size()] = static_cast<std::uint8_t>(random());
    try {
      static_cast<void>(onnx::read(damaged));
    } catch (const std::exception&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 500);
}

}  // namespace
}  // namespace face_analyzer
