#include "network/onnx.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>

#include "../support/onnx_file.hpp"

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

TEST(Onnx, AGraphIsReadAsItWasWritten) {
  const onnx::Graph graph = onnx::read(small_file().bytes());
  EXPECT_EQ(graph.input, "picture");
  EXPECT_EQ(graph.input_shape, (std::vector<int>{0, 3, 0, 8}));
  EXPECT_EQ(graph.outputs, std::vector<std::string>{"large"});
  EXPECT_EQ(graph.constants.at("weights").shape, (std::vector<int>{2, 2}));
  EXPECT_EQ(graph.constants.at("weights").floats, (std::vector<float>{1, 2, 3, 4}));
  EXPECT_EQ(graph.constants.at("shape").integers, (std::vector<std::int64_t>{1, -1}));
  ASSERT_EQ(graph.nodes.size(), 2U);
  EXPECT_EQ(graph.nodes[0].type, "Conv");
  EXPECT_EQ(graph.nodes[0].inputs, (std::vector<std::string>{"picture", "weights"}));
  EXPECT_EQ(graph.nodes[0].output, "seen");
  EXPECT_EQ(graph.nodes[0].attribute("strides").integers, (std::vector<std::int64_t>{2, 2}));
  EXPECT_EQ(graph.nodes[0].integer_or("group", 1), 3);
  EXPECT_EQ(graph.nodes[0].integer_or("axis", 7), 7);
  EXPECT_EQ(graph.nodes[1].input(1), "");
  EXPECT_EQ(graph.nodes[1].attribute("mode").text, "linear");
  EXPECT_THROW(static_cast<void>(graph.nodes[1].attribute("kernel_shape")), std::runtime_error);
  EXPECT_THROW(static_cast<void>(graph.nodes[1].input(2)), std::runtime_error);
}

TEST(Onnx, HalvesAreWidenedWithoutLoss) {
  const std::vector<std::uint16_t> halves{0x0000, 0x8000, 0x0001, 0x03FF, 0x0400, 0x3C00,
                                          0xC000, 0x3555, 0x7BFF, 0x7C00, 0xFC00, 0x7E00};
  const onnx::Graph graph = onnx::read(small_file().constant("halves", OnnxFile::float16, {12}, halves).bytes());
  const std::vector<float>& floats = graph.constants.at("halves").floats;
  ASSERT_EQ(floats.size(), halves.size());
  EXPECT_EQ(floats[0], 0.F);
  EXPECT_TRUE(std::signbit(floats[1]));
  EXPECT_EQ(floats[2], 0x1p-24F);    // the least of all
  EXPECT_EQ(floats[3], 0x3FFp-24F);  // the largest without an exponent
  EXPECT_EQ(floats[4], 0x1p-14F);
  EXPECT_EQ(floats[5], 1.F);
  EXPECT_EQ(floats[6], -2.F);
  EXPECT_EQ(floats[7], 0x1.554p-2F);
  EXPECT_EQ(floats[8], 65504.F);
  EXPECT_EQ(floats[9], std::numeric_limits<float>::infinity());
  EXPECT_EQ(floats[10], -std::numeric_limits<float>::infinity());
  EXPECT_TRUE(std::isnan(floats[11]));
}

TEST(Onnx, BytesAreWidened) {
  const onnx::Graph graph =
      onnx::read(small_file().constant("bytes", OnnxFile::uint8, {3}, std::vector<std::uint8_t>{0, 128, 255}).bytes());
  EXPECT_EQ(graph.constants.at("bytes").floats, (std::vector<float>{0, 128, 255}));
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
