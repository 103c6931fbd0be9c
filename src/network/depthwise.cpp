#include "network/depthwise.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include "tensor/simd.hpp"

namespace face_analyzer {
namespace {

constexpr int kSide = 3;  // of a window, in taps
constexpr std::size_t kTaps = std::size_t{kSide} * kSide;
constexpr std::size_t kRowWeights = kSide * kLanes;  // of a row of the window, for a vector of channels
constexpr int kNeighbours = 4;                       // places of a row that are computed together

/// What one row of the result is made of. It is handed on by value: for all that the compiler knows, any of it that
/// lies in the operator might change with every number that is written.
struct Row {
  const float* numbers;     // of the first of the window's rows that are in the picture
  std::size_t row_size;     // from there to the next
  const float* weights;     // of its taps, for the first vector of channels
  std::size_t window_rows;  // that are in the picture
  const float* bias;
  std::size_t channels;
  int input_width;
  Float4 least;
  Float4 most;
};

/// a * b + c, rounded once where the build is allowed to and the machine does it in one step.
Float4 multiply_add(Float4 a, Float4 b, Float4 c) {
#ifdef __wasm_relaxed_simd__
  return __builtin_wasm_relaxed_madd_f32x4(a, b, c);
#else
  return a * b + c;
#endif
}

/// That the windows of so many neighbouring places cover.
constexpr int columns_of(int count, int stride) { return (count - 1) * stride + kSide; }

/// `count` neighbouring places, the first window's left border at `left`. The first of their columns and the last may
/// lie outside of the picture, unless they are known to be inside.
template <int stride, int count, bool are_inside>
void windows(const Row& row, int left, float* to) {
  constexpr int kColumns = columns_of(count, stride);
  const bool begins_outside = !are_inside && left < 0;
  const bool ends_outside = !are_inside && left + kColumns > row.input_width;
  const float* const begin =
      row.numbers + static_cast<std::ptrdiff_t>(left) * static_cast<std::ptrdiff_t>(row.channels);
  for (std::size_t channel = 0; channel < row.channels; channel += kLanes) {
    std::array<Float4, count> sums{};
    sums.fill(load<Float4>(row.bias + channel));
    const float* numbers = begin + channel;
    const float* weights = row.weights + channel * kTaps;
#pragma GCC unroll 1  // with more of them at once an engine runs out of registers
    for (std::size_t i = 0; i < row.window_rows; ++i, numbers += row.row_size, weights += kRowWeights) {
      const std::array<Float4, kSide> taps{load<Float4>(weights), load<Float4>(weights + kLanes),
                                           load<Float4>(weights + 2 * kLanes)};
      const float* from = numbers;
#pragma GCC unroll 16
      for (int column = 0; column < kColumns; ++column, from += row.channels) {
        const bool is_outside = (column == 0 && begins_outside) || (column == kColumns - 1 && ends_outside);
        const Float4 number = is_outside ? Float4{} : load<Float4>(from);
#pragma GCC unroll 16
        for (int place = 0; place < count; ++place)
          if (const int tap = column - place * stride; tap >= 0 && tap < kSide) {
            Float4& sum = sums[static_cast<std::size_t>(place)];
            sum = multiply_add(number, taps[static_cast<std::size_t>(tap)], sum);
          }
      }
    }
#pragma GCC unroll 16
    for (std::size_t place = 0; place < count; ++place)
      store_within(to + place * row.channels, channel, row.channels, held(sums[place], row.least, row.most));
  }
}

/// A row of `width` places, `count` at a time, the last of them once more where they are left over.
template <int stride, int count>
[[gnu::noinline]] void convolve(const Row row, int padding, int width, float* to) {
  for (int column = 0; column < width; column += count) {
    const int first = std::min(column, width - count);
    const int left = first * stride - padding;
    float* const place = to + static_cast<std::size_t>(first) * row.channels;
    if (left >= 0 && left + columns_of(count, stride) <= row.input_width)
      windows<stride, count, true>(row, left, place);
    else
      windows<stride, count, false>(row, left, place);
  }
}

using Convolve = void(Row, int, int, float*);

template <int stride>
Convolve* convolve_for(int width) {
  return width < kNeighbours ? convolve<stride, 1> : convolve<stride, kNeighbours>;
}

class Depthwise final : public Operator {
 public:
  Depthwise(const Value& weights, std::span<const float> bias, const Window& window, Bounds bounds)
      : window_(window),
        bounds_(bounds),
        channels_(extent(weights.shape(), 0)),
        bias_((channels_ + kLanes - 1) / kLanes * kLanes),
        weights_(bias_.size() * kTaps) {
    std::ranges::copy(bias, bias_.begin());
    for (std::size_t channel = 0; channel < channels_; ++channel)
      for (std::size_t tap = 0; tap < kTaps; ++tap)
        weights_[(channel / kLanes * kTaps + tap) * kLanes + channel % kLanes] =
            weights.numbers()[channel * kTaps + tap];
  }

  Value run(std::span<const Value> inputs, const ThreadPool& pool) override {
    const Value& input = inputs.front();
    const Shape& shape = input.shape();
    if (shape.size() != 4 || extent(shape, 3) != channels_)
      throw std::runtime_error("a convolution's input does not fit its channels");
    const int height = window_.places(0, shape[1]);
    const int width = window_.places(1, shape[2]);
    Value output({shape[0], height, width, shape[3]});
    const auto convolve = window_.strides[1] == 1 ? convolve_for<1>(width) : convolve_for<2>(width);
    const std::size_t row_size = extent(output.shape(), 2) * channels_;
    const std::size_t rows = extent(shape, 0) * extent(output.shape(), 1);
    pool.share_entries(rows, row_size, [&](std::size_t first, std::size_t last) {
      for (std::size_t i = first; i < last; ++i) {
        const Row row = row_of(input, i / extent(output.shape(), 1), i % extent(output.shape(), 1));
        convolve(row, window_.padding[1], width, output.numbers().data() + i * row_size);
      }
    });
    return output;
  }

 private:
  [[nodiscard]] Row row_of(const Value& input, std::size_t picture, std::size_t place) const {
    const Shape& shape = input.shape();
    const std::size_t row_size = extent(shape, 2) * channels_;
    const Reach rows = window_.reach(0, static_cast<int>(place), shape[1]);
    return {input.numbers().data() + (picture * extent(shape, 1) + rows.first) * row_size,
            row_size,
            weights_.data() + rows.tap * kRowWeights,
            rows.count,
            bias_.data(),
            channels_,
            shape[2],
            splat(bounds_.least),
            splat(bounds_.most)};
  }

  Window window_;
  Bounds bounds_;
  std::size_t channels_;
  std::vector<float> bias_;     // for whole vectors of channels
  std::vector<float> weights_;  // of each vector's channels nine taps, row by row
};

}  // namespace

bool is_depthwise(const Value& weights, const Window& window, int groups) {
  const Shape& shape = weights.shape();
  return shape.size() == 4 && shape[0] == groups && shape[1] == 1 && window.size == std::array{kSide, kSide} &&
         std::ranges::all_of(window.strides, [](int stride) { return stride == 1 || stride == 2; }) &&
         std::ranges::all_of(window.padding, [](int zeros) { return zeros == 0 || zeros == 1; });
}

std::unique_ptr<Operator> depthwise(const Value& weights, std::span<const float> bias, const Window& window,
                                    Bounds bounds) {
  return std::make_unique<Depthwise>(weights, bias, window, bounds);
}

}  // namespace face_analyzer
