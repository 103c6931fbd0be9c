#include "analysis/belief.hpp"

#include <gtest/gtest.h>

namespace face_analyzer {
namespace {

constexpr float kLarge = 200;  // pixels
constexpr float kSmall = 15;

TEST(FaceProbability, TheMeshNetworksEvidenceMovesTheDetectors) {
  EXPECT_EQ(face_probability(.8F, 0), .8F);
  EXPECT_GT(face_probability(.8F, 10), .85F);
  EXPECT_LT(face_probability(.8F, -10), .7F);
  EXPECT_EQ(face_probability(.1F, -1000), 0);
  EXPECT_LE(face_probability(1, 1000), 1);
}

TEST(FaceProbability, OfTheMeshNetworkAloneRisesWithItsLogitFromZeroToOne) {
  float last = 0;
  for (float logit = -60; logit <= 60; ++logit) {
    const float probability = face_probability(logit);
    EXPECT_GE(probability, last) << logit;
    EXPECT_LE(probability, 1) << logit;
    last = probability;
  }
  EXPECT_LT(face_probability(-5), .2F);
  EXPECT_GT(face_probability(20), .9F);
}

// A chance likeness of a thirtieth of a picture has a thousand places.
TEST(IsPossible, TheMoreIsAskedOfAFaceTheLessOfThePictureItTakes) {
  EXPECT_TRUE(is_possible(.31F, 1, kLarge));
  EXPECT_TRUE(is_possible(.31F, .5F, kLarge));
  EXPECT_FALSE(is_possible(.29F, 1, kLarge));
  EXPECT_FALSE(is_possible(.31F, .3F, kLarge));
  EXPECT_TRUE(is_possible(.6F, .3F, kLarge));
  EXPECT_FALSE(is_possible(.8F, .1F, kLarge));
  EXPECT_FALSE(is_possible(.95F, .03F, kLarge));
}

TEST(IsPossible, OfAFaceOfFewPixelsTheMostIsNotAsked) {
  EXPECT_TRUE(is_possible(.75F, .03F, kSmall));
  EXPECT_FALSE(is_possible(.65F, .03F, kSmall));
  EXPECT_TRUE(is_possible(.31F, .5F, kSmall));
}

TEST(IsPossible, AnotherLookIsWorthItWhereTheMostThatItCanSayIsEnough) {
  EXPECT_TRUE(may_be_possible(.3F, .5F, kLarge));
  EXPECT_TRUE(may_be_possible(.9F, .2F, kLarge));
  EXPECT_FALSE(may_be_possible(.9F, .03F, kLarge));
}

TEST(IsCertain, ALargeFaceHasToBeSeenByTheMeshNetworkToo) {
  EXPECT_TRUE(is_certain(.8F, 20, kLarge));
  EXPECT_FALSE(is_certain(.8F, 0, kLarge));
  EXPECT_TRUE(is_certain(.8F, 0, kSmall));
  EXPECT_FALSE(is_certain(.3F, 20, kLarge));
}

TEST(IsCertain, TheMeshNetworkCannotMakeUpForTooLittleOfTheDetectors) {
  EXPECT_TRUE(may_be_certain(.7F, kLarge));
  EXPECT_FALSE(may_be_certain(.6F, kLarge));
  EXPECT_TRUE(may_be_certain(.3F, kSmall));
}

TEST(IsCertain, TheMeshNetworkAloneDecidesWhereTheDetectorWasNotAsked) {
  EXPECT_TRUE(is_certain(20));
  EXPECT_TRUE(is_certain(10));
  EXPECT_FALSE(is_certain(2));
  EXPECT_FALSE(is_certain(-20));
}

constexpr bool kFoundCertain = true;

// A likeness's expected cosine is about .3, that of half of the faces above .6.
TEST(IsBorneOut, ADoubtfulFaceThatNobodyCouldKnowAgainIsALikeness) {
  EXPECT_TRUE(is_borne_out(.45F, 0, !kFoundCertain, .3F, kLarge));
  EXPECT_FALSE(is_borne_out(.35F, 0, !kFoundCertain, .3F, kLarge));
}

TEST(IsBorneOut, LittleIsAskedOfACertainFaceAndOfOneThatFillsItsPicture) {
  EXPECT_TRUE(is_borne_out(.35F, 0, kFoundCertain, .3F, kLarge));
  EXPECT_TRUE(is_borne_out(.35F, 0, !kFoundCertain, .6F, kLarge));
  EXPECT_FALSE(is_borne_out(.25F, 0, kFoundCertain, .6F, kLarge));
}

TEST(IsBorneOut, NothingIsAskedOfAFaceThatTheMeshNetworkKnowsOrOfASmallOne) {
  EXPECT_TRUE(is_borne_out(0, 20, !kFoundCertain, .3F, kLarge));
  EXPECT_TRUE(is_borne_out(0, 0, !kFoundCertain, .3F, kSmall));
}

}  // namespace
}  // namespace face_analyzer
