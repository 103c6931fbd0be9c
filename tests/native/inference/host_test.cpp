#include "inference/host.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>

#include "../support/fake_networks.hpp"
#include "inference/task.hpp"

namespace face_analyzer {
namespace {

Task<Outputs> ask(Host& host, Model model, Tensor input) {
  Outputs outputs = co_await host.run(model, std::move(input));
  co_return outputs;
}

TEST(Host, ShowsTheModelAndItsInputWhileItIsAwaited) {
  Host host;
  Tensor input({2, 3});
  std::iota(input.values.begin(), input.values.end(), 1.F);
  Task<Outputs> task = ask(host, Model::face_mesh, input);
  EXPECT_EQ(host.pending(), nullptr);
  task.start();
  ASSERT_NE(host.pending(), nullptr);
  EXPECT_EQ(host.pending()->model, Model::face_mesh);
  EXPECT_EQ(host.pending()->input.shape, input.shape);
  EXPECT_EQ(host.pending()->input.values, input.values);
}

TEST(Host, WhatIsWrittenIntoEveryOutputArrivesInTheirOrder) {
  Host host;
  Task<Outputs> task = ask(host, Model::age_gender, Tensor({1}));
  task.start();
  // Filled in any order, and only before going on.
  std::ranges::fill(host.output(2, {2, 1}), 2.F);
  std::ranges::fill(host.output(0, {2, 4}), 0.F);
  std::ranges::fill(host.output(1, {2, 1, 3}), 1.F);
  host.resume();
  ASSERT_TRUE(task.done());
  EXPECT_EQ(host.pending(), nullptr);
  const Outputs outputs = task.result();
  ASSERT_EQ(outputs.size(), 3U);
  EXPECT_EQ(outputs[0].values, std::vector<float>(8, 0));
  EXPECT_EQ(outputs[1].values, std::vector<float>(6, 1));
  EXPECT_EQ(outputs[1].shape, (std::vector<int>{2, 1, 3}));
  EXPECT_EQ(outputs[2].values, std::vector<float>(2, 2));
}

TEST(Host, AllOutputsCanBeGivenAtOnce) {
  Host host;
  Task<Outputs> task = ask(host, Model::face_detection, Tensor({1}));
  task.start();
  EXPECT_THROW(host.answer({Tensor({1}), Tensor({1})}), std::runtime_error);  // the model has three
  host.answer({Tensor({1, 3}), Tensor({1, 5}), Tensor({1, 7})});
  host.resume();
  const Outputs outputs = task.result();
  ASSERT_EQ(outputs.size(), 3U);
  EXPECT_EQ(outputs[0].shape, (std::vector<int>{1, 3}));
  EXPECT_EQ(outputs[1].shape, (std::vector<int>{1, 5}));
  EXPECT_EQ(outputs[2].shape, (std::vector<int>{1, 7}));
}

TEST(Host, HasAsManyOutputsAsTheModel) {
  Host host;
  Task<Outputs> task = ask(host, Model::face_detection, Tensor({1}));
  task.start();
  EXPECT_NO_THROW(host.output(2, {1}));
  EXPECT_THROW(host.output(3, {1}), std::out_of_range);
}

TEST(Host, OutputsOfOneInferenceAreNotLeftForTheNext) {
  Host host;
  Task<Outputs> first = ask(host, Model::face_features, Tensor({1}));
  first.start();
  host.output(0, {1}).front() = 5;
  host.resume();
  Task<Outputs> second = ask(host, Model::emotion, Tensor({1}));
  second.start();
  host.resume();
  const Outputs outputs = second.result();
  ASSERT_FALSE(outputs.empty());
  for (const Tensor& output : outputs) EXPECT_TRUE(output.values.empty());
}

TEST(ExpectItems, OneOfEachOutputForEveryPictureAndFiniteNumbersOnly) {
  EXPECT_NO_THROW(expect_items({Tensor({2, 3}), Tensor({2, 1, 1})}, 2));
  EXPECT_THROW(expect_items({Tensor({2, 3}), Tensor({1, 3})}, 2), std::runtime_error);
  EXPECT_THROW(expect_items({Tensor({2, 3}), Tensor()}, 2), std::runtime_error) << "never filled";
  for (const float number : {std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()}) {
    Tensor spoiled({2, 3});
    spoiled.values.back() = number;
    EXPECT_THROW(expect_items({Tensor({2, 1}), spoiled}, 2), std::runtime_error) << number;
  }
}

TEST(ExpectLengths, AsManyOutputsAndNumbersAsAreRead) {
  EXPECT_NO_THROW(expect_lengths({Tensor({2, 3, 2}), Tensor({2, 1})}, 2, {6, 1}));
  EXPECT_THROW(expect_lengths({Tensor({2, 5}), Tensor({2, 1})}, 2, {6, 1}), std::runtime_error);
  EXPECT_THROW(expect_lengths({Tensor({2, 7}), Tensor({2, 1})}, 2, {6, 1}), std::runtime_error);
  EXPECT_THROW(expect_lengths({Tensor({2, 6})}, 2, {6, 1}), std::runtime_error);
  EXPECT_THROW(expect_lengths({Tensor({3, 6}), Tensor({3, 1})}, 2, {6, 1}), std::runtime_error);
}

TEST(ModelDescription, FollowsTheManifestInNameAndOrder) {
  EXPECT_EQ(model_description(Model::face_detection).name, "face_detection");
  EXPECT_EQ(model_description(Model::face_mesh).name, "face_mesh");
  EXPECT_EQ(model_description(Model::head_pose).name, "head_pose");
  EXPECT_EQ(model_description(Model::face_features).name, "face_features");
  EXPECT_EQ(model_description(Model::emotion).name, "emotion");
  EXPECT_EQ(model_description(Model::attribute_heads).name, "attribute_heads");
}

TEST(ModelDescription, SaysWhatTheCodeAroundEachNetworkRestsOn) {
  EXPECT_EQ(model_description(Model::face_detection).outputs, 3U);  // regressors, logits and suspicions
  EXPECT_GT(model_description(Model::face_detection).multiple, 0) << "views of any size need free sides";
  EXPECT_EQ(model_description(Model::face_mesh).outputs, 7U);
  EXPECT_EQ(model_description(Model::face_mesh).extent.width, model_description(Model::face_mesh).extent.height);
  EXPECT_EQ(model_description(Model::head_pose).outputs, 1U);  // the vertices of a fit
  for (const test::HeadInput& network : test::head_inputs())
    EXPECT_EQ(model_description(network.model).outputs, network.outputs.size());
  EXPECT_EQ(model_description(Model::attribute_heads).outputs, 2U);  // answers and embedding
  std::size_t values = 0;
  for (const test::HeadInput& network : test::head_inputs())
    for (const std::vector<int>& shape : network.outputs) values += Tensor::count(shape);
  EXPECT_EQ(model_description(Model::attribute_heads).channels, static_cast<int>(values));
  EXPECT_EQ(model_description(Model::emotion).channels, 1);
  EXPECT_EQ(model_description(Model::emotion).normalisation.order, ChannelOrder::grey);
}

}  // namespace
}  // namespace face_analyzer
