#include "attributes/attributes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "crowd.hpp"

namespace face_analyzer {
namespace {

using test::Answers;
using test::Column;
using test::Crowd;
using test::FakeHost;

std::vector<Attributes> attributes_found(FakeHost& host, std::size_t faces) {
  const Crowd crowd(faces);
  return host.result_of(find_attributes(host.host, crowd.pyramid(), crowd.heads(), crowd.meshes()));
}

/// The attributes of a face of which the heads answer so.
Attributes attributes_of(const Answers& answers) {
  FakeHost host;
  test::with_face_networks(host, 0).with(Model::attribute_heads, test::heads_network({answers}));
  return attributes_found(host, 1).at(0);
}

TEST(FindAttributes, TheHeadsAreGivenWhatTheNetworksSayAndAnswerFaceByFace) {
  FakeHost host;
  Tensor given;
  test::with_seeing_networks(host).with(Model::attribute_heads, [&](const Tensor& input) {
    given = input;
    return test::heads_network(
        {{{Column::age, 31}, {Column::recognition, .5F}}, {{Column::age, 4}, {Column::recognition, .25F}}})(input);
  });
  const std::vector<Attributes> faces = attributes_found(host, 2);
  ASSERT_EQ(given.shape, (std::vector<int>{2, model_description(Model::attribute_heads).channels}));
  EXPECT_EQ(given.item(0).front(), static_cast<float>(Crowd::grey(0)));
  EXPECT_EQ(given.item(1).front(), static_cast<float>(Crowd::grey(1)));
  ASSERT_EQ(faces.size(), 2U);
  EXPECT_EQ(faces[0].age, 31);
  EXPECT_EQ(faces[1].age, 4);
  EXPECT_EQ(faces[0].recognition, .5F);
  EXPECT_EQ(faces[1].recognition, .25F);
}

TEST(FindAttributes, TheEmbeddingIsTheHeadsSecondOutput) {
  FakeHost host;
  test::with_seeing_networks(host).with(Model::attribute_heads, test::heads_network({{}}));
  const std::vector<Attributes> faces = attributes_found(host, 2);
  for (std::size_t face = 0; face < 2; ++face) {
    Embedding expected;
    expected.fill(static_cast<float>(Crowd::grey(face)));
    EXPECT_EQ(faces.at(face).embedding, expected);
  }
}

TEST(FindAttributes, SeventeenFacesGoInTwoBatchesAndStayInOrder) {
  FakeHost host;
  test::with_seeing_networks(host).with(Model::attribute_heads, [](const Tensor& input) {
    Outputs answers = test::heads_network({{}})(input);
    for (std::size_t face = 0; face < static_cast<std::size_t>(input.shape.front()); ++face)
      answers[0].item(face)[Column::age] = input.item(face).front() / 10;
    return answers;
  });
  const std::vector<Attributes> faces = attributes_found(host, 17);
  ASSERT_EQ(faces.size(), 17U);
  for (std::size_t face = 0; face < 17; ++face) EXPECT_EQ(faces[face].age, static_cast<float>(face + 1));
  for (const Model model :
       {Model::face_features, Model::age_gender, Model::expression, Model::emotion, Model::attribute_heads}) {
    ASSERT_EQ(host.inputs(model).size(), 2U);
    EXPECT_EQ(host.inputs(model)[0].front(), 16);
    EXPECT_EQ(host.inputs(model)[1].front(), 1);
  }
}

TEST(FindAttributes, WithoutFacesNoNetworkIsAsked) {
  FakeHost host;
  const Pyramid pyramid(test::plain_picture(40, 40, test::kBlack));
  EXPECT_TRUE(host.result_of(find_attributes(host.host, pyramid, {}, {})).empty());
}

TEST(FindAttributes, OtherAnswersThanTheColumnsAreRefused) {
  const auto answered = [](std::vector<int> shape, float number) {
    FakeHost host;
    test::with_face_networks(host, 0).with(Model::attribute_heads, [&](const Tensor&) {
      Outputs outputs{Tensor(shape), Tensor({shape.front(), static_cast<int>(Embedding().size())})};
      outputs[0].values.back() = number;
      return outputs;
    });
    return attributes_found(host, 2).size();
  };
  const int columns = static_cast<int>(Column::count);
  EXPECT_EQ(answered({2, columns}, 0), 2U);
  EXPECT_THROW(answered({2, columns - 1}, 0), std::runtime_error);
  EXPECT_THROW(answered({2, columns + 1}, 0), std::runtime_error);
  EXPECT_THROW(answered({1, columns}, 0), std::runtime_error);
  EXPECT_THROW(answered({2, columns}, std::numeric_limits<float>::quiet_NaN()), std::runtime_error);
}

TEST(Attributes, AnswersWithTwoClassesAreLogits) {
  struct Head {
    std::size_t column;
    float Attributes::*probability;
  };
  for (const auto& [column, probability] :
       {Head{Column::male, &Attributes::male}, {Column::smile, &Attributes::smile}, {Column::hat, &Attributes::hat}}) {
    EXPECT_EQ(attributes_of({{column, 0}}).*probability, .5F);
    EXPECT_NEAR(attributes_of({{column, std::log(3)}}).*probability, .75, 1e-6);
    EXPECT_NEAR(attributes_of({{column, -std::log(3)}}).*probability, .25, 1e-6);
    EXPECT_EQ(attributes_of({{column, 1e30F}}).*probability, 1);
    EXPECT_EQ(attributes_of({{column, -1e30F}}).*probability, 0);
  }
}

TEST(Attributes, AnswersWithThreeClassesAreLogitsInTheOrderOfTheResponsesCodes) {
  const Attributes face = attributes_of({{Column::no_glasses, 0},
                                         {Column::regular_glasses, std::log(2)},
                                         {Column::sunglasses, std::log(5)},
                                         {Column::no_mask, std::log(2)},
                                         {Column::worn_mask, std::log(5)},
                                         {Column::incorrect_mask, 0}});
  constexpr std::array kGlasses{.125, .25, .625};
  constexpr std::array kMask{.25, .625, .125};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(face.glasses[i], kGlasses[i], 1e-6);
    EXPECT_NEAR(face.mask[i], kMask[i], 1e-6);
  }
}

TEST(Attributes, ProbabilitiesOfLargeLogitsAreStillProbabilities) {
  const Attributes face = attributes_of({{Column::no_glasses, 1e30F},
                                         {Column::sunglasses, -1e30F},
                                         {Column::no_mask, -500},
                                         {Column::worn_mask, -502},
                                         {Column::incorrect_mask, -500}});
  EXPECT_EQ(face.glasses, (std::array<float, 3>{1, 0, 0}));
  EXPECT_NEAR(face.mask[0], .468, 1e-3);
  EXPECT_NEAR(face.mask[1], .063, 1e-3);
  EXPECT_NEAR(face.mask[2], .468, 1e-3);
}

TEST(Attributes, AgesStayWithinAHundredYears) {
  EXPECT_FLOAT_EQ(attributes_of({{Column::age, 38.5F}}).age, 38.5F);
  EXPECT_EQ(attributes_of({{Column::age, 130}}).age, 100);
  EXPECT_EQ(attributes_of({{Column::age, -2}}).age, 0);
}

TEST(Attributes, BeautyStaysWithin0To100) {
  EXPECT_FLOAT_EQ(attributes_of({{Column::beauty, 61.5F}}).beauty, 61.5F);
  EXPECT_EQ(attributes_of({{Column::beauty, 104}}).beauty, 100);
  EXPECT_EQ(attributes_of({{Column::beauty, -4}}).beauty, 0);
}

TEST(Attributes, ThePartOfBeautyThatGoesByGenderIsAddedForMenAndTakenFromWomen) {
  const auto beauty = [](float male) {
    return attributes_of({{Column::beauty, 60}, {Column::beauty_by_gender, 8}, {Column::male, male}}).beauty;
  };
  EXPECT_FLOAT_EQ(beauty(100), 68);
  EXPECT_FLOAT_EQ(beauty(-100), 52);
  EXPECT_FLOAT_EQ(beauty(0), 60) << "as likely a man as a woman";
  EXPECT_NEAR(beauty(std::log(3.F)), 64, 1e-3) << "a man with a probability of 75 %";
}

}  // namespace
}  // namespace face_analyzer
