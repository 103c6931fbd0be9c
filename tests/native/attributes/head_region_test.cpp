#include "attributes/head_region.hpp"

#include <gtest/gtest.h>

#include <array>

#include "../support/canonical_head.hpp"
#include "pose/canonical_face.hpp"

namespace face_analyzer {
namespace {

using test::HeadPosture;

Region region_of(const HeadPosture& posture, HeadSquare square) {
  const std::array heads{HeadFit(test::mesh_of_head(posture))};
  return head_regions(heads, square).at(0);
}

TEST(HeadRegion, IsASquareInTheHeadsOwnCentimetres) {
  const Region region = region_of({.scale = 15}, {.below_eyes = 0, .side = 10});
  EXPECT_NEAR(region.width, 150, .1);
  EXPECT_NEAR(region.height, 150, .1);
}

TEST(HeadRegion, LiesBelowTheLineOfTheEyesInTheHeadsOwnAxes) {
  for (const float roll : {0.F, 40.F, -90.F, 180.F}) {
    const HeadPosture posture{.roll = roll, .scale = 15};
    const Region region = region_of(posture, {.below_eyes = 3, .side = 10});
    const Point eyes = test::held(test::as_the_network_sees(posture), canonical_eye_centre()).flat();
    const Point expected =
        eyes + turned({0, 3 * 15 * std::cos(test::radians(test::kPitchOfPortraits))}, test::radians(roll));
    EXPECT_NEAR(distance(region.centre, expected), 0, .1) << roll;
    EXPECT_NEAR(std::remainder(region.angle - test::radians(roll), 2 * std::numbers::pi), 0, 1e-3) << roll;
  }
}

TEST(HeadRegion, EveryHeadHasItsOwnInOrder) {
  const std::array heads{HeadFit(test::mesh_of_head({.place = {100, 100, 0}})),
                         HeadFit(test::mesh_of_head({.place = {900, 100, 0}}))};
  const std::vector<Region> regions = head_regions(heads, {.below_eyes = 1, .side = 2});
  ASSERT_EQ(regions.size(), 2U);
  EXPECT_NEAR(regions[1].centre.x - regions[0].centre.x, 800, .1);
}

}  // namespace
}  // namespace face_analyzer
