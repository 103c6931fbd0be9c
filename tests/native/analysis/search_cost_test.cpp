// What a picture costs. The detector's views are by far the most of it, and of them the pixels count, whatever they
// show: measured here in searches, the views of a picture with detail everywhere and no place that the detector is sure
// of, whose upright faces are certain.
#include <gtest/gtest.h>

#include "../support/switches.hpp"
#include "fake_engine.hpp"

namespace face_analyzer {
namespace {

using test::FakeHost;
using test::Json;

constexpr int kWidth = 4000;
constexpr int kHeight = 3000;
constexpr int kSmall = 95;  // pixels of a face that only the finer views show
constexpr int kLarge = 900;

struct PaintedFace {
  int left;
  int top;
  int side;
  int quarters = 0;
};

Image picture_with(const std::vector<PaintedFace>& faces) {
  Image picture = test::textured_picture(kWidth, kHeight);
  for (const auto& [left, top, side, quarters] : faces) test::paint_face(picture, left, top, side, quarters);
  return picture;
}

constexpr float kSuspicious = 1;  // logits of what is no face, and of a face that is too small yet
constexpr float kMoreSuspicious = 2;

/// An engine whose detector can rule nothing out, and whose mesh network believes in upright painted faces alone.
FakeHost seeing_engine(const test::PaintedFaceDetector& detector = {.suspicion = kMoreSuspicious,
                                                                    .background = kSuspicious}) {
  FakeHost engine = test::fake_engine();
  engine.with(Model::face_detection, detector).with(Model::face_mesh, test::mesh_of_painted_faces());
  return engine;
}

struct Answer {
  double pixels = 0;  // of all views
  int regions = 0;    // that the mesh network was shown
  int faces = 0;
};

Answer answered(FakeHost engine, Image picture, int maximum_faces = Options::kMostFaces) {
  Analysis analysis(Pixels{std::move(picture)}, {.maximum_faces = maximum_faces, .switches = test::kNoSwitch});
  engine.answer_all(analysis);
  Answer answer{.faces = static_cast<int>(analysis.faces().size())};
  for (const std::vector<int>& shape : engine.inputs(Model::face_detection))
    answer.pixels += static_cast<double>(shape[2]) * shape[3];
  for (const std::vector<int>& shape : engine.inputs(Model::face_mesh)) answer.regions += shape[0];
  return answer;
}

double one_search() {
  static const double pixels = answered(seeing_engine(), picture_with({{1500, 1000, kLarge}})).pixels;
  return pixels;
}

TEST(SearchCost, OfOneSearchIsBounded) {
  EXPECT_GT(one_search(), 1.5e6);
  EXPECT_LT(one_search(), 2.5e6);
}

TEST(SearchCost, APictureWithoutAFace) {
  const Answer answer = answered(seeing_engine(), picture_with({}));
  EXPECT_EQ(answer.faces, 0);
  EXPECT_LT(answer.pixels, one_search()) << "all turns, though everything is suspicious";
}

TEST(SearchCost, APictureWithoutAFaceOrAnyDetail) {
  for (const Image& picture : {test::plain_picture(kWidth, kHeight, test::kWhite), test::soft_picture(kWidth, kHeight)})
    EXPECT_LT(answered(seeing_engine(), picture).pixels, .5 * one_search());
}

TEST(SearchCost, APictureInWhichTheDetectorIsSure) {
  const FakeHost sure = seeing_engine({});
  EXPECT_LT(answered(sure, picture_with({})).pixels, .3 * one_search()) << "coarse views in all four turns";
  const Answer answer = answered(sure, picture_with({{1500, 1000, kLarge}, {700, 800, kSmall}}));
  EXPECT_EQ(answer.faces, 2);
  EXPECT_LT(answer.pixels, .1 * one_search());
}

TEST(SearchCost, SmallUprightFaces) {
  const Answer answer = answered(seeing_engine(), picture_with({{700, 800, kSmall}, {3000, 2000, kSmall}}));
  EXPECT_EQ(answer.faces, 2);
  EXPECT_LT(answer.pixels, 1.5 * one_search());
}

TEST(SearchCost, ACrowdOfSmallFacesIsFoundWhole) {
  // More than the likeliest places have room for: once some are certain, nothing is spared.
  std::vector<PaintedFace> faces;
  for (int column = 0; column < 6; ++column)
    for (int row = 0; row < 4; ++row) faces.push_back({200 + 640 * column, 200 + 700 * row, kSmall});
  const Answer answer = answered(seeing_engine(), picture_with(faces));
  EXPECT_EQ(answer.faces, static_cast<int>(faces.size()));
  EXPECT_LT(answer.pixels, 2.5 * one_search());
}

/// A picture full of what the detector takes for faces, upright in all turns at once.
Image pattern() {
  std::vector<PaintedFace> faces;
  for (int column = 0; column < 6; ++column)
    for (int row = 0; row < 4; ++row) faces.push_back({200 + 640 * column, 200 + 700 * row, 250});
  return picture_with(faces);
}

/// What becomes of it by the logits that each of them has from the detector and from the mesh network.
Answer answered_pattern(float detector_logit, float face_logit) {
  FakeHost engine = seeing_engine({.logit = detector_logit, .sees_lying_faces = true});
  engine.with(Model::face_mesh, test::mesh_of_painted_faces(face_logit, face_logit));
  return answered(std::move(engine), pattern());
}

TEST(SearchCost, OfManyLikenessesTheMeshNetworkJudgesTheLikeliest) {
  const Answer answer = answered_pattern(0, -10);
  EXPECT_EQ(answer.faces, 0);
  EXPECT_GT(answer.regions, 0);
  EXPECT_LT(answer.regions, 2 * 24) << "in all four turns";
}

TEST(SearchCost, OfManyFacesTheMeshNetworkJudgesAll) {
  EXPECT_EQ(answered_pattern(4, 25).faces, 24);
  EXPECT_EQ(answered_pattern(.5F, 3).faces, 24) << "where none is certain";
}

/// However a large face lies, this engine finds it by hardly more than one search.
void expect_a_large_lying_face(const FakeHost& engine) {
  for (int quarters = 1; quarters < 4; ++quarters) {
    const Answer answer = answered(engine, picture_with({{1500, 1000, kLarge, quarters}}));
    EXPECT_EQ(answer.faces, 1) << quarters;
    EXPECT_LT(answer.pixels, 1.5 * one_search()) << quarters;
  }
}

TEST(SearchCost, ALargeLyingFace) { expect_a_large_lying_face(seeing_engine()); }

TEST(SearchCost, SmallLyingFaces) {
  for (int quarters = 1; quarters < 4; ++quarters) {
    const Answer answer =
        answered(seeing_engine(), picture_with({{700, 800, kSmall, quarters}, {3000, 2000, kSmall, quarters}}));
    EXPECT_EQ(answer.faces, 2) << quarters;
    EXPECT_LT(answer.pixels, 3.2 * one_search()) << quarters;
  }
}

/// An engine whose detector takes lying faces for upright ones.
FakeHost doubtful_engine() {
  return seeing_engine({.sees_lying_faces = true, .suspicion = kMoreSuspicious, .background = kSuspicious});
}

TEST(SearchCost, AFaceThatMayBeLying) { expect_a_large_lying_face(doubtful_engine()); }

TEST(SearchCost, AnUprightFaceInDoubtCostsAGlanceAtEachOtherTurn) {
  // The mesh network is as sure of the face as of one that may stand on its head.
  const auto costs = [](float face_logit) {
    FakeHost engine = test::fake_engine();
    engine.with(Model::face_mesh, test::mesh_of_painted_faces(face_logit));
    Image picture = test::plain_picture(250, 250, test::kBlack);
    test::paint_face(picture, 60, 60, 130, 0);
    const Answer answer = answered(std::move(engine), std::move(picture));
    EXPECT_EQ(answer.faces, 1);
    return answer.pixels;
  };
  const double in_doubt = costs(15);
  EXPECT_GT(in_doubt, costs(25));
  EXPECT_LT(in_doubt, 2.5 * costs(25)) << "four whole looks are six times as much";
}

TEST(SearchCost, AFaceThatIsTooSmallUprightIsNotJudgedInOtherTurns) {
  const auto regions = [](int side) {
    FakeHost engine = doubtful_engine();
    engine.with(Model::face_mesh, test::mesh_of_painted_faces(15));
    Image picture = test::plain_picture(200, 200, test::kBlack);
    test::paint_face(picture, 60, 60, side, 0);
    return answered(std::move(engine), std::move(picture)).regions;
  };
  EXPECT_LE(regions(45), 4) << "upright, at a glimpse and after it";
  EXPECT_GE(regions(75), 4 + 3) << "what may be answered is judged in all turns";
}

TEST(SearchCost, ALyingPatchBesideAnUprightFaceDoesNotRepeatTheSearch) {
  const Answer answer = answered(doubtful_engine(), picture_with({{1500, 1000, kLarge}, {300, 300, 600, 1}}));
  EXPECT_GE(answer.faces, 1);
  EXPECT_LT(answer.pixels, 1.5 * one_search());
}

TEST(SearchCost, AsManyFacesAsAreWanted) {
  const Image picture = picture_with({{1500, 1000, kLarge}, {300, 300, kSmall}, {3000, 2000, kSmall}});
  const Answer one = answered(seeing_engine(), picture, 1);
  EXPECT_EQ(one.faces, 1);
  EXPECT_LT(one.pixels, .1 * one_search());
  const Answer two = answered(seeing_engine(), picture, 2);
  EXPECT_EQ(two.faces, 2);
  EXPECT_GT(two.pixels, .4 * one_search());
  EXPECT_EQ(answered(seeing_engine(), picture).faces, 3);
}

}  // namespace
}  // namespace face_analyzer
