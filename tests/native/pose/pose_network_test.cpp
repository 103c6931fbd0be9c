#include "pose/pose_network.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>
#include <vector>

#include "../support/canonical_head.hpp"
#include "../support/fake_host.hpp"
#include "../support/fake_networks.hpp"
#include "../support/pictures.hpp"
#include "mesh/mesh_network.hpp"
#include "tensor/batch.hpp"

namespace face_analyzer {
namespace {

using test::FakeHost;
using test::mesh_of_head;

Pyramid picture_with_a_spot() {
  Image picture = test::plain_picture(640, 480, test::kBlack);
  test::paint(picture, 200, 150, 90, 60, test::kRed);
  return Pyramid(std::move(picture));
}

std::vector<float> yaws_found(FakeHost& host, const std::vector<Mesh>& meshes) {
  const Pyramid pyramid = picture_with_a_spot();
  const std::vector<HeadFit> heads(meshes.begin(), meshes.end());
  return host.result_of(find_yaws(host.host, pyramid, heads, meshes));
}

Mesh head_in_picture(float yaw) { return mesh_of_head({.yaw = yaw, .scale = 10, .place = {300, 200, 0}}); }

/// A network that sees these yaws, picture after picture.
test::Network network_seeing(const std::vector<float>& yaws) {
  return [yaws, next = std::size_t{0}](const Tensor& input) mutable {
    std::vector<Mesh> meshes;
    for (int i = 0; i < input.shape.front(); ++i) meshes.push_back(mesh_of_head({.yaw = yaws[next++]}));
    return test::head_pose_outputs(meshes);
  };
}

TEST(FindYaws, TheMeanOfTheMeshsOpinionAndTwoOfTheNetwork) {
  FakeHost host;
  host.with(Model::head_pose, network_seeing({21, -9}));
  const std::vector<float> yaws = yaws_found(host, {head_in_picture(30)});
  ASSERT_EQ(yaws.size(), 1U);
  EXPECT_NEAR(yaws[0], (30 + 21 + 9) / 3., .1);
}

TEST(FindYaws, TheNetworkSeesTheFaceAsTheMeshNetworkDoesAndThenItsMirrorImage) {
  Tensor seen;
  FakeHost host;
  host.with(Model::head_pose, [&](const Tensor& input) {
    seen = input;
    return test::same_head_everywhere(test::mesh_filling_crop())(input);
  });
  const Mesh mesh = mesh_of_head({.roll = 20, .scale = 10, .place = {300, 200, 0}});
  yaws_found(host, {mesh});
  ASSERT_EQ(seen.shape, (std::vector<int>{2, 3, 192, 192}));

  const Tensor face = sample_batch(picture_with_a_spot(), std::array{mesh_region(mesh)}, Model::face_mesh);
  EXPECT_TRUE(std::ranges::equal(seen.item(0), face.item(0)));
  EXPECT_FALSE(std::ranges::equal(seen.item(0), seen.item(1)));
  for (std::size_t row = 0; row < seen.item(0).size(); row += 192)
    for (std::size_t x = 0; x < 192; ++x) ASSERT_EQ(seen.item(1)[row + x], seen.item(0)[row + 191 - x]) << row;
}

TEST(FindYaws, AMirroredHeadHasTheOppositeYaw) {
  const auto yaw_of = [](float mesh, float face, float mirror_image) {
    FakeHost host;
    host.with(Model::head_pose, network_seeing({face, mirror_image}));
    return yaws_found(host, {head_in_picture(mesh)}).at(0);
  };
  EXPECT_NEAR(yaw_of(40, 33, -36), -yaw_of(-40, -36, 33), .1);
}

TEST(FindYaws, SeventeenFacesGoInTwoBatchesAndStayInOrder) {
  std::vector<Mesh> meshes;
  std::vector<float> views;
  for (int face = 0; face < 17; ++face) {
    const auto yaw = static_cast<float>(3 * face);
    meshes.push_back(head_in_picture(yaw));
    views.insert(views.end(), {yaw, -yaw});
  }
  FakeHost host;
  host.with(Model::head_pose, network_seeing(views));
  const std::vector<float> yaws = yaws_found(host, meshes);
  ASSERT_EQ(yaws.size(), 17U);
  for (std::size_t face = 0; face < 17; ++face) EXPECT_NEAR(yaws[face], 3. * static_cast<double>(face), .1);
  EXPECT_EQ(host.inputs(Model::head_pose), (std::vector<std::vector<int>>{{32, 3, 192, 192}, {2, 3, 192, 192}}));
}

TEST(FindYaws, WithoutFacesNoNetworkIsAsked) {
  FakeHost host;
  EXPECT_TRUE(yaws_found(host, {}).empty());
}

TEST(FindYaws, OtherOutputsThanAFitsVerticesAreRefused) {
  const auto answered = [](std::vector<int> shape, float number) {
    FakeHost host;
    host.with(Model::head_pose, [&](const Tensor&) {
      Tensor vertices(shape);
      vertices.values.back() = number;
      return Outputs{vertices};
    });
    return yaws_found(host, {head_in_picture(0)}).size();
  };
  EXPECT_EQ(answered({2, 33, 3}, 0), 1U);
  EXPECT_THROW(answered({2, 32, 3}, 0), std::runtime_error);
  EXPECT_THROW(answered({1, 33, 3}, 0), std::runtime_error);
  EXPECT_THROW(answered({2, 33, 3}, std::numeric_limits<float>::infinity()), std::runtime_error);
}

}  // namespace
}  // namespace face_analyzer
