#include "tensor/tensor.hpp"

#include <gtest/gtest.h>

#include <numbers>
#include <vector>

#include "tensor/batch.hpp"

namespace face_analyzer {
namespace {

TEST(Tensor, HoldsAsManyZerosAsItsShapeSays) {
  const Tensor tensor({2, 3, 4, 5});
  EXPECT_EQ(tensor.values, std::vector<float>(120));
}

TEST(Tensor, AnItemIsOneEntryOfTheFirstDimension) {
  Tensor tensor({3, 2, 2});
  for (float& value : tensor.item(1)) value = 7;
  EXPECT_EQ(tensor.values, (std::vector<float>{0, 0, 0, 0, 7, 7, 7, 7, 0, 0, 0, 0}));
  EXPECT_EQ(tensor.item(2).size(), 4U);
  EXPECT_EQ(tensor.item(2).data(), tensor.values.data() + 8);
}

TEST(Region, FractionsRunFromItsOwnTopLeftCornerAlongItsOwnAxes) {
  const Region region{{100, 50}, 40, 20, std::numbers::pi_v<float> / 2};
  // Turned a quarter clockwise its top left corner is on the right: its x runs down, its y to the left.
  const Point corner = region.to_picture({0, 0});
  EXPECT_NEAR(corner.x, 110, 1e-4);
  EXPECT_NEAR(corner.y, 30, 1e-4);
  const Point middle_of_right_edge = region.to_picture({1, .5F});
  EXPECT_NEAR(middle_of_right_edge.x, 100, 1e-4);
  EXPECT_NEAR(middle_of_right_edge.y, 70, 1e-4);
}

std::vector<std::size_t> sizes_of_batches(std::size_t count) {
  const std::vector<Region> regions(count);
  std::vector<std::size_t> sizes;
  const Region* next = regions.data();
  for (const std::span<const Region> batch : batches(regions)) {
    EXPECT_EQ(batch.data(), next) << "a region was left out or came twice";
    next += batch.size();
    sizes.push_back(batch.size());
  }
  return sizes;
}

TEST(Batches, ACrowdIsSplitIntoPortionsOfSixteenInOrder) {
  EXPECT_EQ(sizes_of_batches(0), std::vector<std::size_t>{});
  EXPECT_EQ(sizes_of_batches(1), std::vector<std::size_t>{1});
  EXPECT_EQ(sizes_of_batches(16), std::vector<std::size_t>{16});
  EXPECT_EQ(sizes_of_batches(17), (std::vector<std::size_t>{16, 1}));
  EXPECT_EQ(sizes_of_batches(40), (std::vector<std::size_t>{16, 16, 8}));
}

}  // namespace
}  // namespace face_analyzer
