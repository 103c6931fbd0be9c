#include "analysis/options.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "../support/switches.hpp"

namespace face_analyzer {
namespace {

void expect_refused(const Options& options, const std::string& named) {
  const Result<Options> result = validated(options);
  ASSERT_FALSE(result.has_value()) << named;
  EXPECT_EQ(result.error().reason, Reason::invalid_option);
  EXPECT_NE(result.error().detail.find(named), std::string::npos) << result.error().detail;
}

TEST(Options, TheDefaultsAreTheContractsAndValid) {
  const Options options;
  EXPECT_EQ(options.minimum_face, 64);
  for (bool Switches::*one : test::kSwitchesOfAttributes) EXPECT_TRUE(options.switches.*one);
  EXPECT_TRUE(options.switches.landmarks);
  EXPECT_TRUE(validated(options).has_value());
}

TEST(Switches, AnyAttributeNeedsTheNetworksForAttributesButLandmarksDoNot) {
  EXPECT_TRUE(Switches().attributes());
  EXPECT_FALSE(test::kNoSwitch.attributes());
  Switches landmarks = test::kNoSwitch;
  landmarks.landmarks = true;
  EXPECT_FALSE(landmarks.attributes());
  for (bool Switches::*one : test::kSwitchesOfAttributes) {
    Switches switches = test::kNoSwitch;
    switches.*one = true;
    EXPECT_TRUE(switches.attributes());
  }
}

TEST(Options, TheMostFacesMayBeOneToAThousand) {
  for (const int valid : {1, 2, 1000})
    EXPECT_TRUE(validated({.maximum_faces = valid, .switches = {}}).has_value()) << valid;
  for (const int invalid : {0, -1, 1001})
    expect_refused({.maximum_faces = invalid, .switches = {}}, "max_faces is " + std::to_string(invalid));
}

TEST(Options, TheSmallestFaceMayBeWhatTheDetectorCanShow) {
  for (const int valid : {Options::kSmallestFace, 64, Options::kLargestFace})
    EXPECT_TRUE(validated({.minimum_face = valid, .switches = {}}).has_value()) << valid;
  for (const int invalid : {Options::kSmallestFace - 1, 0, -64, Options::kLargestFace + 1})
    expect_refused({.minimum_face = invalid, .switches = {}}, "min_face is " + std::to_string(invalid));
}

TEST(Options, FacesMayBeExpectedWhereAFrameHasThem) {
  const Region region{{100, 200}, 150, 150, .3F};
  EXPECT_TRUE(validated({.expected = {region}, .switches = {}}).has_value());
  EXPECT_TRUE(validated({.expected = std::vector(1000, region), .switches = {}}).has_value());
  expect_refused({.expected = std::vector(1001, region), .switches = {}}, "expected faces is 1001");
  for (const float garbage : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(), 1e9F}) {
    expect_refused({.expected = {region, {{garbage, 0}, 150, 150, 0}}, .switches = {}}, "expected face");
    expect_refused({.expected = {{{0, -garbage}, 150, 150, 0}}, .switches = {}}, "expected face");
    expect_refused({.expected = {{{100, 200}, garbage, garbage, 0}}, .switches = {}}, "expected face");
  }
  expect_refused({.expected = {{{100, 200}, 0, 0, 0}}, .switches = {}}, "expected face");
  const float no_angle = std::numeric_limits<float>::quiet_NaN();
  expect_refused({.expected = {{{100, 200}, 150, 150, no_angle}}, .switches = {}}, "expected face");
}

TEST(Options, TheRefusalSaysWhatWouldBeAccepted) {
  expect_refused({.maximum_faces = 0, .switches = {}}, "from 1 to 1000.");
}

}  // namespace
}  // namespace face_analyzer
