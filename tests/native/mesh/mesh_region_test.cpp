#include <gtest/gtest.h>

#include <algorithm>
#include <span>

#include "../support/canonical_head.hpp"
#include "mesh/mesh_network.hpp"

namespace face_analyzer {
namespace {

using test::mesh_of_head;

constexpr float kMargin = 1.5F;

Detection detection(const Rectangle& box, float roll) {
  Detection result;
  result.box = box;
  result.key_points[Detection::image_left_eye] = box.centre() + turned({-10, 0}, roll);
  result.key_points[Detection::image_right_eye] = box.centre() + turned({10, 0}, roll);
  return result;
}

TEST(MeshRegionOfADetection, IsASquareOverTheLongerSideWithItsMargin) {
  for (const Rectangle& box : {Rectangle{100, 200, 80, 60}, Rectangle{100, 200, 60, 80}}) {
    const Region region = mesh_region(detection(box, 0));
    EXPECT_FLOAT_EQ(region.width, 80 * kMargin);
    EXPECT_FLOAT_EQ(region.height, 80 * kMargin);
    EXPECT_FLOAT_EQ(region.centre.x, box.centre().x);
    EXPECT_FLOAT_EQ(region.centre.y, box.centre().y);
  }
}

TEST(MeshRegionOfADetection, IsTurnedAsTheLineOfTheEyes) {
  for (const float roll : {-3.F, -1.5F, 0.F, .3F, 2.F})
    EXPECT_NEAR(mesh_region(detection({10, 20, 30, 30}, roll)).angle, roll, 1e-5);
}

/// The least and the most coordinate of all vertices in a region's own axes, as fractions of its sides.
struct Reach {
  Point least{1, 1};
  Point most{0, 0};
};

Reach reach_in(const Region& region, const Mesh& mesh) {
  Reach reach;
  for (const Point3& point : std::span(mesh.points).first(Mesh::kVertices)) {
    const Point from_centre = turned(point.flat() - region.centre, -region.angle);
    const Point place{from_centre.x / region.width + .5F, from_centre.y / region.height + .5F};
    reach.least = {std::min(reach.least.x, place.x), std::min(reach.least.y, place.y)};
    reach.most = {std::max(reach.most.x, place.x), std::max(reach.most.y, place.y)};
  }
  return reach;
}

TEST(MeshRegionOfAMesh, HoldsTheMeshInItsMiddleWithItsMargin) {
  for (const float roll : {0.F, 25.F, -80.F, 170.F}) {
    const Mesh mesh = mesh_of_head({.yaw = 20, .pitch = -5, .roll = roll, .scale = 17, .place = {500, 300, 0}});
    const Region region = mesh_region(mesh);
    EXPECT_FLOAT_EQ(region.width, region.height);
    const Reach reach = reach_in(region, mesh);
    EXPECT_NEAR(reach.least.x + reach.most.x, 1, 1e-3) << "not in the middle at roll " << roll;
    EXPECT_NEAR(reach.least.y + reach.most.y, 1, 1e-3) << "not in the middle at roll " << roll;
    const Point size = reach.most - reach.least;
    EXPECT_NEAR(std::max(size.x, size.y), 1 / kMargin, 1e-3) << roll;
  }
}

TEST(MeshRegionOfAMesh, IsTurnedAsTheLineOfTheEyes) {
  for (const float roll : {0.F, 25.F, -80.F, 170.F})
    EXPECT_NEAR(mesh_region(mesh_of_head({.roll = roll})).angle, test::radians(roll), 1e-3);
}

TEST(MeshRegionOfAMesh, DoesNotFollowTheIrises) {
  Mesh mesh = mesh_of_head({});
  const Region before = mesh_region(mesh);
  for (std::size_t i = Mesh::kVertices; i < Mesh::kPoints; ++i) mesh.points[i] = {9999, -9999, 0};
  EXPECT_EQ(mesh_region(mesh).width, before.width);
}

}  // namespace
}  // namespace face_analyzer
