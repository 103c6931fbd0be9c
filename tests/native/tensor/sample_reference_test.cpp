// The sampler works on four channels at once. Here it is written once more, plainly and a number at a time, and both
// must agree to the last bit: that is what makes the native and the WebAssembly build give the same response.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <tuple>
#include <vector>

#include "../support/pictures.hpp"
#include "tensor/sample.hpp"

namespace face_analyzer {
namespace {

struct PlainSampler {
  const Pyramid& pyramid;
  Region region;
  Extent extent;
  Border border;

  [[nodiscard]] std::size_t level() const {
    const float step = region.width / static_cast<float>(extent.width);
    const auto nearest = static_cast<std::size_t>(std::lround(std::log2(std::max(step, 1.F))));
    return std::min(nearest, pyramid.levels().size() - 1);
  }

  [[nodiscard]] float pixel_at(int x, int y, int channel) const {
    const Image& image = pyramid.levels()[level()];
    const bool inside = x >= 0 && y >= 0 && x < image.width && y < image.height;
    if (!inside && border == Border::black) return 0;
    return test::pixel(image, std::clamp(x, 0, image.width - 1), std::clamp(y, 0, image.height - 1))[channel];
  }

  [[nodiscard]] Point place_of(int column, int row) const {
    const float scale = 1 / static_cast<float>(1 << level());
    const Point across = turned({region.width / static_cast<float>(extent.width), 0}, region.angle);
    const Point down = turned({0, region.height / static_cast<float>(extent.height)}, region.angle);
    const Point start = region.to_picture({0, 0}) + (across + down) * .5F;
    return start * scale + down * scale * static_cast<float>(row) + across * scale * static_cast<float>(column);
  }

  [[nodiscard]] float value_at(int column, int row, int channel) const {
    const Point place = place_of(column, row);
    const float left = std::floor(place.x - .5F);
    const float top = std::floor(place.y - .5F);
    const float right_share = place.x - .5F - left;
    const float lower_share = place.y - .5F - top;
    const auto x = static_cast<int>(left);
    const auto y = static_cast<int>(top);
    const auto along = [&](int of_row) {
      const float first = pixel_at(x, of_row, channel);
      return first + (pixel_at(x + 1, of_row, channel) - first) * right_share;
    };
    const float upper = along(y);
    return upper + (along(y + 1) - upper) * lower_share;
  }

  [[nodiscard]] std::vector<float> planes(const Normalisation& normalisation) const {
    std::vector<float> values;
    const auto add_plane = [&](std::size_t plane, auto value_of) {
      for (int row = 0; row < extent.height; ++row)
        for (int column = 0; column < extent.width; ++column)
          values.push_back((value_of(column, row) - normalisation.mean[plane]) * normalisation.scale);
    };
    if (normalisation.order == ChannelOrder::grey) {
      add_plane(0, [this](int column, int row) {
        return value_at(column, row, 0) * .299F + value_at(column, row, 1) * .587F + value_at(column, row, 2) * .114F;
      });
      return values;
    }
    for (int plane = 0; plane < 3; ++plane) {
      const int channel = normalisation.order == ChannelOrder::rgb ? plane : 2 - plane;
      add_plane(static_cast<std::size_t>(plane), [&](int column, int row) { return value_at(column, row, channel); });
    }
    return values;
  }
};

class SampleReference : public testing::TestWithParam<std::tuple<ChannelOrder, Border>> {};

TEST_P(SampleReference, RandomRegionsAgreeToTheLastBit) {
  const auto [order, border] = GetParam();
  const Normalisation normalisation{order, {103.939F, 116.779F, 123.68F}, .007843138F};
  const Pyramid pyramid(test::random_picture(301, 222, 9));
  std::mt19937 random(17);
  const auto between = [&](float least, float most) {
    return std::uniform_real_distribution<float>(least, most)(random);
  };
  for (int i = 0; i < 60; ++i) {
    const Region region{{between(-50, 350), between(-50, 280)}, between(2, 700), between(2, 700), between(-4, 4)};
    const Extent extent{static_cast<int>(between(1, 40)), static_cast<int>(between(1, 40))};
    const std::vector<float> expected = PlainSampler{pyramid, region, extent, border}.planes(normalisation);
    std::vector<float> planes(expected.size());
    sample(pyramid, region, extent, border, normalisation, planes);
    ASSERT_EQ(planes, expected) << "region " << i << " at " << region.centre.x << ", " << region.centre.y << ", "
                                << region.width << " x " << region.height << ", angle " << region.angle;
  }
}

TEST_P(SampleReference, IsTheSameForAnyNumberOfThreads) {
  const auto [order, border] = GetParam();
  const Normalisation normalisation{order, {103.939F, 116.779F, 123.68F}, .007843138F};
  const Image picture = test::random_picture(301, 222, 10);
  const Region region{{140, 100}, 330, 250, .3F};
  const Extent extent{115, 83};
  const std::vector<float> expected = PlainSampler{Pyramid(picture), region, extent, border}.planes(normalisation);
  for (const std::size_t threads : {2, 3}) {
    std::vector<float> planes(expected.size());
    sample(Pyramid(picture, ThreadPool(threads)), region, extent, border, normalisation, planes);
    EXPECT_EQ(planes, expected) << threads;
  }
}

INSTANTIATE_TEST_SUITE_P(EveryOrderAndBorder, SampleReference,
                         testing::Combine(testing::Values(ChannelOrder::rgb, ChannelOrder::bgr, ChannelOrder::grey),
                                          testing::Values(Border::black, Border::replicate)));

}  // namespace
}  // namespace face_analyzer
