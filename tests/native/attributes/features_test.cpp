#include "attributes/features.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "../support/canonical_head.hpp"
#include "../support/fake_host.hpp"
#include "../support/fake_networks.hpp"
#include "../support/pictures.hpp"
#include "attributes/age.hpp"

namespace face_analyzer {
namespace {

using test::FakeHost;

constexpr float kMean[] = {
#include "feature_mean.inc"
};
constexpr float kScale[] = {
#include "feature_scale.inc"
};

std::vector<Features> features_found(FakeHost& host, std::size_t faces, test::Colour colour = test::kBlack) {
  const Pyramid pyramid(test::plain_picture(600, 800, colour));
  const std::vector<HeadFit> heads(faces, HeadFit(test::mesh_of_head({})));
  return host.result_of(find_features(host.host, pyramid, heads));
}

TEST(FindFeatures, GivesTheNetworksOutputsFaceByFace) {
  FakeHost host;
  host.with(Model::face_features, test::features_network({{.embedding = .5F, .age = 31, .male = .9F},
                                                          {.embedding = -1, .age = 4, .male = .2F}}));
  const std::vector<Features> faces = features_found(host, 2);
  ASSERT_EQ(faces.size(), 2U);
  // Every number is told by how many deviations it differs from the mean of many faces.
  for (std::size_t i = 0; i < Features::kLength; ++i) {
    EXPECT_FLOAT_EQ(faces[0].embedding[i], (.5F - kMean[i]) * kScale[i]) << i;
    EXPECT_FLOAT_EQ(faces[1].embedding[i], (-1 - kMean[i]) * kScale[i]) << i;
  }
  EXPECT_FLOAT_EQ(faces[0].age, corrected_age(31));
  EXPECT_FLOAT_EQ(faces[1].age, corrected_age(4));
  EXPECT_FLOAT_EQ(faces[0].male, .9F);
  EXPECT_FLOAT_EQ(faces[1].male, .2F);
}

TEST(FindFeatures, ShowsTheFaceInTheNetworksOwnSizeAndColours) {
  FakeHost host;
  Tensor seen;
  const test::Network network = test::features_network({{}});
  host.with(Model::face_features, [&](const Tensor& input) {
    seen = input;
    return network(input);
  });
  features_found(host, 1, {200, 100, 50});
  const ModelDescription& model = model_description(Model::face_features);
  ASSERT_EQ(seen.shape, (std::vector<int>{1, 3, model.extent.height, model.extent.width}));
  const std::size_t plane = seen.values.size() / 3;
  const std::size_t middle = plane / 2;
  ASSERT_EQ(model.normalisation.order, ChannelOrder::bgr);
  EXPECT_NEAR(seen.values[middle], 50 - model.normalisation.mean[0], .01);
  EXPECT_NEAR(seen.values[plane + middle], 100 - model.normalisation.mean[1], .01);
  EXPECT_NEAR(seen.values[2 * plane + middle], 200 - model.normalisation.mean[2], .01);
}

TEST(FindFeatures, ACrowdGoesInPortionsOfSixteen) {
  FakeHost host;
  host.with(Model::face_features, test::features_network({{}}));
  EXPECT_EQ(features_found(host, 18).size(), 18U);
  ASSERT_EQ(host.inputs(Model::face_features).size(), 2U);
  EXPECT_EQ(host.inputs(Model::face_features)[0].front(), 16);
  EXPECT_EQ(host.inputs(Model::face_features)[1].front(), 2);
}

TEST(FindFeatures, WithoutFacesTheNetworkIsNotAsked) {
  FakeHost host;
  EXPECT_TRUE(features_found(host, 0).empty());
}

}  // namespace
}  // namespace face_analyzer
