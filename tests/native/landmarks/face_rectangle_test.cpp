#include "landmarks/face_rectangle.hpp"

#include <gtest/gtest.h>

#include "../support/canonical_head.hpp"

namespace face_analyzer {
namespace {

using test::HeadPosture;
using test::mesh_of_head;

/// How the detector frames a frontal face: a square from the brows to the chin, in pupil distances.
constexpr float kBoxSide = 2.5F;
constexpr float kBoxBelowEyes = .475F;

Detection detection_of(const HeadPosture& posture) {
  HeadPosture frontal = posture;
  frontal.yaw = frontal.pitch = 0;
  const Pupils pupils = pupils_of(mesh_of_head(frontal));
  const float side = kBoxSide * pupils.distance();
  const Point below = turned({0, kBoxBelowEyes * pupils.distance()}, test::radians(posture.roll));
  const Point centre = midpoint(pupils.image_left, pupils.image_right) + below;
  Detection detection;
  detection.box = {centre.x - side / 2, centre.y - side / 2, side, side};
  detection.key_points[Detection::image_left_eye] = pupils.image_left;
  detection.key_points[Detection::image_right_eye] = pupils.image_right;
  return detection;
}

Rectangle rectangle_of(const HeadPosture& posture) {
  const Mesh mesh = mesh_of_head(posture);
  return face_rectangle(pupils_of(mesh), HeadFit(mesh), detection_of(posture));
}

const HeadPosture kFrontal{.scale = 20, .place = {300, 400, 0}};

TEST(FaceRectangle, AFrontalOneHasThePublishedProportions) {
  const Pupils pupils = pupils_of(mesh_of_head(kFrontal));
  const Rectangle box = rectangle_of(kFrontal);
  const float unit = pupils.distance();
  EXPECT_GE(box.width / unit, 1.99);
  EXPECT_LE(box.width / unit, 2.24);
  EXPECT_GE(box.height / unit, 2.70);
  EXPECT_LE(box.height / unit, 2.98);
  const float eye_line = (pupils.image_left.y - box.top) / box.height;
  EXPECT_GE(eye_line, .366);
  EXPECT_LE(eye_line, .405);
  EXPECT_NEAR(box.centre().x, midpoint(pupils.image_left, pupils.image_right).x, .05 * unit);
}

TEST(FaceRectangle, GrowsAndMovesWithTheFace) {
  const Rectangle box = rectangle_of(kFrontal);
  const Rectangle other = rectangle_of({.scale = 60, .place = {3 * 300 + 50, 3 * 400 - 70, 0}});
  EXPECT_NEAR(other.left, 3 * box.left + 50, .1);
  EXPECT_NEAR(other.top, 3 * box.top - 70, .1);
  EXPECT_NEAR(other.width, 3 * box.width, .1);
  EXPECT_NEAR(other.height, 3 * box.height, .1);
}

TEST(FaceRectangle, ATurnedHeadKeepsItsSize) {
  const Rectangle frontal = rectangle_of(kFrontal);
  for (const float yaw : {-80.F, -50.F, -25.F, 25.F, 50.F, 80.F}) {
    const Rectangle box = rectangle_of({.yaw = yaw, .scale = 20, .place = {300, 400, 0}});
    EXPECT_NEAR(box.width / frontal.width, 1, .25) << yaw;
    EXPECT_NEAR(box.height / frontal.height, 1, .25) << yaw;
  }
}

TEST(FaceRectangle, AHeadTurnedToEitherSideGivesMirroredRectangles) {
  const float middle = rectangle_of(kFrontal).centre().x;
  const Rectangle left = rectangle_of({.yaw = -35, .scale = 20, .place = {300, 400, 0}});
  const Rectangle right = rectangle_of({.yaw = 35, .scale = 20, .place = {300, 400, 0}});
  EXPECT_NEAR(left.centre().x - middle, middle - right.centre().x, .5);
  EXPECT_NEAR(left.width, right.width, .5);
}

TEST(FaceRectangle, IsAboutTheSameWhereTheDetectorWasNotAsked) {
  const Mesh mesh = mesh_of_head(kFrontal);
  const Rectangle box = face_rectangle(pupils_of(mesh), HeadFit(mesh));
  EXPECT_GT(intersection_over_union(box, rectangle_of(kFrontal)), .95F);
}

TEST(FaceRectangle, StaysUprightAboutATiltedFace) {
  for (const float roll : {-90.F, 90.F, 180.F}) {
    const HeadPosture posture{.roll = roll, .scale = 20, .place = {300, 400, 0}};
    const Mesh mesh = mesh_of_head(posture);
    const Rectangle box = rectangle_of(posture);
    EXPECT_NEAR(box.width, rectangle_of(kFrontal).width, .5) << roll;
    for (const int vertex : {1, 33, 263, 0, 17}) {  // nose, eyes and lips
      const Point place = mesh.points[static_cast<std::size_t>(vertex)].flat();
      EXPECT_GT(place.x, box.left) << roll;
      EXPECT_LT(place.x, box.left + box.width) << roll;
      EXPECT_GT(place.y, box.top) << roll;
      EXPECT_LT(place.y, box.top + box.height) << roll;
    }
  }
}

TEST(FaceRectangle, HasASizeEvenWhereThePupilsCoincide) {
  const HeadFit head(mesh_of_head(kFrontal));
  const Rectangle box = face_rectangle({{300, 350}, {300, 350}, 5}, head, detection_of(kFrontal));
  EXPECT_GT(box.width, 0);
  EXPECT_GT(box.height, 0);
}

}  // namespace
}  // namespace face_analyzer
