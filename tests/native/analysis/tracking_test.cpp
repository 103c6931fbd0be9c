// What becomes of the faces that are expected from the frame before.
#include <gtest/gtest.h>

#include <vector>

#include "analysis/analysis.hpp"
#include "fake_engine.hpp"
#include "mesh/mesh_network.hpp"

namespace face_analyzer {
namespace {

using test::analyzed;
using test::bmp_of;
using test::expect_refusal;
using test::FakeHost;
using test::Json;
using Places = std::vector<std::array<int, 2>>;

constexpr int kSide = 160;

/// 900 x 600 pixels with painted faces of 160.
std::vector<std::uint8_t> frame_with(const Places& faces) {
  Image picture = test::plain_picture(900, 600, test::kBlack);
  for (const auto& [left, top] : faces) test::paint_face(picture, left, top, kSide);
  return bmp_of(picture);
}

/// An engine whose mesh network believes in painted faces alone, in those in the middle of its crop.
FakeHost seeing_engine() {
  FakeHost engine = test::fake_engine();
  engine.with(Model::face_mesh, test::mesh_of_painted_faces());
  return engine;
}

/// An engine whose mesh network believes in everything.
FakeHost believing_engine() { return test::fake_engine(); }

/// Where the faces are expected after a frame.
std::vector<Region> regions_after(const std::vector<std::uint8_t>& frame) {
  FakeHost engine = seeing_engine();
  Analysis analysis(File{frame}, {});
  engine.answer_all(analysis);
  std::vector<Region> regions;
  for (const Face& face : analysis.faces()) regions.push_back(mesh_region(face.mesh));
  return regions;
}

Options expecting(std::vector<Region> regions) { return {.expected = std::move(regions), .switches = {}}; }

bool was_searched(FakeHost& engine) { return !engine.inputs(Model::face_detection).empty(); }

/// Asserts that a frame is searched in spite of what is expected, and answered as if nothing were.
void expect_lost(FakeHost engine, const std::vector<std::uint8_t>& frame, const Options& options) {
  Options usual = options;
  usual.expected.clear();
  const Json response = analyzed(engine, frame, options);
  EXPECT_TRUE(was_searched(engine));
  EXPECT_EQ(response, analyzed(engine, frame, usual));
}

TEST(Tracking, FacesThatStayAreAnsweredWithoutTheDetector) {
  const auto frame = frame_with({{100, 200}, {600, 200}});
  FakeHost engine = seeing_engine();
  Analysis analysis(File{frame}, expecting(regions_after(frame)));
  engine.answer_all(analysis);
  EXPECT_FALSE(was_searched(engine));
  EXPECT_EQ(engine.inputs(Model::face_mesh), (std::vector<std::vector<int>>{{2, 3, 192, 192}})) << "once for both";
  EXPECT_EQ(analysis.stopwatch().milliseconds(Stage::search), 0);
  EXPECT_GT(analysis.stopwatch().milliseconds(Stage::mesh), 0);
  const Json data = Json::parse(analysis.response()).at("data");
  EXPECT_EQ(data.at("face_count"), 2);
  EXPECT_EQ(data.at("age_list"), (Json{39, 39})) << "everything else is measured as usual";
}

TEST(Tracking, TheAnswerIsThatOfASearch) {
  const auto frame = frame_with({{300, 200}});
  FakeHost engine = seeing_engine();
  const Json searched = analyzed(engine, frame).at("data");
  const Json tracked = analyzed(engine, frame, expecting(regions_after(frame))).at("data");
  for (const char* list : {"landmarks", "pupils", "pose_list", "face_rectangles"}) {
    ASSERT_EQ(tracked.at(list).size(), searched.at(list).size());
    const double tolerance = std::string_view(list) == "face_rectangles" ? .15 * kSide : .1;
    for (std::size_t i = 0; i < searched.at(list).size(); ++i)
      EXPECT_NEAR(tracked.at(list).at(i).get<double>(), searched.at(list).at(i).get<double>(), tolerance)
          << list << " " << i;
  }
}

TEST(Tracking, ALostFaceMeansASearch) {
  const auto before = regions_after(frame_with({{100, 100}}));
  expect_lost(seeing_engine(), frame_with({{600, 350}}), expecting(before));
}

TEST(Tracking, OneLostFaceOfTwoIsEnough) {
  const auto before = regions_after(frame_with({{100, 200}, {600, 200}}));
  expect_lost(seeing_engine(), frame_with({{100, 200}}), expecting(before));
}

TEST(Tracking, APictureWithoutTheFaceGetsTheUsualRefusal) {
  FakeHost engine = seeing_engine();
  const auto before = regions_after(frame_with({{100, 200}}));
  expect_refusal(analyzed(engine, frame_with({}), expecting(before)), 422, "ERROR_NO_FACE_IN_FILE");
}

TEST(Tracking, TwoThatAreExpectedOnOneFaceMeanASearch) {
  const auto frame = frame_with({{300, 200}});
  const std::vector<Region> before = regions_after(frame);
  ASSERT_EQ(before.size(), 1U);
  expect_lost(seeing_engine(), frame, expecting({before[0], before[0]}));
}

TEST(Tracking, AFaceThatHasLeftThePictureMeansASearch) {
  const auto frame = frame_with({{300, 200}});
  for (const Point centre : {Point{-60, 300}, {960, 300}, {450, -60}, {450, 660}, {16000, -16000}})
    expect_lost(believing_engine(), frame, expecting({{centre, 240, 240, 0}}));
  FakeHost engine = believing_engine();
  analyzed(engine, frame, expecting({{{60, 300}, 240, 240, 0}}));
  EXPECT_FALSE(was_searched(engine)) << "the greater part of a face is enough";
}

TEST(Tracking, AFaceThatHasBecomeTooSmallMeansASearch) {
  const auto frame = frame_with({{300, 200}});
  Options options = expecting(regions_after(frame));
  options.minimum_face = 2 * kSide;
  expect_lost(seeing_engine(), frame, options);
}

TEST(Tracking, OfFacesThatAreEquallyProbableTheFirstExpectedIsTheFirst) {
  const auto frame = frame_with({{100, 200}, {600, 200}});
  std::vector<Region> before = regions_after(frame);
  ASSERT_EQ(before.size(), 2U);
  for (int round = 0; round < 2; ++round) {
    std::ranges::reverse(before);
    FakeHost engine = seeing_engine();
    Analysis analysis(File{frame}, expecting(before));
    engine.answer_all(analysis);
    ASSERT_EQ(analysis.faces().size(), 2U);
    for (std::size_t i = 0; i < 2; ++i)
      EXPECT_NEAR(distance(mesh_region(analysis.faces()[i].mesh).centre, before[i].centre), 0, 1);
  }
}

TEST(Tracking, NoMoreFacesAreAnsweredThanAreAskedFor) {
  const auto frame = frame_with({{100, 200}, {600, 200}});
  Options options = expecting(regions_after(frame));
  options.maximum_faces = 1;
  FakeHost engine = seeing_engine();
  EXPECT_EQ(analyzed(engine, frame, options).at("data").at("face_count"), 1);
  EXPECT_FALSE(was_searched(engine));
}

}  // namespace
}  // namespace face_analyzer
