#include "analysis/analysis.hpp"

#include <gtest/gtest.h>
#include <cmath>

#include <algorithm>
#include <vector>

#include "../support/switches.hpp"
#include "fake_engine.hpp"

namespace face_analyzer {
namespace {

using test::analyzed;
using test::bmp_of;
using test::expect_refusal;
using test::fake_engine;
using test::FakeHost;
using test::file_with_a_face;
using test::Json;
using test::picture_with_a_face;

constexpr Model kModelsOfAttributes[] = {Model::face_features, Model::age_gender, Model::expression, Model::emotion,
                                         Model::attribute_heads};

TEST(Analysis, AFaceBecomesAResponse) {
  FakeHost engine = fake_engine();
  const Json response = analyzed(engine, file_with_a_face());
  EXPECT_EQ(response.at("error_code"), 0);
  EXPECT_EQ(response.at("image_width"), 400);
  EXPECT_EQ(response.at("image_height"), 300);
  const Json& data = response.at("data");
  EXPECT_EQ(data.at("face_count"), 1);
  EXPECT_EQ(data.at("age_list"), Json{39});
  EXPECT_EQ(data.at("gender_list"), Json{1});
  EXPECT_EQ(data.at("expressions"), Json{1});
  EXPECT_EQ(data.at("glasses"), Json{1});
  EXPECT_EQ(data.at("hat_list"), Json{0});
  EXPECT_EQ(data.at("masks"), Json{0});
  EXPECT_EQ(data.at("beauty_list"), Json{62});
  EXPECT_EQ(data.at("landmarks").size(), 210U);
  for (const Json& angle : data.at("pose_list")) EXPECT_NEAR(angle.get<double>(), 0, .5);
  EXPECT_GT(data.at("face_probability_list").at(0).get<double>(), .9);
}

TEST(Analysis, YawIsMeasuredByTheHeadPoseNetworkToo) {
  FakeHost engine = fake_engine();
  engine.with(Model::head_pose, [](const Tensor& input) {
    EXPECT_EQ(input.shape.front(), 2) << "a face and its mirror image";
    return test::head_pose_outputs(std::array{test::mesh_of_head({.yaw = 30}), test::mesh_of_head({.yaw = -30})});
  });
  const Json pose = analyzed(engine, file_with_a_face()).at("data").at("pose_list");
  EXPECT_NEAR(pose.at(0).get<double>(), 20, .5) << "the mean of 0, as in the mesh, 30 and 30";
  EXPECT_NEAR(pose.at(1).get<double>(), 0, .5);
  EXPECT_NEAR(pose.at(2).get<double>(), 0, .5);
}

TEST(Analysis, PixelsGiveTheResponseOfAFileThatHoldsThem) {
  FakeHost engine = fake_engine();
  Analysis analysis(Pixels{picture_with_a_face()}, {});
  engine.answer_all(analysis);
  EXPECT_EQ(Json::parse(analysis.response()), analyzed(engine, file_with_a_face()));
}

TEST(Analysis, TheResponsesPlacesLieOnTheFace) {
  FakeHost engine = fake_engine();
  const Json data = analyzed(engine, file_with_a_face()).at("data");
  const auto number = [&](const char* name, std::size_t index) { return data.at(name).at(index).get<double>(); };
  const double centre_x = number("face_rectangles", 0) + number("face_rectangles", 2) / 2;
  const double centre_y = number("face_rectangles", 1) + number("face_rectangles", 3) / 2;
  EXPECT_NEAR(centre_x, 200, 10);  // the painted face's
  EXPECT_NEAR(centre_y, 160, 20);
  EXPECT_NEAR(number("face_rectangles", 2), 160, 40);
  EXPECT_LT(number("pupils", 0), number("pupils", 3));
  EXPECT_NEAR((number("pupils", 0) + number("pupils", 3)) / 2, 199.5, 2);
  for (std::size_t i = 0; i < 105; ++i) {
    EXPECT_NEAR(number("landmarks", 2 * i), 200, 100) << i;
    EXPECT_NEAR(number("landmarks", 2 * i + 1), 160, 100) << i;
  }
}

TEST(Analysis, GivesTheFacesBesideTheResponse) {
  FakeHost engine = fake_engine();
  Analysis analysis(File{file_with_a_face()}, {});
  engine.answer_all(analysis);
  ASSERT_EQ(analysis.faces().size(), 1U);
  const Face& face = analysis.faces().front();
  ASSERT_TRUE(face.attributes.has_value());
  EXPECT_FLOAT_EQ(face.attributes->age, 39);
  ASSERT_TRUE(face.confidences.has_value());
  EXPECT_GT(face.confidences->age, 0);
  ASSERT_TRUE(face.qualities.has_value());
  EXPECT_EQ(face.qualities->raw.face_logit, 20);
  EXPECT_FLOAT_EQ(face.qualities->raw.recognition, .6F);
  EXPECT_EQ(face.mesh.face_logit, 20);
}

TEST(Analysis, ThePictureIsTurnedUntilAFaceStandsUpright) {
  for (int quarters = 0; quarters < 4; ++quarters) {
    SCOPED_TRACE(testing::Message() << "turned by " << 90 * quarters);
    FakeHost engine = fake_engine();
    const Json response = analyzed(engine, file_with_a_face(quarters));
    ASSERT_EQ(response.at("error_code"), 0);
    const double roll = response.at("data").at("pose_list").at(2).get<double>();
    EXPECT_NEAR(std::remainder(roll - 90 * quarters, 360), 0, .5);
    EXPECT_NEAR(response.at("data").at("pose_list").at(0).get<double>(), 0, .5);
  }
}

TEST(Analysis, ALyingFaceThatTheDetectorTakesForAnUprightOneIsTurnedByItsMesh) {
  for (int quarters = 1; quarters < 4; ++quarters) {
    SCOPED_TRACE(testing::Message() << "turned by " << 90 * quarters);
    FakeHost engine = fake_engine();
    engine.with(Model::face_detection, test::PaintedFaceDetector{.sees_lying_faces = true})
        .with(Model::face_mesh, test::mesh_of_painted_faces());
    const Json response = analyzed(engine, file_with_a_face(quarters));
    ASSERT_EQ(response.at("error_code"), 0);
    ASSERT_EQ(response.at("data").at("face_count"), 1);
    const double roll = response.at("data").at("pose_list").at(2).get<double>();
    EXPECT_NEAR(std::remainder(roll - 90 * quarters, 360), 0, .5);
  }
}

TEST(Analysis, FourTurnsAndACloserLookWithoutAFaceAreARefusal) {
  FakeHost engine = fake_engine();
  analyzed(engine, bmp_of([] {
             Image upright = test::plain_picture(300, 300, test::kBlack);
             test::paint_face(upright, 60, 60, 160);
             return upright;
           }()));
  const std::size_t looks = engine.inputs(Model::face_detection).size();
  FakeHost other = fake_engine();
  const Json response = analyzed(other, bmp_of(test::plain_picture(300, 300, test::kBlack)));
  expect_refusal(response, 422, "ERROR_NO_FACE_IN_FILE");
  EXPECT_EQ(response.at("error_detail").at("message"), "pic not has face");
  EXPECT_GT(other.inputs(Model::face_detection).size(), 4 * looks);
  EXPECT_TRUE(other.inputs(Model::face_features).empty());
}

TEST(Analysis, WhatOnlyACloserLookShowsIsAFace) {
  FakeHost engine = fake_engine();
  // In the views of a usual search the face measures 51, 72 and 102 pixels.
  engine.with(Model::face_detection, test::PaintedFaceDetector{.least = 58, .most = 64});
  Image picture = test::plain_picture(300, 300, test::kBlack);
  test::paint_face(picture, 60, 60, 160);
  const Json response = analyzed(engine, bmp_of(picture));
  ASSERT_EQ(response.at("error_code"), 0);
  EXPECT_EQ(response.at("data").at("face_count"), 1);
}

std::vector<std::uint8_t> file_with_faces(const std::vector<std::array<int, 3>>& faces) {
  Image picture = test::plain_picture(900, 600, test::kBlack);
  for (const auto& [left, top, side] : faces) test::paint_face(picture, left, top, side);
  return bmp_of(picture);
}

TEST(Analysis, FacesAllBelowTheSmallestSizeAreARefusal) {
  FakeHost engine = fake_engine();
  engine.with(Model::face_detection, test::PaintedFaceDetector{.least = 4});
  const auto file = file_with_faces({{100, 100, 50}, {500, 300, 45}});
  const Json response = analyzed(engine, file);
  expect_refusal(response, 422, "ERROR_FACE_SIZE_RATIO_NOT_MET");
  EXPECT_NE(response.at("error_msg").get<std::string>().find("64x64"), std::string::npos);
  EXPECT_TRUE(engine.inputs(Model::face_features).empty()) << "what is refused need not be measured";
  EXPECT_EQ(analyzed(engine, file, {.minimum_face = 30, .switches = {}}).at("data").at("face_count"), 2);
}

TEST(Analysis, FacesBelowTheSmallestSizeAreLeftOutBesideALargerOne) {
  FakeHost engine = fake_engine();
  engine.with(Model::face_detection, test::PaintedFaceDetector{.least = 4});
  EXPECT_EQ(analyzed(engine, file_with_faces({{100, 100, 50}, {500, 300, 200}})).at("data").at("face_count"), 1);
}

TEST(Analysis, FacesComeInDescendingProbabilityAndTheMostProbableAreKept) {
  const auto file = file_with_faces({{20, 20, 90}, {500, 300, 250}, {250, 20, 150}, {20, 350, 120}});
  FakeHost engine = fake_engine();
  engine.with(Model::face_detection, test::PaintedFaceDetector{.logit = .5F});
  const Json all = analyzed(engine, file).at("data");
  ASSERT_EQ(all.at("face_count"), 4);
  const auto probabilities = all.at("face_probability_list").get<std::vector<double>>();
  EXPECT_TRUE(std::ranges::is_sorted(probabilities, std::ranges::greater()));
  const Json two = analyzed(engine, file, {.maximum_faces = 2, .switches = {}}).at("data");
  EXPECT_EQ(two.at("face_count"), 2);
  for (std::size_t i = 0; i < 8; ++i)
    EXPECT_NEAR(two.at("face_rectangles")[i].get<int>(), all.at("face_rectangles")[i].get<int>(), 1)
        << "fewer views have shown them";
}

TEST(Analysis, OfFacesThatTheResponseGivesTheSameProbabilityTheLargestIsFirst) {
  FakeHost engine = fake_engine();
  const Json data = analyzed(engine, file_with_faces({{20, 20, 170}, {500, 300, 250}, {250, 20, 210}})).at("data");
  EXPECT_EQ(data.at("face_probability_list"), Json({1, 1, 1}));
  const auto rectangles = data.at("face_rectangles").get<std::vector<int>>();
  EXPECT_GT(rectangles[2], rectangles[6]);
  EXPECT_GT(rectangles[6], rectangles[10]);
}

TEST(Analysis, TheMeshNetworksDoubtDecidesWhereTheDetectorIsUnsure) {
  const auto counted = [](float face_logit) {
    Mesh mesh = test::mesh_filling_crop();
    mesh.face_logit = face_logit;
    FakeHost engine = fake_engine();
    engine.with(Model::face_detection, test::PaintedFaceDetector{.least = 70, .most = 80, .logit = 0})
        .with(Model::face_mesh, test::same_mesh_everywhere(mesh));
    return analyzed(engine, file_with_a_face());
  };
  EXPECT_EQ(counted(30).at("data").at("face_count"), 1);
  expect_refusal(counted(-30), 422, "ERROR_NO_FACE_IN_FILE");
}

TEST(Analysis, WhatTheMeshNetworkDoubtsAndTheRecognitionNetworkDoesNotBearOutIsNoFace) {
  const auto answered = [](float recognition, const Switches& switches) {
    Mesh mesh = test::mesh_filling_crop();
    mesh.face_logit = 5;
    FakeHost engine = fake_engine();
    engine.with(Model::face_mesh, test::same_mesh_everywhere(mesh))
        .with(Model::attribute_heads, test::heads_network({{{test::Column::recognition, recognition}}}));
    return analyzed(engine, file_with_a_face(), {.switches = switches});
  };
  EXPECT_EQ(answered(.6F, {}).at("data").at("face_count"), 1);
  expect_refusal(answered(.2F, {}), 422, "ERROR_NO_FACE_IN_FILE");
  EXPECT_EQ(answered(.2F, test::kNoSwitch).at("data").at("face_count"), 1) << "the network is not run";
}

TEST(Analysis, ALikenessThatIsLeftOutMakesRoomForTheNextFace) {
  Mesh mesh = test::mesh_filling_crop();
  mesh.face_logit = 5;
  FakeHost engine = fake_engine();
  engine.with(Model::face_detection, test::PaintedFaceDetector())
      .with(Model::face_mesh, test::same_mesh_everywhere(mesh))
      .with(Model::attribute_heads,
            test::heads_network({{{test::Column::recognition, .2F}}, {{test::Column::recognition, .6F}}}));
  const auto file = file_with_faces({{20, 20, 90}, {500, 300, 250}});
  EXPECT_EQ(analyzed(engine, file).at("data").at("face_count"), 1);
  EXPECT_EQ(analyzed(engine, file, {.maximum_faces = 1, .switches = {}}).at("data").at("face_count"), 1);
}

TEST(Analysis, ALikenessDoesNotEndTheSearchForOneFace) {
  Image picture = test::plain_picture(1800, 1200, test::kBlack);
  test::paint_face(picture, 100, 100, 800);
  test::paint(picture, 300, 300, 400, 200, test::kWhite);  // as the detector sees it a face still
  test::paint_face(picture, 1400, 400, 100);
  FakeHost engine = fake_engine();
  engine.with(Model::face_mesh, test::mesh_of_painted_faces(/*logit_upright=*/25, /*logit_lying=*/5))
      .with(Model::attribute_heads,
            test::heads_network({{{test::Column::recognition, .2F}}, {{test::Column::recognition, .6F}}}));
  const Json data = analyzed(engine, bmp_of(picture), {.maximum_faces = 1, .switches = {}}).at("data");
  EXPECT_EQ(data.at("face_count"), 1);
  EXPECT_GT(data.at("face_rectangles")[0].get<int>(), 1300) << "the smaller one";
}

TEST(Analysis, WhatIsSwitchedOffIsNotComputed) {
  FakeHost engine = fake_engine();
  Analysis analysis(File{file_with_a_face()}, {.switches = test::kNoSwitch});
  engine.answer_all(analysis);
  for (const Model model : kModelsOfAttributes) EXPECT_TRUE(engine.inputs(model).empty());
  const Face& face = analysis.faces().at(0);
  EXPECT_FALSE(face.attributes.has_value());
  EXPECT_FALSE(face.confidences.has_value());
  EXPECT_FALSE(face.qualities.has_value());
  const Json data = Json::parse(analysis.response()).at("data");
  EXPECT_EQ(data.at("face_count"), 1);
  for (const char* list : {"age_list", "gender_list", "expressions", "glasses", "hat_list", "masks", "beauty_list"})
    EXPECT_EQ(data.at(list), Json::array()) << list;
  EXPECT_EQ(data.at("qualities").at("blur_list"), Json::array());
}

TEST(Analysis, TheNetworksForAttributesRunOnceForAnyOfThem) {
  for (bool Switches::*wanted : test::kSwitchesOfAttributes) {
    Options options{.switches = test::kNoSwitch};
    options.switches.*wanted = true;
    FakeHost engine = fake_engine();
    analyzed(engine, file_with_a_face(), options);
    for (const Model model : kModelsOfAttributes) EXPECT_EQ(engine.inputs(model).size(), 1U);
  }
}

TEST(Analysis, LandmarksAloneNeedNoneOfThem) {
  Options options{.switches = test::kNoSwitch};
  options.switches.landmarks = true;
  FakeHost engine = fake_engine();
  EXPECT_EQ(analyzed(engine, file_with_a_face(), options).at("data").at("landmark_count"), 105);
  for (const Model model : kModelsOfAttributes) EXPECT_TRUE(engine.inputs(model).empty());
}

TEST(Analysis, TheSamePhotographGivesTheSameResponse) {
  FakeHost engine = fake_engine();
  EXPECT_EQ(analyzed(engine, file_with_a_face()), analyzed(engine, file_with_a_face()));
}

TEST(Analysis, EveryStageHasATimeThatDoesNotRunBackwards) {
  FakeHost engine = fake_engine();
  Analysis analysis(File{file_with_a_face()}, {});
  engine.answer_all(analysis);
  for (std::size_t stage = 0; stage < kStageNames.size(); ++stage)
    EXPECT_GE(analysis.stopwatch().milliseconds(static_cast<Stage>(stage)), 0) << kStageNames[stage];
  EXPECT_GT(analysis.stopwatch().milliseconds(Stage::search), 0);
  EXPECT_GT(analysis.stopwatch().milliseconds(Stage::mesh), 0);
}

}  // namespace
}  // namespace face_analyzer
