#include "pose/pose.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "../support/canonical_head.hpp"
#include "pose/canonical_face.hpp"

namespace face_analyzer {
namespace {

using test::HeadPosture;
using test::mesh_of_head;

Pose pose_of(const HeadPosture& posture) { return HeadFit(mesh_of_head(posture)).pose(); }

void expect_pose(const Pose& pose, const HeadPosture& posture, float tolerance = .1F) {
  const auto at = [&] {
    return testing::Message() << "held at yaw " << posture.yaw << ", pitch " << posture.pitch << ", roll "
                              << posture.roll << ", scale " << posture.scale;
  };
  EXPECT_NEAR(pose.yaw, posture.yaw, tolerance) << at();
  EXPECT_NEAR(pose.pitch, posture.pitch, tolerance) << at();
  EXPECT_NEAR(pose.roll, posture.roll, tolerance) << at();
}

TEST(Pose, AFaceThatLooksAtTheViewerHasNoAngles) { expect_pose(pose_of({}), {}, .001F); }

TEST(Pose, YawIsPositiveWithTheNoseTowardsImageRight) {
  const Mesh mesh = mesh_of_head({.yaw = 30});
  const float middle = (mesh.points[234].x + mesh.points[454].x) / 2;  // between the ears
  ASSERT_GT(mesh.points[1].x, middle + 20) << "the nose of this mesh should point to image-right";
  EXPECT_GT(HeadFit(mesh).pose().yaw, 29);
}

TEST(Pose, PitchIsPositiveLookingUp) {
  const Mesh mesh = mesh_of_head({.pitch = 30});
  ASSERT_LT(mesh.points[1].y, mesh_of_head({}).points[1].y - 20) << "the nose of this mesh should point up";
  EXPECT_GT(HeadFit(mesh).pose().pitch, 29);
}

TEST(Pose, RollIsPositiveClockwiseOnScreen) {
  const Mesh mesh = mesh_of_head({.roll = 30});
  ASSERT_GT(mesh.points[263].y, mesh.points[33].y + 20) << "the image-right eye of this mesh should be the lower one";
  EXPECT_GT(HeadFit(mesh).pose().roll, 29);
}

TEST(Pose, EveryPostureIsRecovered) {
  for (float yaw = -75; yaw <= 75; yaw += 25)
    for (float pitch = -80; pitch <= 80; pitch += 20)
      for (float roll = -160; roll <= 160; roll += 40) {
        const HeadPosture posture{.yaw = yaw, .pitch = pitch, .roll = roll};
        expect_pose(pose_of(posture), posture);
      }
}

TEST(Pose, DoesNotDependOnSizeAndPlace) {
  for (const float scale : {2.F, 7.F, 100.F})
    for (const Point3 place : {Point3{0, 0, 0}, {40, 4000, -50}, {-100, 30, 900}}) {
      const HeadPosture posture{.yaw = 20, .pitch = -15, .roll = 10, .scale = scale, .place = place};
      expect_pose(pose_of(posture), posture);
    }
}

TEST(Pose, TurningThePictureChangesRollAlone) {
  const HeadPosture posture{.yaw = 35, .pitch = 20, .roll = 0};
  for (const float turn : {15.F, 90.F, 179.F, -90.F, -135.F}) {
    Mesh mesh = mesh_of_head(posture);
    for (Point3& point : mesh.points) {
      const Point place = turned(point.flat(), test::radians(turn));
      point = {place.x, place.y, point.z};
    }
    expect_pose(HeadFit(mesh).pose(), {.yaw = 35, .pitch = 20, .roll = turn});
  }
}

TEST(Pose, StaysWithinTheRangesOfTheContract) {
  for (float yaw = -170; yaw <= 170; yaw += 34)
    for (float pitch = -170; pitch <= 170; pitch += 34) {
      const Pose pose = pose_of({.yaw = yaw, .pitch = pitch, .roll = 77});
      EXPECT_LE(std::abs(pose.yaw), 90);
      EXPECT_LE(std::abs(pose.pitch), 90);
      EXPECT_LE(std::abs(pose.roll), 180);
    }
}

TEST(Pose, AGrimaceHardlyMovesIt) {
  // An open mouth moves the chin and the lower lip by a centimetre or two, which says nothing of the head.
  Mesh mesh = mesh_of_head({.yaw = 10, .pitch = 5, .roll = -5});
  for (const std::size_t vertex : {17U, 84U, 314U, 152U, 148U, 377U, 176U, 400U}) mesh.points[vertex].y += 2 * 20;
  expect_pose(HeadFit(mesh).pose(), {.yaw = 10, .pitch = 5, .roll = -5}, 2);
}

TEST(HeadFit, ScaleIsPixelsInACentimetre) {
  for (const float scale : {3.F, 20.F, 150.F})
    EXPECT_NEAR(HeadFit(mesh_of_head({.yaw = 30, .pitch = 10, .scale = scale})).scale(), scale, scale * 1e-3);
}

TEST(HeadFit, PutsPlacesOfTheCanonicalFaceWhereTheMeshHasThem) {
  const HeadPosture posture{.yaw = -40, .pitch = 12, .roll = 25, .scale = 30, .place = {700, 200, 5}};
  const HeadFit head(mesh_of_head(posture));
  for (const Point3 canonical : {Point3{0, 0, 0}, {5, -3, 2}, {-2, 8, -7}})
    EXPECT_NEAR(distance(head.place(canonical), test::held(test::as_the_network_sees(posture), canonical).flat()), 0,
                .1);
}

TEST(HeadFit, AMeshOfOnePointGivesNumbersNotNonsense) {
  Mesh mesh;
  mesh.points.fill({50, 60, 0});
  const HeadFit head(mesh);
  EXPECT_TRUE(std::isfinite(head.pose().yaw));
  EXPECT_TRUE(std::isfinite(head.pose().pitch));
  EXPECT_TRUE(std::isfinite(head.pose().roll));
  EXPECT_NEAR(head.place({1, 2, 3}).x, 50, 1e-3);
}

TEST(CanonicalFace, EveryFitVertexIsAVertexOfTheCanonicalFace) {
  float total = 0;
  for (const FitVertex& vertex : fit_vertices()) {
    ASSERT_LT(vertex.index, Mesh::kVertices);
    EXPECT_EQ(vertex.place.x, test::kCanonicalVertices[vertex.index].x);
    EXPECT_EQ(vertex.place.y, test::kCanonicalVertices[vertex.index].y);
    EXPECT_EQ(vertex.place.z, test::kCanonicalVertices[vertex.index].z);
    EXPECT_GT(vertex.weight, 0);
    total += vertex.weight;
  }
  EXPECT_GT(total, 0);
}

TEST(CanonicalFace, IsUprightAndLooksAtTheViewer) {
  const Point3 nose = test::kCanonicalVertices[1];
  const Point3 chin = test::kCanonicalVertices[152];
  const Point3 ear = test::kCanonicalVertices[454];
  EXPECT_GT(chin.y, nose.y) << "y should run down";
  EXPECT_LT(nose.z, ear.z) << "z should run away from the viewer";
  EXPECT_GT(ear.x, nose.x) << "x should run to image-right";
  EXPECT_LT(canonical_eye_centre().y, nose.y);
  EXPECT_NEAR(canonical_eye_centre().x, 0, .01);
}

}  // namespace
}  // namespace face_analyzer
