#include "network/sampling.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <vector>

namespace face_analyzer {
namespace {

/// A place along one side: between two pixels, and how much of the second.
struct Between {
  std::size_t first;
  std::size_t second;
  float share;
};

/// A place counted from the first pixel's centre; beyond the border lies the outermost pixel.
Between between(float place, int length) {
  const auto last = static_cast<float>(length - 1);
  const float inside = place >= 0 ? std::min(place, last) : 0.F;  // this way round, what is no number is 0
  const float whole = std::floor(inside);
  const auto first = static_cast<std::size_t>(whole);
  return {first, std::min(first + 1, static_cast<std::size_t>(length - 1)), inside - whole};
}

/// A picture's values between four pixels, for every channel.
void blend(const float* picture, std::size_t row_step, std::size_t channels, Between y, Between x, float* to) {
  const std::array<const float*, 4> corners{
      picture + y.first * row_step + x.first * channels, picture + y.first * row_step + x.second * channels,
      picture + y.second * row_step + x.first * channels, picture + y.second * row_step + x.second * channels};
  for (std::size_t channel = 0; channel < channels; ++channel) {
    const float upper = corners[0][channel] + (corners[1][channel] - corners[0][channel]) * x.share;
    const float lower = corners[2][channel] + (corners[3][channel] - corners[2][channel]) * x.share;
    to[channel] = upper + (lower - upper) * y.share;
  }
}

void expect_picture(const Value& value) {
  if (value.shape().size() != 4 || value.count() == 0) throw std::runtime_error("what is sampled is no picture");
}

class Resize final : public Operator {
 public:
  Resize(int height_factor, int width_factor) : factors_{height_factor, width_factor} {}

  Value run(std::span<const Value> inputs, const ThreadPool& pool) override {
    const Value& input = inputs.front();
    expect_picture(input);
    const Shape& shape = input.shape();
    Value output({shape[0], shape[1] * factors_[0], shape[2] * factors_[1], shape[3]});
    const std::vector<Between> columns = places(shape[2], factors_[1]);
    const std::vector<Between> rows = places(shape[1], factors_[0]);
    const std::size_t channels = extent(shape, 3);
    const std::size_t row_step = extent(shape, 2) * channels;
    const auto work = [&](std::size_t first, std::size_t last) {
      float* to = output.numbers().data() + first * columns.size() * channels;
      for (std::size_t row = first; row < last; ++row) {
        const float* picture = input.numbers().data() + row / rows.size() * extent(shape, 1) * row_step;
        for (const Between& column : columns) {
          blend(picture, row_step, channels, rows[row % rows.size()], column, to);
          to += channels;
        }
      }
    };
    pool.share(extent(shape, 0) * rows.size(), 4, work);
    return output;
  }

 private:
  static std::vector<Between> places(int length, int factor) {
    std::vector<Between> places;
    places.reserve(static_cast<std::size_t>(length) * static_cast<std::size_t>(factor));
    for (int i = 0; i < length * factor; ++i)
      places.push_back(between((static_cast<float>(i) + .5F) / static_cast<float>(factor) - .5F, length));
    return places;
  }

  std::array<int, 2> factors_;
};

class GridSample final : public Operator {
 public:
  Value run(std::span<const Value> inputs, const ThreadPool& pool) override {
    if (inputs.size() != 2) throw std::runtime_error("a picture is sampled on a grid");
    const Value& input = inputs[0];
    const Value& grid = inputs[1];
    expect_picture(input);
    expect_picture(grid);
    const Shape& shape = input.shape();
    if (grid.shape()[0] != shape[0] || grid.shape()[3] != 2)
      throw std::runtime_error("a grid does not fit its picture");
    Value output({shape[0], grid.shape()[1], grid.shape()[2], shape[3]});
    const std::size_t channels = extent(shape, 3);
    const std::size_t row_step = extent(shape, 2) * channels;
    const std::size_t places = extent(grid.shape(), 1) * extent(grid.shape(), 2);
    const auto work = [&](std::size_t first, std::size_t last) {
      for (std::size_t place = first; place < last; ++place) {
        const float* picture = input.numbers().data() + place / places * extent(shape, 1) * row_step;
        const std::span<const float> at = grid.numbers().subspan(2 * place, 2);
        const Between x = between((at[0] + 1) / 2 * static_cast<float>(shape[2] - 1), shape[2]);
        const Between y = between((at[1] + 1) / 2 * static_cast<float>(shape[1] - 1), shape[1]);
        blend(picture, row_step, channels, y, x, output.numbers().data() + place * channels);
      }
    };
    constexpr std::size_t kPart = 64;
    pool.share(extent(shape, 0) * places, kPart, work);
    return output;
  }
};

}  // namespace

std::unique_ptr<Operator> resize(int height_factor, int width_factor) {
  if (height_factor < 1 || width_factor < 1) throw std::runtime_error("a picture can only be made larger");
  return std::make_unique<Resize>(height_factor, width_factor);
}

std::unique_ptr<Operator> grid_sample() { return std::make_unique<GridSample>(); }

}  // namespace face_analyzer
