#include "attributes/expression.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "../support/canonical_head.hpp"
#include "../support/fake_host.hpp"
#include "../support/fake_networks.hpp"
#include "../support/pictures.hpp"

namespace face_analyzer {
namespace {

using test::FakeHost;

std::vector<Expression> expressions_found(FakeHost& host, const Pyramid& pyramid, const test::HeadPosture& posture,
                                          std::size_t faces) {
  const std::vector<Mesh> meshes(faces, test::mesh_of_head(posture));
  return host.result_of(find_expressions(host.host, pyramid, meshes));
}

const Pyramid& black_picture() {
  static const Pyramid pyramid(test::plain_picture(600, 800, test::kBlack));
  return pyramid;
}

TEST(FindExpressions, AFaceSmilesWhenItIsMoreHappyThanNot) {
  FakeHost host;
  host.with(Model::emotion, test::emotion_network({.9F, .1F, .55F, .45F}));
  EXPECT_EQ(expressions_found(host, black_picture(), {}, 4),
            (std::vector{Expression::smile, Expression::neutral, Expression::smile, Expression::neutral}));
}

TEST(FindExpressions, TheCodesAreThoseOfTheResponse) {
  EXPECT_EQ(static_cast<int>(Expression::neutral), 0);
  EXPECT_EQ(static_cast<int>(Expression::smile), 1);
}

TEST(FindExpressions, ACrowdGoesInPortionsOfSixteen) {
  FakeHost host;
  host.with(Model::emotion, test::emotion_network({1}));
  EXPECT_EQ(expressions_found(host, black_picture(), {}, 33).size(), 33U);
  ASSERT_EQ(host.inputs(Model::emotion).size(), 3U);
  EXPECT_EQ(host.inputs(Model::emotion)[2].front(), 1);
}

TEST(FindExpressions, TheNetworkSeesTheFaceUprightAndGrey) {
  // A white spot on the mouth of a face that lies on its side: below the middle of what the network sees.
  const test::HeadPosture posture{.roll = 90, .scale = 20, .place = {300, 400, 0}};
  const Point mouth = test::mesh_of_head(posture).points[13].flat();
  Image picture = test::plain_picture(600, 800, test::kBlack);
  test::paint(picture, static_cast<int>(mouth.x) - 15, static_cast<int>(mouth.y) - 15, 30, 30, test::kWhite);
  const Pyramid pyramid(std::move(picture));
  Tensor seen;
  FakeHost host;
  const test::Network network = test::emotion_network({1});
  host.with(Model::emotion, [&](const Tensor& input) {
    seen = input;
    return network(input);
  });
  expressions_found(host, pyramid, posture, 1);
  const ModelDescription& model = model_description(Model::emotion);
  ASSERT_EQ(seen.shape, (std::vector<int>{1, 1, model.extent.height, model.extent.width}));
  const auto brightest = static_cast<int>(std::ranges::max_element(seen.values) - seen.values.begin());
  EXPECT_NEAR(seen.values[static_cast<std::size_t>(brightest)],
              (255 - model.normalisation.mean[0]) * model.normalisation.scale, .01);
  EXPECT_NEAR(brightest % model.extent.width, model.extent.width / 2, 8);
  EXPECT_GT(brightest / model.extent.width, model.extent.height / 2);
}

}  // namespace
}  // namespace face_analyzer
