// What becomes of an analysis that cannot end well: a refusal, and nothing left behind.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "analysis/analysis.hpp"
#include "fake_engine.hpp"

namespace face_analyzer {
namespace {

using test::bmp_of;
using test::expect_refusal;
using test::fake_engine;
using test::FakeHost;
using test::file_with_a_face;
using test::Json;

Json refused_at_once(std::vector<std::uint8_t> file, const Options& options = {}) {
  const Analysis analysis(File{std::move(file)}, options);
  EXPECT_EQ(analysis.pending(), nullptr) << "no network needs to run for this";
  EXPECT_TRUE(analysis.faces().empty());
  return Json::parse(analysis.response());
}

TEST(RefusedFile, NoneOrAnEmptyOneIsMissing) { expect_refusal(refused_at_once({}), 400, "MISSING_PARAMETERS"); }

TEST(RefusedFile, AnythingButAPictureIsUnsupported) {
  const std::string text = "GIF89a is not what a JPEG, PNG or BMP begins with.";
  expect_refusal(refused_at_once({text.begin(), text.end()}), 415, "UNSUPPORTED_FILE_TYPES");
}

TEST(RefusedFile, ATruncatedOneIsUndecodable) {
  std::vector<std::uint8_t> file = file_with_a_face();
  file.resize(file.size() / 2);
  expect_refusal(refused_at_once(file), 422, "FILE_DECODING_FAILURE");
}

TEST(RefusedFile, APictureMustBeLargerThan32AndSmallerThan4096) {
  const auto refused = [](int width, int height) {
    return refused_at_once(bmp_of(test::plain_picture(width, height, test::kBlack)));
  };
  expect_refusal(refused(32, 200), 413, "FILE_RESOLUTION_EXCEEDS_LIMITS");
  expect_refusal(refused(200, 32), 413, "FILE_RESOLUTION_EXCEEDS_LIMITS");
  expect_refusal(refused(4096, 40), 413, "FILE_RESOLUTION_EXCEEDS_LIMITS");
}

TEST(RefusedFile, MoreThanTwentyMegabytesAreTooMany) {
  std::vector<std::uint8_t> file = file_with_a_face();
  file.resize(20 * 1024 * 1024 + 1);
  expect_refusal(refused_at_once(file), 413, "FILE_SIZE_EXCEEDS_LIMIT");
}

TEST(RefusedOptions, AreRefusedBeforeThePictureIsLookedAt) {
  expect_refusal(refused_at_once(file_with_a_face(), {.maximum_faces = 0, .switches = {}}), 400,
                 "ERROR_INVALID_PARAMETER");
  expect_refusal(refused_at_once({}, {.minimum_face = 7, .switches = {}}), 400, "ERROR_INVALID_PARAMETER");
}

TEST(RefusedSource, ARefusalInItsPlaceIsTheAnswer) {
  const Analysis analysis(allocate_pixels(0, 100), {});
  EXPECT_EQ(analysis.pending(), nullptr);
  expect_refusal(Json::parse(analysis.response()), 413, "FILE_RESOLUTION_EXCEEDS_LIMITS");
}

/// Goes on until a model is asked.
void run_up_to(Analysis& analysis, FakeHost& engine, Model model) {
  while (analysis.pending() != nullptr && analysis.pending()->model != model) engine.answer_one(analysis);
  ASSERT_NE(analysis.pending(), nullptr) << model_description(model).name << " was never asked";
}

const Model kModels[] = {Model::face_detection, Model::face_mesh,  Model::head_pose, Model::face_features,
                         Model::age_gender,     Model::expression, Model::emotion,   Model::attribute_heads};

TEST(FailingEngine, EndsTheAnalysisWithItsOwnWordsWhereverItFails) {
  for (const Model model : kModels) {
    FakeHost engine = fake_engine();
    Analysis analysis(File{file_with_a_face()}, {});
    run_up_to(analysis, engine, model);
    analysis.fail({Reason::engine_failure, "The device was lost."});
    EXPECT_EQ(analysis.pending(), nullptr);
    EXPECT_TRUE(analysis.faces().empty());
    const Json response = Json::parse(analysis.response());
    expect_refusal(response, 500, "PROCESSING_FAILURE");
    EXPECT_EQ(response.at("error_detail").at("message"), "The device was lost.");
  }
}

TEST(FailingEngine, OutOfMemoryHasItsOwnCode) {
  Analysis analysis(File{file_with_a_face()}, {});
  analysis.fail({Reason::out_of_memory, "Too large."});
  expect_refusal(Json::parse(analysis.response()), 503, "ERROR_INSUFFICIENT_RESOURCES");
}

TEST(AbandonedAnalysis, LeavesNothingBehindWhereverItWaits) {  // the sanitizer's leak check says so
  for (const Model model : kModels) {
    FakeHost engine = fake_engine();
    Analysis analysis(File{file_with_a_face()}, {});
    run_up_to(analysis, engine, model);
  }
}

/// The response where a model gives other outputs than its own.
Json response_with(Model model, test::Network network) {
  FakeHost engine = fake_engine();
  engine.with(model, std::move(network));
  return test::analyzed(engine, file_with_a_face());
}

TEST(StrangeOutputs, NumbersThatAreNoneNeverReachAResponse) {
  const auto spoiled = [](Outputs outputs) {
    for (Tensor& output : outputs) std::ranges::fill(output.values, std::numeric_limits<float>::quiet_NaN());
    return outputs;
  };
  const Json mesh = response_with(Model::face_mesh, [&](const Tensor& input) {
    return spoiled(test::same_mesh_everywhere(test::mesh_filling_crop())(input));
  });
  EXPECT_FALSE(mesh.contains("data")) << mesh;
  const Json pose = response_with(Model::head_pose, [&](const Tensor& input) {
    return spoiled(test::same_head_everywhere(test::mesh_filling_crop())(input));
  });
  expect_refusal(pose, 500, "PROCESSING_FAILURE");
  const Json detection = response_with(
      Model::face_detection, [&](const Tensor& input) { return spoiled(test::PaintedFaceDetector()(input)); });
  EXPECT_FALSE(detection.contains("data")) << detection;
  for (const test::HeadInput& network : test::head_inputs()) {
    const auto nan = [](auto&&...) { return std::numeric_limits<float>::quiet_NaN(); };
    expect_refusal(response_with(network.model, test::face_network(network, nan)), 500, "PROCESSING_FAILURE");
  }
  const float infinity = std::numeric_limits<float>::infinity();
  const Json heads = response_with(Model::attribute_heads, test::heads_network({{{test::Column::beauty, infinity}}}));
  expect_refusal(heads, 500, "PROCESSING_FAILURE");
}

TEST(StrangeOutputs, PlacesBeyondAllMeasureAreAFailureOfTheEngine) {
  const auto far = [](Outputs outputs) {
    outputs.front().values.back() = -2e6F;
    return outputs;
  };
  const Json mesh = response_with(Model::face_mesh, [&](const Tensor& input) {
    return far(test::same_mesh_everywhere(test::mesh_filling_crop())(input));
  });
  expect_refusal(mesh, 500, "PROCESSING_FAILURE");
  const Json pose = response_with(Model::head_pose, [&](const Tensor& input) {
    return far(test::same_head_everywhere(test::mesh_filling_crop())(input));
  });
  expect_refusal(pose, 500, "PROCESSING_FAILURE");
  const Json detection = response_with(Model::face_detection,
                                       [&](const Tensor& input) { return far(test::PaintedFaceDetector()(input)); });
  expect_refusal(detection, 500, "PROCESSING_FAILURE");
}

class OutputsOfTheWrongSize : public testing::TestWithParam<Model> {};
INSTANTIATE_TEST_SUITE_P(EveryModel, OutputsOfTheWrongSize, testing::ValuesIn(kModels),
                         [](const auto& test) { return std::string(model_description(test.param).name); });

TEST_P(OutputsOfTheWrongSize, AreAFailureOfTheEngineNotOfMemory) {
  const Json response = response_with(GetParam(), [](const Tensor&) {
    return Outputs(model_description(GetParam()).outputs, Tensor({1, 1, 1, 1}));
  });
  expect_refusal(response, 500, "PROCESSING_FAILURE");
}

TEST_P(OutputsOfTheWrongSize, NorAreOutputsThatWereNeverFilled) {
  FakeHost engine = fake_engine();
  Analysis analysis(File{file_with_a_face()}, {});
  run_up_to(analysis, engine, GetParam());
  analysis.resume();
  ASSERT_EQ(analysis.pending(), nullptr);
  expect_refusal(Json::parse(analysis.response()), 500, "PROCESSING_FAILURE");
}

}  // namespace
}  // namespace face_analyzer
