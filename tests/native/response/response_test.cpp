#include "response/response.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "../support/json.hpp"
#include "../support/switches.hpp"
#include "findings.hpp"

namespace face_analyzer {
namespace {

using test::complete_face;
using test::findings_of;
using test::Json;
using test::keys_of;

/// The arrays of `data`, and how many numbers each has a face.
const std::map<std::string, std::size_t> kArrays{{"beauty_list", 1},
                                                 {"face_rectangles", 4},
                                                 {"pupils", 6},
                                                 {"gender_list", 1},
                                                 {"pose_list", 3},
                                                 {"masks", 1},
                                                 {"face_probability_list", 1},
                                                 {"hat_list", 1},
                                                 {"age_list", 1},
                                                 {"glasses", 1},
                                                 {"landmarks", 210},
                                                 {"expressions", 1}};

/// Those whose numbers are whole by the contract.
const std::set<std::string> kWholeArrays{"face_rectangles", "gender_list", "masks",      "hat_list",
                                         "age_list",        "glasses",     "expressions"};

const std::set<std::string> kQualities{"score_list", "noise_list", "blur_list", "fnf_list",
                                       "glass_list", "mask_list",  "illu_list", "pose_list"};

Json response_of(const Findings& findings, const Switches& switches = {}) {
  return Json::parse(response_json(findings, switches));
}

Json data_of(const Face& face) { return response_of(findings_of({face})).at("data"); }

TEST(Response, HasEveryFieldOfThePublishedExampleAndNoOther) {
  const Json response = response_of(findings_of({complete_face()}));
  EXPECT_EQ(keys_of(response),
            (std::set<std::string>{"request_id", "log_id", "error_code", "error_code_str", "error_msg", "error_detail",
                                   "image_width", "image_height", "data"}));
  EXPECT_EQ(keys_of(response.at("error_detail")),
            (std::set<std::string>{"status_code", "code", "code_message", "message"}));
  std::set<std::string> data{"qualities", "dense_feature_length", "landmark_count", "face_count"};
  for (const auto& [name, length] : kArrays) data.insert(name);
  EXPECT_EQ(keys_of(response.at("data")), data);
  EXPECT_EQ(keys_of(response.at("data").at("qualities")), kQualities);
}

TEST(Response, ASuccessHasThePublishedEnvelopeAndThePicturesSize) {
  Json response = response_of(findings_of({complete_face()}));
  response.erase("data");
  EXPECT_EQ(response, Json::parse(R"({"request_id": "", "log_id": "", "error_code": 0, "error_code_str": "",
      "error_msg": "", "error_detail": {"status_code": 200, "code": "", "code_message": "", "message": ""},
      "image_width": 640, "image_height": 800})"));
}

TEST(Response, EveryArrayHasItsNumbersForEveryFace) {
  for (const std::size_t count : {1U, 2U, 5U}) {
    const Json data = response_of(findings_of(std::vector<Face>(count, complete_face()))).at("data");
    EXPECT_EQ(data.at("face_count"), count);
    for (const auto& [name, length] : kArrays) {
      ASSERT_TRUE(data.at(name).is_array()) << name;
      EXPECT_EQ(data.at(name).size(), count * length) << name;
    }
    for (const auto& [name, scores] : data.at("qualities").items()) {
      ASSERT_TRUE(scores.is_array()) << name;
      EXPECT_EQ(scores.size(), count) << name;
    }
  }
}

TEST(Response, CountsSayHowLongAFacesPartsAre) {
  const Json data = data_of(complete_face());
  EXPECT_EQ(data.at("landmark_count"), 105);
  EXPECT_EQ(data.at("dense_feature_length"), 1024);
}

TEST(Response, RectanglesCountsAgesAndClassesAreWholeNumbers) {
  Face face = complete_face();
  face.rectangle = {10.4F, 3.6F, 99.5F, 120.2F};
  face.attributes->age = 38.7F;
  const Json data = data_of(face);
  for (const std::string& name : kWholeArrays)
    for (const Json& value : data.at(name)) EXPECT_TRUE(value.is_number_integer()) << name << ": " << value;
  for (const char* name : {"face_count", "landmark_count", "dense_feature_length"})
    EXPECT_TRUE(data.at(name).is_number_integer()) << name;
  EXPECT_EQ(data.at("face_rectangles"), (Json{10, 4, 100, 120}));
  EXPECT_EQ(data.at("age_list"), Json{39});
}

TEST(Response, ARectangleIsThePartThatIsInThePicture) {
  const auto visible_part_of = [](const Rectangle& rectangle) {
    Face face = complete_face();
    face.rectangle = rectangle;
    return data_of(face).at("face_rectangles");
  };
  EXPECT_EQ(visible_part_of({-20, -30, 100, 120}), (Json{0, 0, 80, 90}));
  EXPECT_EQ(visible_part_of({600, 700, 100, 120}), (Json{600, 700, 40, 100}));
  EXPECT_EQ(visible_part_of({-10, -10, 900, 900}), (Json{0, 0, 640, 800}));
  EXPECT_EQ(visible_part_of({-200, 850, 100, 120}), (Json{0, 799, 1, 1})) << "one beside the picture";
}

TEST(Response, FacesStandInTheirOrder) {
  Face first = complete_face();
  Face second = complete_face();
  first.probability = .98F;
  second.probability = .71F;
  second.rectangle = {1, 2, 3, 4};
  second.attributes->male = .1F;
  second.attributes->beauty = 40;
  const Json data = response_of(findings_of({first, second})).at("data");
  EXPECT_EQ(data.at("face_probability_list"), (Json{.98, .71}));
  EXPECT_EQ(data.at("face_rectangles"), (Json{189, 152, 307, 412, 1, 2, 3, 4}));
  EXPECT_EQ(data.at("gender_list"), (Json{1, 0}));
  EXPECT_EQ(data.at("beauty_list"), (Json{71.5, 40}));
}

TEST(Response, PlacesAreCountedFromTheCentreOfTheFirstPixel) {
  Face face = complete_face();
  face.pupils = {{100.5F, 200.5F}, {150.75F, 199.5F}, 11.85F};
  face.landmarks.front() = {285.5F, 10.5F};
  face.landmarks.back() = {.5F, .5F};
  const Json data = data_of(face);
  EXPECT_EQ(data.at("pupils"), (Json{100, 200, 11.85, 150.25, 199, 11.85}));
  EXPECT_EQ(data.at("landmarks").at(0), 285);
  EXPECT_EQ(data.at("landmarks").at(1), 10);
  EXPECT_EQ(data.at("landmarks").at(208), 0);
  EXPECT_EQ(data.at("landmarks").at(209), 0);
}

TEST(Response, ThePoseIsYawPitchRoll) {
  const Json pose = data_of(complete_face({.yaw = 10, .pitch = -20, .roll = 30})).at("pose_list");
  EXPECT_NEAR(pose.at(0).get<double>(), 10, .1);
  EXPECT_NEAR(pose.at(1).get<double>(), -20, .1);
  EXPECT_NEAR(pose.at(2).get<double>(), 30, .1);
}

/// What the response writes for a number: the x of a landmark.
std::string written(float value) {
  Face face = complete_face();
  face.landmarks.front().x = value + .5F;
  return data_of(face).at("landmarks").at(0).dump();
}

TEST(Response, NumbersHaveTwoDecimalsAtMostAndWholeOnesNone) {
  EXPECT_EQ(written(285), "285");
  EXPECT_EQ(written(98.3F), "98.3");
  EXPECT_EQ(written(216.84F), "216.84");
  EXPECT_EQ(written(12.346F), "12.35");
  EXPECT_EQ(written(12.344F), "12.34");
  EXPECT_EQ(written(-2.23F), "-2.23");
  EXPECT_EQ(written(11.999F), "12");
  EXPECT_EQ(written(4000.01F), "4000.01");
}

TEST(Response, ThereIsNoMinusZero) {
  EXPECT_EQ(written(-.001F), "0");
  EXPECT_EQ(written(-.004F), "0");
  EXPECT_EQ(written(0), "0");
}

TEST(Response, TheTextHasNoFractionThatOnlySaysZero) {
  const std::string text = response_json(findings_of({complete_face({.yaw = 12, .pitch = 3, .roll = -8})}), {});
  for (std::size_t at = text.find('.'); at != std::string::npos; at = text.find('.', at + 1)) {
    const std::size_t end = text.find_first_not_of("0123456789", at + 1);
    ASSERT_LE(end - at - 1, 2U) << text.substr(at - 5, 20);
    ASSERT_NE(text[end - 1], '0') << text.substr(at - 5, 20);
  }
}

TEST(Response, GenderHatAndExpressionAreOneFromAProbabilityOfAHalf) {  // male, worn, a smile
  const std::map<std::string, float Attributes::*> codes{
      {"gender_list", &Attributes::male}, {"hat_list", &Attributes::hat}, {"expressions", &Attributes::smile}};
  for (const auto& [list, probability] : codes)
    for (const auto& [value, code] : {std::pair(0.F, 0), {.49F, 0}, {.5F, 1}, {1.F, 1}}) {
      Face face = complete_face();
      (*face.attributes).*probability = value;
      EXPECT_EQ(data_of(face).at(list), Json{code}) << list << ": " << value;
    }
}

TEST(Response, GlassesAndMaskAreTheMostProbableClass) {  // none, regular, sunglasses; none, worn, worn wrongly
  Face face = complete_face();
  for (std::size_t likeliest = 0; likeliest < 3; ++likeliest) {
    std::array<float, 3> probabilities{.3F, .3F, .3F};
    probabilities[likeliest] = .4F;
    face.attributes->glasses = probabilities;
    std::ranges::rotate(probabilities, probabilities.end() - 1);
    face.attributes->mask = probabilities;
    EXPECT_EQ(data_of(face).at("glasses"), Json{likeliest});
    EXPECT_EQ(data_of(face).at("masks"), Json{(likeliest + 1) % 3});
  }
}

TEST(Response, BeautyHasTwoDecimals) {
  Face face = complete_face();
  face.attributes->beauty = 57.126F;
  EXPECT_EQ(data_of(face).at("beauty_list"), Json{57.13});
}

TEST(Response, QualityScoresStandInTheirLists) {
  Face second = complete_face();
  second.qualities->noise = 12.346F;
  const Json qualities = response_of(findings_of({complete_face(), second})).at("data").at("qualities");
  EXPECT_EQ(qualities,
            Json::parse(R"({"score_list": [88.25, 88.25], "noise_list": [98.3, 12.35], "blur_list": [99.82, 99.82],
      "fnf_list": [100, 100], "glass_list": [12.5, 12.5], "mask_list": [90, 90],
      "illu_list": [99.96, 99.96], "pose_list": [95.15, 95.15]})"));
}

TEST(Response, ASwitchedOffAttributeIsAnEmptyArrayOrACountOfZero) {
  const Findings findings = findings_of({complete_face(), complete_face()});
  const auto without = [&](bool Switches::*one) {
    Switches switches;
    switches.*one = false;
    return response_of(findings, switches).at("data");
  };
  EXPECT_EQ(without(&Switches::age).at("age_list"), Json::array());
  EXPECT_EQ(without(&Switches::gender).at("gender_list"), Json::array());
  EXPECT_EQ(without(&Switches::expression).at("expressions"), Json::array());
  EXPECT_EQ(without(&Switches::glasses).at("glasses"), Json::array());
  EXPECT_EQ(without(&Switches::hat).at("hat_list"), Json::array());
  EXPECT_EQ(without(&Switches::mask).at("masks"), Json::array());
  EXPECT_EQ(without(&Switches::beauty).at("beauty_list"), Json::array());
  EXPECT_EQ(without(&Switches::landmarks).at("landmarks"), Json::array());
  EXPECT_EQ(without(&Switches::landmarks).at("landmark_count"), 0);
  EXPECT_EQ(without(&Switches::feature).at("dense_feature_length"), 0);
  const Json data = without(&Switches::quality);
  for (const Json& scores : data.at("qualities")) EXPECT_EQ(scores, Json::array());
}

TEST(Response, ASwitchChangesNothingButItsOwnFields) {
  const Findings findings = findings_of({complete_face()});
  const Json all = response_of(findings).at("data");
  const std::map<std::string, bool Switches::*> lists{
      {"age_list", &Switches::age},      {"gender_list", &Switches::gender}, {"expressions", &Switches::expression},
      {"glasses", &Switches::glasses},   {"hat_list", &Switches::hat},       {"masks", &Switches::mask},
      {"beauty_list", &Switches::beauty}};
  for (const auto& [list, one] : lists) {
    Switches switches;
    switches.*one = false;
    Json without = response_of(findings, switches).at("data");
    without[list] = all.at(list);
    EXPECT_EQ(without, all) << list;
  }
}

TEST(Response, WhatWasNotMeasuredBecauseItIsSwitchedOffNeedNotBeThere) {
  Face face = complete_face();
  face.attributes.reset();
  face.confidences.reset();
  face.qualities.reset();
  const Json data = response_of(findings_of({face}), test::kNoSwitch).at("data");
  EXPECT_EQ(data.at("face_count"), 1);
  EXPECT_EQ(data.at("age_list"), Json::array());
  EXPECT_EQ(keys_of(data), keys_of(data_of(complete_face())));
}

}  // namespace
}  // namespace face_analyzer
