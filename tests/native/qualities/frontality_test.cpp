#include "qualities/frontality.hpp"

#include <gtest/gtest.h>

namespace face_analyzer {
namespace {

TEST(PoseScore, IsAHundredForAFaceThatLooksIntoTheCamera) { EXPECT_FLOAT_EQ(pose_score({}), 100); }

TEST(PoseScore, IsTheProductOfTheSquaredCosines) {
  EXPECT_NEAR(pose_score({.yaw = 60}), 25, 1e-3);
  EXPECT_NEAR(pose_score({.pitch = 45}), 50, 1e-3);
  EXPECT_NEAR(pose_score({.roll = 30}), 75, 1e-3);
  EXPECT_NEAR(pose_score({.yaw = -60, .pitch = 45, .roll = -30}), 100 * .25 * .5 * .75, 1e-3);
}

TEST(PoseScore, FallsWithEachAngleEitherWay) {
  for (float Pose::*angle : {&Pose::yaw, &Pose::pitch, &Pose::roll})
    for (const float sign : {1.F, -1.F}) {
      float before = 101;
      for (float degrees = 0; degrees <= 90; degrees += 10) {
        Pose pose;
        pose.*angle = sign * degrees;
        EXPECT_LT(pose_score(pose), before) << degrees;
        before = pose_score(pose);
      }
    }
}

TEST(PoseScore, IsNoneForAHeadUpsideDown) { EXPECT_EQ(pose_score({.roll = 180}), 0); }

}  // namespace
}  // namespace face_analyzer
