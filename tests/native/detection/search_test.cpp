// The search is driven with painted faces and a detector that sees them as the real one sees its own: upright and in
// the sizes that it was trained on. Which views are shown to it is the search's own affair; what counts is what it
// finds.
#include "detection/search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>
#include <vector>

#include "../support/fake_host.hpp"
#include "../support/painted_faces.hpp"
#include "../support/pictures.hpp"

namespace face_analyzer {
namespace {

using test::FakeHost;
using test::PaintedFaceDetector;

constexpr float kQuarter = std::numbers::pi_v<float> / 2;
constexpr float kSmallestFace = 64;
constexpr int kPadding = 2 * 16 + 31;    // the margins of a view, and up to a multiple of 32
constexpr std::size_t kCoarseViews = 3;  // of 96, 136 and 192 pixels
constexpr int kSmallestInView = 18;
constexpr float kSuspicious = 1;  // logits
constexpr float kMoreSuspicious = 2;
constexpr float kUnsuspicious = -6;

struct PaintedFace {
  int left;
  int top;
  int side;
  int quarters = 0;

  [[nodiscard]] Point centre() const {
    return {static_cast<float>(left) + static_cast<float>(side) / 2,
            static_cast<float>(top) + static_cast<float>(side) / 2};
  }
};

Image picture_of(int width, int height, const std::vector<PaintedFace>& faces) {
  Image picture = test::plain_picture(width, height, test::kBlack);
  for (const PaintedFace& face : faces) test::paint_face(picture, face.left, face.top, face.side, face.quarters);
  return picture;
}

std::vector<Detection> found(FakeHost& host, Image picture, float angle = 0, float smallest_face = kSmallestFace) {
  const Pyramid pyramid(std::move(picture));
  Search search(pyramid, smallest_face, angle);
  host.result_of(search.be_thorough(host.host));
  while (search.looks() < search.octaves()) host.result_of(search.look(host.host));
  return search.seen();
}

std::vector<Detection> found(Image picture, float angle = 0, float smallest_face = kSmallestFace) {
  FakeHost host;
  host.with(Model::face_detection, PaintedFaceDetector());
  return found(host, std::move(picture), angle, smallest_face);
}

/// Measured in views of a fraction of the picture's size, a face is known to a few hundredths of its side.
void expect_detected(const Detection& detection, const PaintedFace& face) {
  const auto side = static_cast<float>(face.side);
  const float tolerance = .04F * side;
  EXPECT_NEAR(distance(detection.box.centre(), face.centre()), 0, tolerance);
  EXPECT_NEAR(detection.box.width, side, tolerance);
  EXPECT_NEAR(detection.box.height, side, tolerance);
  for (std::size_t i = 0; i < detection.key_points.size(); ++i) {
    const Point from_centre = turned(test::kPaintedKeyPoints[i] * side, static_cast<float>(face.quarters) * kQuarter);
    EXPECT_NEAR(distance(detection.key_points[i], face.centre() + from_centre), 0, tolerance) << "key point " << i;
  }
}

TEST(Search, PutsAFaceWhereItIsInThePicture) {
  const struct {
    int width;
    int height;
    PaintedFace face;
  } cases[] = {
      {192, 192, {50, 40, 90}},     // the detector's own size
      {800, 600, {300, 150, 200}},  // landscape
      {300, 700, {20, 560, 120}},   // portrait, near a corner
      {1601, 97, {1500, 10, 80}},   // a narrow strip
      {2000, 1500, {0, 0, 700}},    // in the very corner
  };
  for (const auto& [width, height, face] : cases) {
    SCOPED_TRACE(testing::Message() << width << " x " << height);
    const auto detections = found(picture_of(width, height, {face}));
    ASSERT_EQ(detections.size(), 1U);
    expect_detected(detections[0], face);
    EXPECT_NEAR(detections[0].roll(), 0, .01);
  }
}

TEST(Search, FindsFacesThatStandUprightInAPictureTurnedBack) {
  for (int quarters = 0; quarters < 4; ++quarters) {
    SCOPED_TRACE(testing::Message() << "turned by " << 90 * quarters);
    const PaintedFace face{330, 60, 150, quarters};
    const auto detections = found(picture_of(640, 360, {face}), static_cast<float>(quarters) * kQuarter);
    ASSERT_EQ(detections.size(), 1U);
    expect_detected(detections[0], face);
    const float turn = static_cast<float>(quarters) * kQuarter;
    EXPECT_NEAR(std::cos(detections[0].roll() - turn), 1, .001) << "its roll is " << detections[0].roll();
  }
}

TEST(Search, FindsNothingThatStandsOtherwise) {
  for (int quarters = 1; quarters < 4; ++quarters)
    EXPECT_TRUE(found(picture_of(640, 360, {{330, 60, 150, quarters}})).empty()) << quarters;
}

TEST(Search, TheSmallestFaceIsLargeEnoughForTheDetectorInSomeView) {
  for (const float smallest : {24.F, 64.F, 150.F}) {
    const PaintedFace face{400, 260, static_cast<int>(smallest)};
    const auto detections = found(picture_of(1000, 700, {face}), 0, smallest);
    ASSERT_EQ(detections.size(), 1U) << "smallest face " << smallest;
    expect_detected(detections[0], face);
  }
}

TEST(Search, TheContractsSmallestFaceIsFoundInTheLargestPicture) {
  const PaintedFace face{3000, 1000, 64};
  const auto detections = found(picture_of(4095, 2000, {face}));
  ASSERT_EQ(detections.size(), 1U);
  expect_detected(detections[0], face);
}

TEST(Search, AFaceThatFillsThePictureIsFound) {
  for (const int side : {64, 192, 1000}) {
    SCOPED_TRACE(side);
    const PaintedFace face{0, 0, side};
    const auto detections = found(picture_of(side, side, {face}));
    ASSERT_EQ(detections.size(), 1U);
    expect_detected(detections[0], face);
  }
}

TEST(Search, FacesOfAllSizesAreFoundOnceEachInDescendingProbability) {
  const std::vector<PaintedFace> faces{{0, 0, 64}, {200, 50, 90}, {400, 300, 600}, {1100, 20, 300}, {1150, 800, 70}};
  const auto detections = found(picture_of(1500, 1000, faces));
  EXPECT_TRUE(std::ranges::is_sorted(detections, std::ranges::greater(), &Detection::probability));
  ASSERT_EQ(detections.size(), faces.size());
  for (const PaintedFace& face : faces) {
    const auto nearest = std::ranges::min_element(
        detections, {}, [&](const Detection& detection) { return distance(detection.box.centre(), face.centre()); });
    expect_detected(*nearest, face);
  }
}

TEST(Search, APictureWithoutFacesHasNone) { EXPECT_TRUE(found(picture_of(500, 400, {})).empty()); }

TEST(Search, WhatOneLookAloneTakesForAFaceStaysDoubtful) {
  // A fifth of a probability: from one view that is nothing, from several that agree it is a face.
  FakeHost host;
  host.with(Model::face_detection, PaintedFaceDetector{.least = 58, .most = 80, .logit = -1.386F});
  const PaintedFace face{300, 150, 200};
  EXPECT_TRUE(found(host, picture_of(600, 600, {face})).empty());
  host.with(Model::face_detection, PaintedFaceDetector{.least = 0, .most = 1000, .logit = -1.386F});
  const auto detections = found(host, picture_of(600, 600, {face}));
  ASSERT_EQ(detections.size(), 1U);
  EXPECT_GT(detections[0].probability, .35);
}

TEST(Search, EveryViewHasSidesThatTheDetectorTakes) {
  FakeHost host;
  host.with(Model::face_detection, PaintedFaceDetector());
  found(host, picture_of(1234, 567, {}));
  const int multiple = model_description(Model::face_detection).multiple;
  ASSERT_FALSE(host.inputs(Model::face_detection).empty());
  for (const std::vector<int>& shape : host.inputs(Model::face_detection)) {
    ASSERT_EQ(shape.size(), 4U);
    EXPECT_EQ(shape[0], 1);
    EXPECT_EQ(shape[1], 3);
    EXPECT_EQ(shape[2] % multiple, 0);
    EXPECT_EQ(shape[3] % multiple, 0);
  }
}

int longest_side_of(std::span<const std::vector<int>> views) {
  int longest = 0;
  for (const std::vector<int>& shape : views) longest = std::max({longest, shape[2], shape[3]});
  return longest;
}

TEST(Search, APictureInWhichTheFacesAskedForAreLargeIsShownNoLargerThanThatTakes) {
  const auto largest_view = [](int width, int height, float smallest_face) {
    FakeHost host;
    host.with(Model::face_detection, PaintedFaceDetector());
    found(host, picture_of(width, height, {}), 0, smallest_face);
    return longest_side_of(host.inputs(Model::face_detection));
  };
  EXPECT_EQ(largest_view(256, 256, 64), 192) << "160 and its margin";
  EXPECT_EQ(largest_view(500, 320, 64), 192);
  EXPECT_EQ(largest_view(640, 480, 64), 224) << "192 and its margin";
  EXPECT_EQ(largest_view(256, 256, 24), 224);
}

TEST(Search, NoViewIsLargerThanTheMemoryOfARunAllows) {
  FakeHost host;
  host.with(Model::face_detection, PaintedFaceDetector{.background = kSuspicious});
  found(host, test::random_picture(4095, 300, 1), 0, 8);
  const int largest = longest_side_of(host.inputs(Model::face_detection));
  EXPECT_GT(largest, 1536);
  EXPECT_LE(largest, 1600);
}

TEST(Search, EachLookIsAtMostTwiceAsFineAsTheOneBefore) {
  FakeHost host;
  host.with(Model::face_detection, PaintedFaceDetector{.background = kSuspicious});
  const Pyramid pyramid(test::textured_picture(2400, 1800));
  Search search(pyramid, kSmallestFace, 0);
  host.result_of(search.be_thorough(host.host));
  ASSERT_EQ(search.octaves(), 3U) << "views of up to 192, 271 and 675 pixels";
  int most = 192;
  for (; search.looks() < search.octaves(); most *= 2) {
    const std::size_t before = host.inputs(Model::face_detection).size();
    host.result_of(search.look(host.host));
    const int largest = longest_side_of(std::span(host.inputs(Model::face_detection)).subspan(before));
    EXPECT_GT(largest, most * 3 / 4);
    EXPECT_LE(largest, most + kPadding);
  }
}

TEST(Search, ALookSaysWhetherItShowedAnything) {
  FakeHost host;
  host.with(Model::face_detection, PaintedFaceDetector());
  const Pyramid pyramid(picture_of(2000, 1500, {{900, 500, 130}}));
  Search search(pyramid, kSmallestFace, 0);
  EXPECT_FALSE(host.result_of(search.look(host.host))) << "the face has 12 pixels";
  EXPECT_TRUE(search.seen().empty());
  EXPECT_TRUE(host.result_of(search.look(host.host))) << "now 18";
  EXPECT_EQ(search.seen().size(), 1U);
}

/// What the detector is shown of a picture in views larger than those of its own training.
struct FineViews {
  int largest = 0;    // longest side
  double pixels = 0;  // in all
};

FineViews fine_views_of(Image picture, float background = kSuspicious) {
  FakeHost host;
  host.with(Model::face_detection, PaintedFaceDetector{.background = background});
  found(host, std::move(picture));
  FineViews views;
  for (const std::vector<int>& shape : std::span(host.inputs(Model::face_detection)).subspan(kCoarseViews)) {
    views.largest = std::max({views.largest, shape[2], shape[3]});
    views.pixels += static_cast<double>(shape[2]) * shape[3];
  }
  return views;
}

TEST(Search, WithoutDetailThereAreNoFineViews) {
  EXPECT_EQ(fine_views_of(picture_of(2400, 1800, {})).pixels, 0);
  EXPECT_EQ(fine_views_of(test::soft_picture(2400, 1800)).pixels, 0) << "smooth as an enlargement";
  EXPECT_GT(fine_views_of(test::textured_picture(2400, 1800)).largest, 640);
}

TEST(Search, WithoutSuspicionThereAreNoFineViews) {
  EXPECT_EQ(fine_views_of(test::textured_picture(2400, 1800), kUnsuspicious).pixels, 0);
}

TEST(Search, FineViewsShowThePartsThatAreSuspicious) {
  Image picture = test::textured_picture(2400, 1800);
  const double all = fine_views_of(picture).pixels;
  test::paint_face(picture, 200, 1500, 100);
  const FineViews one = fine_views_of(picture, kUnsuspicious);
  EXPECT_GT(one.pixels, 0);
  EXPECT_LE(one.largest, 6 * kSmallestInView + kPadding) << "the face has 28 pixels in the finest view";
  test::paint_face(picture, 2200, 100, 100);
  const double two = fine_views_of(picture, kUnsuspicious).pixels;
  EXPECT_GT(two, 1.5 * one.pixels);
  EXPECT_LT(two, 2.5 * one.pixels) << "and not what lies between";
  EXPECT_LT(two, .5 * all);
}

/// Looks at all octaves of a search, or does something else with it; returns the pixels of the views that it shows.
double pixels_shown(FakeHost& host, const auto& work) {
  const std::size_t before = host.inputs(Model::face_detection).size();
  work();
  double pixels = 0;
  for (const std::vector<int>& shape : std::span(host.inputs(Model::face_detection)).subspan(before))
    pixels += static_cast<double>(shape[2]) * shape[3];
  return pixels;
}

double pixels_shown(FakeHost& host, Search& search) {
  return pixels_shown(host, [&] {
    while (search.looks() < search.octaves()) host.result_of(search.look(host.host));
  });
}

TEST(Search, WhereEverythingIsSuspiciousTheLikeliestPlacesAreShownUnlessItIsToBeThorough) {
  FakeHost host;
  host.with(Model::face_detection, PaintedFaceDetector{.suspicion = kMoreSuspicious, .background = kSuspicious});
  const PaintedFace face{1500, 700, 70};
  Image picture = test::textured_picture(2400, 1800);
  test::paint_face(picture, face.left, face.top, face.side);
  const Pyramid pyramid(std::move(picture));
  Search thorough(pyramid, kSmallestFace, 0);
  EXPECT_FALSE(host.result_of(thorough.be_thorough(host.host))) << "nothing was spared yet";
  const double all = pixels_shown(host, thorough);
  Search search(pyramid, kSmallestFace, 0);
  const double some = pixels_shown(host, search);
  EXPECT_LT(some, .5 * all);
  ASSERT_EQ(search.seen().size(), 1U);
  expect_detected(search.seen()[0], face);

  const auto be_thorough = [&] { host.result_of(search.be_thorough(host.host)); };
  const double rest = pixels_shown(host, be_thorough);
  EXPECT_GT(some + rest, .95 * all);
  EXPECT_LT(some + rest, 1.5 * all) << "what was shown before is not shown again";
  ASSERT_EQ(search.seen().size(), 1U);
  EXPECT_NEAR(search.seen()[0].probability, thorough.seen()[0].probability, .001) << "nor counted twice";
  EXPECT_EQ(pixels_shown(host, be_thorough), 0);
}

TEST(Search, InAnotherTurnFewerOfTheLikeliestPlacesAreShown) {
  FakeHost host;
  host.with(Model::face_detection, PaintedFaceDetector{.background = kSuspicious});
  const Pyramid pyramid(test::textured_picture(2400, 2400));
  Search upright(pyramid, kSmallestFace, 0);
  Search on_its_head(pyramid, kSmallestFace, 2 * kQuarter);
  for (Search* search : {&upright, &on_its_head})
    for (int octave = 0; octave < 2; ++octave) host.result_of(search->look(host.host));
  EXPECT_LT(pixels_shown(host, on_its_head), .8 * pixels_shown(host, upright)) << "in the largest views";
}

TEST(Search, AFaceThatSeveralPartsOfAViewShowIsSeenOnce) {
  // Two rows of faces a little apart: the parts around them overlap, and each is seen in one view of every size only.
  std::vector<PaintedFace> faces;
  for (int column = 0; column < 5; ++column)
    for (const int top : {300, 460}) faces.push_back({200 + 400 * column, top + 40 * column, 70});
  FakeHost host;
  host.with(Model::face_detection, PaintedFaceDetector{.least = 17, .most = 30, .logit = -1.386F});
  EXPECT_TRUE(found(host, picture_of(2400, 1800, faces)).empty()) << "a fifth of a probability, once";
}

TEST(Search, WhatIsSeenInDoubtIsShownAgain) {
  // In views of 192 pixels and more the faces have 20, 28, 47 and 79 pixels. Only the first is seen, and that in doubt.
  FakeHost host;
  const auto looks_at = [&](float logit) {
    host.with(Model::face_detection, PaintedFaceDetector{.least = 19, .most = 24, .logit = logit});
    const std::size_t before = host.inputs(Model::face_detection).size();
    found(host, picture_of(2400, 1800, {{1000, 800, 250}}));
    return host.inputs(Model::face_detection).size() - before;
  };
  EXPECT_EQ(looks_at(4), kCoarseViews) << "there is no doubt";
  EXPECT_EQ(looks_at(0), kCoarseViews + 2);
}

TEST(Search, InAnotherTurnTheLikeliestOfManyDoubtsAreShownAgain) {
  // A pattern of likenesses that are in doubt in a view of 272 pixels and small enough to be shown in one of 456.
  const auto pixels_in_turn = [](int quarters) {
    FakeHost host;
    host.with(Model::face_detection,
              PaintedFaceDetector{.least = 19, .most = 24, .logit = 0, .suspicion = kMoreSuspicious});
    std::vector<PaintedFace> faces;
    for (int column = 0; column < 8; ++column)
      for (int row = 0; row < 8; ++row) faces.push_back({60 + 295 * column, 60 + 295 * row, 175, quarters});
    const Pyramid pyramid(picture_of(2400, 2400, faces));
    Search search(pyramid, kSmallestFace, static_cast<float>(quarters) * kQuarter);
    return pixels_shown(host, search);
  };
  EXPECT_LT(pixels_in_turn(2), .7 * pixels_in_turn(0)) << "upright all are";
}

TEST(Search, AGlimpseIsTheFirstLookWithoutTheViewThatBearsItOut) {
  FakeHost host;
  host.with(Model::face_detection, PaintedFaceDetector{.logit = 0});
  const Pyramid pyramid(picture_of(600, 600, {{100, 150, 400}}));
  Search search(pyramid, kSmallestFace, 0);
  EXPECT_TRUE(host.result_of(search.glimpse(host.host)));
  EXPECT_EQ(search.looks(), 1U);
  ASSERT_EQ(search.seen().size(), 1U);
  EXPECT_NEAR(search.seen().front().probability, 1 - .5 * .5, .01);
  EXPECT_TRUE(host.result_of(search.complete(host.host)));
  EXPECT_EQ(search.looks(), 1U);
  EXPECT_NEAR(search.seen().front().probability, 1 - .5 * .5 * .5, .01);
  EXPECT_EQ(host.inputs(Model::face_detection).size(), kCoarseViews);
}

TEST(Search, AGlanceIsAtTheCoarsestViewThatShowsTheSmallestFacesAndIsPartOfTheFirstLook) {
  struct Expected {
    int picture;  // pixels of a side
    int view;
  };
  for (const auto [side, view] : {Expected{300, 96}, {450, 136}, {600, 192}, {1300, 192}}) {
    SCOPED_TRACE(side);
    FakeHost host;
    host.with(Model::face_detection, PaintedFaceDetector{.logit = 0});
    const Pyramid pyramid(picture_of(side, side, {{side / 4, side / 4, side / 2}}));
    Search search(pyramid, kSmallestFace, 0);
    EXPECT_TRUE(host.result_of(search.glance(host.host)));
    ASSERT_EQ(host.inputs(Model::face_detection).size(), 1U);
    EXPECT_GE(host.inputs(Model::face_detection).front()[2], view + kPadding - 31);
    EXPECT_LE(host.inputs(Model::face_detection).front()[2], view + kPadding);
    EXPECT_EQ(search.looks(), 0U);
    ASSERT_EQ(search.seen().size(), 1U);
    EXPECT_TRUE(host.result_of(search.look(host.host)));
    EXPECT_EQ(host.inputs(Model::face_detection).size(), kCoarseViews);
    EXPECT_NEAR(search.seen().front().probability, 1 - .5 * .5 * .5, .01);
  }
}

TEST(Search, WhatOnlyAGlanceShowedTheFirstLookSaysToo) {
  FakeHost host;
  // It has 51 pixels in the coarsest view, and 72 in the next.
  host.with(Model::face_detection, PaintedFaceDetector{.most = 60});
  const Pyramid pyramid(picture_of(300, 300, {{70, 70, 160}}));
  Search search(pyramid, kSmallestFace, 0);
  EXPECT_TRUE(host.result_of(search.glance(host.host)));
  EXPECT_TRUE(host.result_of(search.look(host.host)));
  EXPECT_EQ(host.inputs(Model::face_detection).size(), kCoarseViews);
  ASSERT_EQ(search.seen().size(), 1U);
}

TEST(Search, WhatIsWithinAKnownFaceIsNotLookedAt) {
  FakeHost host;
  host.with(Model::face_detection, PaintedFaceDetector{.background = kSuspicious});
  const Pyramid pyramid(test::textured_picture(2400, 1800));
  const auto looks_of = [&](const Rectangle& known) {
    const std::size_t before = host.inputs(Model::face_detection).size();
    Search search(pyramid, kSmallestFace, 0);
    search.know(known);
    while (search.looks() < search.octaves()) host.result_of(search.look(host.host));
    return host.inputs(Model::face_detection).size() - before;
  };
  EXPECT_EQ(looks_of({-400, -400, 3200, 2600}), kCoarseViews);
  EXPECT_GT(looks_of({0, 0, 1200, 1800}), kCoarseViews);
}

std::vector<Detection> found_closely(FakeHost& host, Image picture) {
  const Pyramid pyramid(std::move(picture));
  Search search = Search(pyramid, kSmallestFace, 0).closer();
  host.result_of(search.look(host.host));
  return search.seen();
}

TEST(CloserSearch, MoreLooksMakeADoubtfulFaceMoreProbable) {
  FakeHost host;
  host.with(Model::face_detection, PaintedFaceDetector{.logit = -1.386F});
  const Image picture = picture_of(600, 600, {{300, 150, 200}});
  const auto first = found(host, picture);
  const auto second = found_closely(host, picture);
  ASSERT_EQ(first.size(), 1U);
  ASSERT_EQ(second.size(), 1U);
  EXPECT_NEAR(first[0].probability, 1 - .8 * .8 * .8, .01);  // three looks at a fifth of a probability
  EXPECT_GT(second[0].probability, first[0].probability + .15);
}

TEST(CloserSearch, DoesNotRepeatWhatWasSeen) {
  FakeHost host;
  host.with(Model::face_detection, PaintedFaceDetector{.logit = -1.386F});
  const Image picture = picture_of(600, 600, {{300, 150, 200}});
  const auto alone = found_closely(host, picture);
  const std::size_t views = host.inputs(Model::face_detection).size();
  const Pyramid pyramid(picture);
  Search first(pyramid, kSmallestFace, 0);
  host.result_of(first.look(host.host));
  const std::size_t before = host.inputs(Model::face_detection).size();
  Search closer = first.closer();
  EXPECT_TRUE(host.result_of(closer.look(host.host)));
  EXPECT_EQ(host.inputs(Model::face_detection).size() - before, views - kCoarseViews);
  ASSERT_EQ(closer.seen().size(), 1U);
  EXPECT_NEAR(closer.seen()[0].probability, alone[0].probability, 1e-4);
}

TEST(CloserSearch, LooksForFacesThatAreLargeInThePictureOnly) {
  FakeHost host;
  host.with(Model::face_detection, PaintedFaceDetector());
  const auto detections = found_closely(host, picture_of(2000, 1500, {{100, 100, 64}, {900, 500, 500}}));
  ASSERT_EQ(detections.size(), 1U);
  expect_detected(detections[0], {900, 500, 500});
  for (const std::vector<int>& shape : host.inputs(Model::face_detection))
    EXPECT_LE(std::max(shape[2], shape[3]), 192 + 2 * 16);
}

TEST(Search, LogitsBeyondAllMeasureAreProbabilitiesStill) {
  FakeHost host;
  host.with(Model::face_detection, PaintedFaceDetector{.logit = 1e30F});
  const auto detections = found(host, picture_of(400, 400, {{100, 100, 150}}));
  ASSERT_EQ(detections.size(), 1U);
  EXPECT_LE(detections[0].probability, 1);
  EXPECT_GT(detections[0].probability, .99);
}

}  // namespace
}  // namespace face_analyzer
