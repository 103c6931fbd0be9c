#include "network/depthwise.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include "tensor/simd.hpp"

namespace face_analyzer {
namespace {

constexpr int kSide = 3;        // of a window, in taps
constexpr int kNeighbours = 4;  // places of a row that are computed together

/// A row of the window that is in the picture.
struct Line {
  const float* numbers;  // of the picture's row
  const float* weights;  // of its taps, one after the other
};

/// What one row of the result is made of. It is handed on by value: for all that the compiler knows, any of it that
/// lies in the operator might change with every number that is written.
struct Row {
  std::array<Line, kSide> lines;
  std::size_t line_count;
  const float* bias;
  std::size_t channels;
  std::size_t tap_size;  // channels in whole vectors
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

void put(Float4 sum, std::size_t channel, const Row& row, float* to) {
  sum = held(sum, row.least, row.most);
  if (channel + kLanes <= row.channels)
    store(to + channel, sum);
  else
    for (std::size_t lane = 0; channel + lane < row.channels; ++lane) to[channel + lane] = sum[lane];
}

/// `count` neighbouring places, the first window's left border at `left`.
template <int stride, int count>
[[gnu::noinline]] void whole_windows(const Row row, std::size_t left, float* to) {
  constexpr int kColumns = (count - 1) * stride + kSide;
  for (std::size_t channel = 0; channel < row.channels; channel += kLanes) {
    std::array<Float4, count> sums;
    sums.fill(load<Float4>(row.bias + channel));
    for (std::size_t line = 0; line < row.line_count; ++line) {
      std::array<Float4, kSide> weights;
      for (std::size_t tap = 0; tap < kSide; ++tap)
        weights[tap] = load<Float4>(row.lines[line].weights + tap * row.tap_size + channel);
      const float* from = row.lines[line].numbers + left * row.channels + channel;
#pragma GCC unroll 16
      for (int column = 0; column < kColumns; ++column, from += row.channels) {
        const auto numbers = load<Float4>(from);
#pragma GCC unroll 16
        for (int place = 0; place < count; ++place)
          if (const int tap = column - place * stride; tap >= 0 && tap < kSide) {
            Float4& sum = sums[static_cast<std::size_t>(place)];
            sum = multiply_add(numbers, weights[static_cast<std::size_t>(tap)], sum);
          }
      }
    }
    for (std::size_t place = 0; place < count; ++place) put(sums[place], channel, row, to + place * row.channels);
  }
}

/// A place whose window the picture's side borders cut off: of its taps only these are in the picture.
[[gnu::noinline]] void cut_window(const Row row, int left, int first_tap, int last_tap, float* to) {
  for (std::size_t channel = 0; channel < row.channels; channel += kLanes) {
    auto sum = load<Float4>(row.bias + channel);
    for (std::size_t line = 0; line < row.line_count; ++line)
      for (int tap = first_tap; tap < last_tap; ++tap)
        sum = multiply_add(
            load<Float4>(row.lines[line].numbers + static_cast<std::size_t>(left + tap) * row.channels + channel),
            load<Float4>(row.lines[line].weights + static_cast<std::size_t>(tap) * row.tap_size + channel), sum);
    put(sum, channel, row, to);
  }
}

/// A row of `width` places over one of `input_width`, with so many zeros on its left.
template <int stride>
void convolve(const Row& row, int padding, int input_width, int width, float* to) {
  const auto left_of = [padding](int column) { return column * stride - padding; };
  const auto is_whole = [&](int column) { return left_of(column) >= 0 && left_of(column) + kSide <= input_width; };
  for (int column = 0; column < width;) {
    const int left = left_of(column);
    int count = 1;
    if (is_whole(column) && column + kNeighbours <= width && is_whole(column + kNeighbours - 1)) {
      whole_windows<stride, kNeighbours>(row, static_cast<std::size_t>(left), to);
      count = kNeighbours;
    } else if (is_whole(column)) {
      whole_windows<stride, 1>(row, static_cast<std::size_t>(left), to);
    } else {
      cut_window(row, left, std::max(0, -left), std::min(kSide, input_width - left), to);
    }
    column += count;
    to += static_cast<std::size_t>(count) * row.channels;
  }
}

class Depthwise final : public Operator {
 public:
  Depthwise(const Value& weights, std::span<const float> bias, const Window& window, Bounds bounds)
      : window_(window),
        bounds_(bounds),
        channels_(extent(weights.shape(), 0)),
        tap_size_((channels_ + kLanes - 1) / kLanes * kLanes),
        weights_(kTaps * tap_size_),
        bias_(tap_size_) {
    std::ranges::copy(bias, bias_.begin());
    for (std::size_t channel = 0; channel < channels_; ++channel)
      for (std::size_t tap = 0; tap < kTaps; ++tap)
        weights_[tap * tap_size_ + channel] = weights.numbers()[channel * kTaps + tap];
  }

  Value run(std::span<const Value> inputs, const ThreadPool& pool) override {
    const Value& input = inputs.front();
    const Shape& shape = input.shape();
    if (shape.size() != 4 || extent(shape, 3) != channels_)
      throw std::runtime_error("a convolution's input does not fit its channels");
    const auto [top, left, bottom, right] = window_.padding;
    const int height = places(shape[1] + top + bottom, window_.strides[0]);
    const int width = places(shape[2] + left + right, window_.strides[1]);
    Value output({shape[0], height, width, shape[3]});
    const std::size_t row_size = extent(output.shape(), 2) * channels_;
    const std::size_t rows = extent(shape, 0) * extent(output.shape(), 1);
    pool.share_entries(rows, row_size, [&](std::size_t first, std::size_t last) {
      for (std::size_t i = first; i < last; ++i) {
        const Row row = row_of(input, i / extent(output.shape(), 1), i % extent(output.shape(), 1));
        float* to = output.numbers().data() + i * row_size;
        if (window_.strides[1] == 1)
          convolve<1>(row, left, shape[2], width, to);
        else
          convolve<2>(row, left, shape[2], width, to);
      }
    });
    return output;
  }

 private:
  static constexpr std::size_t kTaps = std::size_t{kSide} * kSide;

  static int places(int length, int stride) { return length < kSide ? 0 : (length - kSide) / stride + 1; }

  [[nodiscard]] Row row_of(const Value& input, std::size_t picture, std::size_t place) const {
    const Shape& shape = input.shape();
    Row row{{}, 0, bias_.data(), channels_, tap_size_, splat(bounds_.least), splat(bounds_.most)};
    const int top = static_cast<int>(place) * window_.strides[0] - window_.padding[0];
    for (int line = std::max(0, -top); line < std::min(kSide, shape[1] - top); ++line) {
      const std::size_t y = picture * extent(shape, 1) + static_cast<std::size_t>(top + line);
      row.lines[row.line_count++] = {input.numbers().data() + y * extent(shape, 2) * channels_,
                                     weights_.data() + static_cast<std::size_t>(line) * kSide * tap_size_};
    }
    return row;
  }

  Window window_;
  Bounds bounds_;
  std::size_t channels_;
  std::size_t tap_size_;
  std::vector<float> weights_;  // nine taps, row by row, of `tap_size_` channels each
  std::vector<float> bias_;
};

}  // namespace

bool is_depthwise(const Value& weights, const Window& window, int groups) {
  const Shape& shape = weights.shape();
  const auto is_small = [](int stride) { return stride == 1 || stride == 2; };
  return shape.size() == 4 && shape[0] == groups && shape[1] == 1 && window.size == std::array{kSide, kSide} &&
         std::ranges::all_of(window.strides, is_small);
}

std::unique_ptr<Operator> depthwise(const Value& weights, std::span<const float> bias, const Window& window,
                                    Bounds bounds) {
  return std::make_unique<Depthwise>(weights, bias, window, bounds);
}

}  // namespace face_analyzer
