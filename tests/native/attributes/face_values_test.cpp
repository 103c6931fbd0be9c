#include "attributes/face_values.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "attributes/attributes.hpp"
#include "crowd.hpp"

namespace face_analyzer {
namespace {

using test::Crowd;
using test::FakeHost;
using test::HeadInput;

Tensor values_found(FakeHost& host, const Crowd& crowd) {
  return host.result_of(find_face_values(host.host, crowd.pyramid(), crowd.heads(), crowd.meshes())).values;
}

TEST(FindFaceValues, JoinsTheOutputsOfAllNetworksInTheManifestsOrderFaceByFace) {
  const Crowd crowd(3);
  FakeHost host;
  const Tensor values = values_found(test::with_seeing_networks(host), crowd);
  ASSERT_EQ(values.shape, (std::vector<int>{3, model_description(Model::attribute_heads).channels}));
  for (std::size_t face = 0; face < 3; ++face) {
    std::span<const float> rest = values.item(face);
    auto expected = static_cast<float>(Crowd::grey(face));
    for (const HeadInput& network : test::head_inputs())
      for (const std::vector<int>& shape : network.outputs) {
        const std::size_t length = Tensor::count(shape);
        for (const float value : rest.first(length)) ASSERT_EQ(value, expected);
        rest = rest.subspan(length);
        expected += test::kOutputStep;
      }
    EXPECT_TRUE(rest.empty());
  }
}

TEST(FindFaceValues, TheEmbeddingComesFirstItsNumbersInTheirOrder) {
  FakeHost host;
  test::with_face_networks(host, 0);
  const test::Network zeros = test::face_network(test::head_inputs().front(), [](auto&&...) { return 0.F; });
  host.with(Model::face_features, [&](const Tensor& input) {
    Outputs outputs = zeros(input);
    std::iota(outputs[0].values.begin(), outputs[0].values.end(), 0.F);
    return outputs;
  });
  const Tensor values = values_found(host, Crowd(2));
  constexpr std::size_t kLength = std::tuple_size_v<Embedding>;
  for (std::size_t face = 0; face < 2; ++face)
    for (std::size_t i = 0; i < kLength; ++i)
      ASSERT_EQ(values.item(face)[i], static_cast<float>(kLength * face + i)) << face;
}

/// A stand-in with the outputs of one of the networks, and by the name of what it looks at.
class FaceNetwork : public testing::TestWithParam<HeadInput> {
 protected:
  /// What the network is shown of a face.
  static Tensor shown(const Pyramid& pyramid, const test::HeadPosture& posture) {
    Tensor seen;
    FakeHost host;
    test::with_face_networks(host, 0);
    const test::Network network = test::face_network(GetParam(), [](auto&&...) { return 0.F; });
    host.with(GetParam().model, [&](const Tensor& input) {
      seen = input;
      return network(input);
    });
    const std::array meshes{test::mesh_of_head(posture)};
    const std::array heads{HeadFit(meshes[0])};
    host.result_of(find_face_values(host.host, pyramid, heads, meshes));
    return seen;
  }

  /// Expects that two faces' values are refused where this network stands in for the real one.
  static void expect_refused(const test::Network& network) {
    FakeHost host;
    test::with_face_networks(host, 0).with(GetParam().model, network);
    EXPECT_THROW(values_found(host, Crowd(2)), std::runtime_error);
  }

  static test::Network zeros(const HeadInput& network) {
    return test::face_network(network, [](auto&&...) { return 0.F; });
  }
};

INSTANTIATE_TEST_SUITE_P(Every, FaceNetwork, testing::ValuesIn(test::head_inputs()),
                         [](const auto& test) { return std::string(model_description(test.param.model).name); });

TEST_P(FaceNetwork, SeesTheFaceInItsOwnSizeAndColours) {
  const Pyramid pyramid(test::plain_picture(600, 800, {200, 100, 50}));
  const Tensor seen = shown(pyramid, {});
  const ModelDescription& model = model_description(GetParam().model);
  ASSERT_EQ(seen.shape, (std::vector<int>{1, model.channels, model.extent.height, model.extent.width}));
  std::vector<float> expected{200, 100, 50};
  if (model.normalisation.order == ChannelOrder::bgr) expected = {50, 100, 200};
  if (model.normalisation.order == ChannelOrder::grey) expected = {.299F * 200 + .587F * 100 + .114F * 50};
  ASSERT_EQ(expected.size(), static_cast<std::size_t>(model.channels));
  const std::size_t plane = seen.values.size() / expected.size();
  for (std::size_t channel = 0; channel < expected.size(); ++channel)
    for (const std::size_t pixel : {std::size_t{0}, plane / 2, plane - 1})
      EXPECT_NEAR(seen.values[channel * plane + pixel],
                  (expected[channel] - model.normalisation.mean[channel]) * model.normalisation.scale, .01);
}

TEST_P(FaceNetwork, SeesTheFaceUpright) {
  // A white spot on the mouth of a face that lies on its side: below the middle of what the network sees.
  const test::HeadPosture posture{.roll = 90, .scale = 20, .place = {300, 400, 0}};
  const Point mouth = test::mesh_of_head(posture).points[13].flat();
  Image picture = test::plain_picture(600, 800, test::kBlack);
  test::paint(picture, static_cast<int>(mouth.x) - 15, static_cast<int>(mouth.y) - 15, 30, 30, test::kWhite);
  const Tensor seen = shown(Pyramid(std::move(picture)), posture);
  const ModelDescription& model = model_description(GetParam().model);
  const auto [width, height] = model.extent;
  const auto brightest = static_cast<int>(std::ranges::max_element(seen.values) - seen.values.begin());
  const auto channel = static_cast<std::size_t>(brightest / (width * height));
  EXPECT_NEAR(seen.values[static_cast<std::size_t>(brightest)],
              (255 - model.normalisation.mean[channel]) * model.normalisation.scale, .01);
  EXPECT_NEAR(brightest % width, width / 2, .1 * width);
  EXPECT_GT(brightest / width % height, height / 2);
  EXPECT_LT(brightest / width % height, .8 * height);
}

TEST_P(FaceNetwork, WithOneNumberTooManyOrTooFewIsRefused) {
  HeadInput network = GetParam();
  ++network.outputs.back().front();
  expect_refused(zeros(network));
  network.outputs.back().front() -= 2;
  expect_refused(zeros(network));
}

TEST_P(FaceNetwork, WithANumberThatIsNoneIsRefused) {
  const std::size_t last = GetParam().outputs.size() - 1;
  for (const float number : {std::numeric_limits<float>::quiet_NaN(), -std::numeric_limits<float>::infinity()})
    expect_refused(
        test::face_network(GetParam(), [&](auto, std::size_t output) { return output == last ? number : 0; }));
}

TEST_P(FaceNetwork, ThatAnswersAnotherNumberOfFacesIsRefused) {
  for (const int answered : {1, 3})
    expect_refused([&](const Tensor&) { return zeros(GetParam())(Tensor({answered, 1})); });
}

}  // namespace
}  // namespace face_analyzer
