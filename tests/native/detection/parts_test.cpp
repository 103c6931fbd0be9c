#include "detection/parts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace face_analyzer {
namespace {

constexpr Rectangle kPicture{0, 0, 1000, 800};
constexpr float kMargin = 30;  // which every part costs on each side

float cost_of(const Rectangle& part) { return (part.width + 2 * kMargin) * (part.height + 2 * kMargin); }

std::vector<Rectangle> parts(std::vector<Rectangle> wanted) { return parts_around(wanted, kPicture, cost_of); }

float cost_of_all(const std::vector<Rectangle>& parts) {
  float cost = 0;
  for (const Rectangle& part : parts) cost += cost_of(part);
  return cost;
}

void expect_equal(const Rectangle& actual, const Rectangle& expected) {
  EXPECT_EQ(actual.left, expected.left);
  EXPECT_EQ(actual.top, expected.top);
  EXPECT_EQ(actual.width, expected.width);
  EXPECT_EQ(actual.height, expected.height);
}

std::vector<Rectangle> random_rectangles(unsigned seed, std::size_t count) {
  std::mt19937 random(seed);
  const auto below = [&](unsigned most) { return static_cast<float>(random() % most); };
  std::vector<Rectangle> rectangles;
  for (std::size_t i = 0; i < count; ++i) rectangles.push_back({below(960), below(760), 1 + below(39), 1 + below(39)});
  return rectangles;
}

TEST(Parts, AreNoneWhereNothingIsWanted) { EXPECT_TRUE(parts({}).empty()); }

TEST(Parts, OneHoldsWhatIsCloseTogether) {
  const auto one = parts({{100, 100, 20, 20}, {130, 110, 20, 30}, {90, 150, 10, 10}});
  ASSERT_EQ(one.size(), 1U);
  expect_equal(one.front(), {90, 100, 60, 60});
}

TEST(Parts, LieApartAsFarAsWhatIsWanted) {
  const auto four =
      parts({{100, 100, 20, 20}, {900, 100, 20, 20}, {110, 700, 20, 20}, {900, 700, 20, 20}, {120, 110, 20, 20}});
  EXPECT_EQ(four.size(), 4U);
}

TEST(Parts, EndWhereThePictureEnds) {
  const auto one = parts({{-50, -40, 100, 100}});
  ASSERT_EQ(one.size(), 1U);
  expect_equal(one.front(), {0, 0, 50, 60});
}

TEST(Parts, HoldEachThatIsWantedWholeAndCostNoMoreThanOneOfAll) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const auto wanted = random_rectangles(seed, 2 + 5 * seed);
    const auto found = parts(wanted);
    for (const Rectangle& rectangle : wanted)
      EXPECT_TRUE(std::ranges::any_of(found, [&](const Rectangle& part) {
        return shared_area(part, rectangle) == rectangle.area();
      })) << seed;
    EXPECT_LE(cost_of_all(found), cost_of(kPicture));
  }
}

TEST(Parts, AreTheSameInWhateverOrderTheyAreWanted) {
  auto wanted = random_rectangles(1, 60);
  for (Rectangle& rectangle : wanted) rectangle.left = std::min(rectangle.left, 500.F);  // many on one line
  const auto found = parts(wanted);
  std::ranges::reverse(wanted);
  const auto again = parts(wanted);
  ASSERT_EQ(found.size(), again.size());
  for (std::size_t i = 0; i < found.size(); ++i) expect_equal(again[i], found[i]);
}

}  // namespace
}  // namespace face_analyzer
