#include "network/pooling.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <stdexcept>

#include "tensor/simd.hpp"

namespace face_analyzer {
namespace {

struct Maximum {
  static constexpr float kStart = -std::numeric_limits<float>::infinity();
  static Float4 join(Float4 most, Float4 numbers) { return most < numbers ? numbers : most; }
  static Float4 finished(Float4 most, float /*count*/) { return most; }
};

struct Mean {
  static constexpr float kStart = 0;
  static Float4 join(Float4 sum, Float4 numbers) { return sum + numbers; }
  static Float4 finished(Float4 sum, float count) { return sum / splat(count); }
};

void expect_picture(const Value& input) {
  if (input.shape().size() != kPictureSides) throw std::runtime_error("a pool's input has another number of sides");
}

/// What one row of the result is made of, handed on by value, which what is written cannot change.
struct Row {
  const float* numbers;  // of the first of the windows' rows
  std::size_t rows;
  std::size_t row_size;  // numbers from a row to the next
  std::size_t channels;
  int input_width;
};

/// A window of `side` by `side` places.
template <typename Kind, std::size_t side>
void pool_square(const float* first, const Row& row, float* to) {
  for (std::size_t channel = 0; channel < row.channels; channel += kLanes) {
    Float4 result = splat(Kind::kStart);
    const float* line = first + channel;
#pragma GCC unroll 16
    for (std::size_t y = 0; y < side; ++y, line += row.row_size)
#pragma GCC unroll 16
      for (std::size_t x = 0; x < side; ++x) result = Kind::join(result, load<Float4>(line + x * row.channels));
    store_within(to, channel, row.channels, Kind::finished(result, side * side));
  }
}

template <typename Kind>
void pool_any(const float* first, std::size_t columns, const Row& row, float* to) {
  for (std::size_t channel = 0; channel < row.channels; channel += kLanes) {
    Float4 result = splat(Kind::kStart);
    const float* line = first + channel;
    for (std::size_t y = 0; y < row.rows; ++y, line += row.row_size) {
      const float* place = line;
      for (std::size_t x = 0; x < columns; ++x, place += row.channels) result = Kind::join(result, load<Float4>(place));
    }
    store_within(to, channel, row.channels, Kind::finished(result, static_cast<float>(row.rows * columns)));
  }
}

template <typename Kind>
[[gnu::noinline]] void pool_row(const Row row, const Window& window, int width, float* to) {
  for (int column = 0; column < width; ++column, to += row.channels) {
    const Reach columns = window.reach(1, column, row.input_width);
    const float* const first = row.numbers + columns.first * row.channels;
    if (row.rows == 2 && columns.count == 2)
      pool_square<Kind, 2>(first, row, to);
    else if (row.rows == 3 && columns.count == 3)
      pool_square<Kind, 3>(first, row, to);
    else
      pool_any<Kind>(first, columns.count, row, to);
  }
}

template <typename Kind>
class Pool final : public Operator {
 public:
  explicit Pool(const Window& window) : window_(window) {
    for (std::size_t side = 0; side < 2; ++side) {
      const int size = window.size[side];
      if (window.strides[side] < 1 || size < 1 || window.padding[side] >= size || window.padding[side + 2] >= size)
        throw std::runtime_error("a window of a pool looks at nothing");
    }
  }

  Value run(std::span<const Value> inputs, const ThreadPool& pool) override {
    const Value& input = inputs.front();
    expect_picture(input);
    const Shape& shape = input.shape();
    const int height = window_.places(0, shape[1]);
    const int width = window_.places(1, shape[2]);
    Value output({shape[0], height, width, shape[3]});
    const std::size_t row_size = static_cast<std::size_t>(width) * extent(shape, 3);
    const auto work = [&](std::size_t first, std::size_t last) {
      for (std::size_t i = first; i < last; ++i)
        pool_row<Kind>(row_of(input, static_cast<int>(i) / height, static_cast<int>(i) % height), window_, width,
                       output.numbers().data() + i * row_size);
    };
    pool.share_entries(extent(shape, 0) * extent(output.shape(), 1), row_size, work);
    return output;
  }

 private:
  [[nodiscard]] Row row_of(const Value& input, int picture, int row) const {
    const Shape& shape = input.shape();
    const Reach rows = window_.reach(0, row, shape[1]);
    const std::size_t channels = extent(shape, 3);
    const std::size_t row_size = extent(shape, 2) * channels;
    const std::size_t top = static_cast<std::size_t>(picture) * extent(shape, 1) + rows.first;
    return {input.numbers().data() + top * row_size, rows.count, row_size, channels, shape[2]};
  }

  Window window_;
};

class SpatialMean final : public Operator {
 public:
  Value run(std::span<const Value> inputs, const ThreadPool& pool) override {
    expect_picture(inputs.front());
    const Shape& shape = inputs.front().shape();
    return Pool<Mean>({{shape[1], shape[2]}, {1, 1}, {}}).run(inputs, pool).reshaped({shape[0], shape[3]});
  }
};

}  // namespace

std::unique_ptr<Operator> maximum_pool(const Window& window) { return std::make_unique<Pool<Maximum>>(window); }

std::unique_ptr<Operator> average_pool(const Window& window) {
  if (std::ranges::any_of(window.padding, [](int zeros) { return zeros != 0; }))
    throw std::runtime_error("means are taken within a picture only");
  return std::make_unique<Pool<Mean>>(window);
}

std::unique_ptr<Operator> spatial_mean() { return std::make_unique<SpatialMean>(); }

}  // namespace face_analyzer
