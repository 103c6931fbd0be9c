#include "movements/movements.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "../support/canonical_head.hpp"
#include "mesh/vertices.hpp"

namespace face_analyzer {
namespace {

using test::HeadPosture;

constexpr float kEyeball = 1.2F;  // centimetres

/// How the head is held in each test of what its turn must not change.
const HeadPosture kPostures[] = {{},
                                 {.yaw = 25},
                                 {.yaw = -25},
                                 {.pitch = 15},
                                 {.pitch = -15},
                                 {.roll = 70},
                                 {.roll = 180},
                                 {.scale = 3},
                                 {.yaw = 20, .pitch = 10, .roll = -40}};

Movements movements_in(const Mesh& mesh) { return movements_of(mesh, HeadFit(mesh)); }

Movements movements_at(const HeadPosture& posture) { return movements_in(test::mesh_of_head(posture)); }

/// The head with its irises moved, in centimetres to its image-right and down.
Mesh looking(const HeadPosture& posture, float across, float down) {
  Mesh mesh = test::mesh_of_head(posture);
  const HeadPosture seen = test::as_the_network_sees(posture);
  for (const auto& [iris, centre] : {std::pair{Mesh::kImageLeftIris, test::canonical_pupil_left()},
                                     std::pair{Mesh::kImageRightIris, test::canonical_pupil_right()}})
    mesh.points[iris] = test::held(seen, {centre.x + across, centre.y + down, centre.z});
  return mesh;
}

/// The head with one edge of an opening moved down, the corners excepted.
template <std::size_t Count>
Mesh with_edge_moved(const HeadPosture& posture, const vertices::Edge<Count>& edge, float centimetres) {
  Mesh mesh = test::mesh_of_head(posture);
  const HeadPosture seen = test::as_the_network_sees(posture);
  for (std::size_t i = 1; i + 1 < Count; ++i) {
    Point3 place = test::kCanonicalVertices[edge[i]];
    place.y += centimetres;
    mesh.points[edge[i]] = test::held(seen, place);
  }
  return mesh;
}

TEST(Openings, AreTheSameForEitherEyeOfASymmetricFace) {
  const auto [left, right] = movements_at({}).eyes_open;
  EXPECT_NEAR(left, right, .001);
  EXPECT_GT(left, .2);
}

TEST(Openings, HardlyChangeAsTheHeadTurnsTiltsOrComesNearer) {
  const Movements straight = movements_at({});
  for (const HeadPosture& posture : kPostures) {
    const Movements turned = movements_at(posture);
    for (const std::size_t eye : {0, 1}) EXPECT_NEAR(turned.eyes_open[eye], straight.eyes_open[eye], .08);
    EXPECT_NEAR(turned.mouth_open, straight.mouth_open, .08);
  }
}

TEST(Openings, GrowByTheHeightThatIsAddedOverTheWidth) {
  const float width = distance(test::kCanonicalVertices[78].flat(), test::kCanonicalVertices[308].flat());
  for (const HeadPosture& posture : kPostures) {
    const float before = movements_at(posture).mouth_open;
    const Mesh open = with_edge_moved(posture, vertices::kMouthInnerLower, 2);
    EXPECT_NEAR(movements_in(open).mouth_open - before, 2 / width, .1);
  }
}

TEST(Openings, OfAnEyeThatShutsLeaveTheOtherEyeAlone) {
  Mesh mesh = test::mesh_of_head({});
  for (std::size_t i = 0; i < vertices::kImageLeftEyeUpper.size(); ++i)
    mesh.points[vertices::kImageLeftEyeUpper[i]] = mesh.points[vertices::kImageLeftEyeLower[i]];
  const auto [left, right] = movements_in(mesh).eyes_open;
  EXPECT_EQ(left, 0);
  EXPECT_GT(right, .2);
}

TEST(Gaze, GoesWithTheHeadWhereTheEyesRest) {
  const Gaze straight = movements_at({}).gaze;
  EXPECT_NEAR(straight.yaw, 0, .5);
  for (const float degrees : {-30.F, -10.F, 10.F, 30.F}) {
    EXPECT_NEAR(movements_at({.yaw = degrees}).gaze.yaw, degrees, 3) << degrees;
    EXPECT_NEAR(movements_at({.pitch = degrees}).gaze.pitch - straight.pitch, degrees, 3) << degrees;
  }
}

TEST(Gaze, GoesWithTheIrisesWhereTheHeadRests) {
  const Gaze straight = movements_at({}).gaze;
  for (const float degrees : {-20.F, -10.F, 10.F, 20.F}) {
    const float way = kEyeball * std::sin(test::radians(degrees));
    EXPECT_NEAR(movements_in(looking({}, way, 0)).gaze.yaw, degrees, 2) << degrees;
    EXPECT_NEAR(movements_in(looking({}, 0, -way)).gaze.pitch - straight.pitch, degrees, 3) << degrees;
  }
}

TEST(Gaze, MeetsTheCameraWhereTheEyesTurnBackAsFarAsTheHeadTurnsAway) {
  const HeadPosture away{.yaw = 20};
  EXPECT_NEAR(movements_in(looking(away, -kEyeball * std::sin(test::radians(20)), 0)).gaze.yaw, 0, 3);
}

TEST(Gaze, OfAHeadOnItsSideIsStillThePictures) {
  // Its own image-right is the picture's downwards.
  const HeadPosture side{.roll = 90};
  const Gaze gaze = movements_in(looking(side, kEyeball * std::sin(test::radians(20)), 0)).gaze;
  EXPECT_NEAR(gaze.pitch, -20, 3);
}

TEST(Movements, OfAProfileAndOfAFaceWithoutExtentAreNumbers) {
  for (const HeadPosture& posture : {HeadPosture{.yaw = 90}, HeadPosture{.pitch = 90}, HeadPosture{.scale = 0}}) {
    const auto [eyes, mouth, gaze] = movements_at(posture);
    for (const float number : {eyes[0], eyes[1], mouth, gaze.yaw, gaze.pitch}) EXPECT_TRUE(std::isfinite(number));
  }
}

}  // namespace
}  // namespace face_analyzer
