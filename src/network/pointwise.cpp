#include "network/pointwise.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <stdexcept>
#include <vector>

#include "tensor/simd.hpp"

namespace face_analyzer {
namespace {

// A place's channels are rounded to whole multiples of a step of their own, as are a filter's weights: the largest
// channel to kMostNumber, and the weights to as much as keeps the sum of a block of products within 32 bits. The sums
// of blocks are added up as floats, times both steps.
constexpr float kMostNumber = 8191;
constexpr float kMostWeight = 32767;
constexpr std::size_t kBlock = 64;                // channels
constexpr float kMostBlock = (1 << 18) - kBlock;  // of the weights' sizes in it; rounded, each grows by at most a half

constexpr std::size_t kPair = 2;               // channels, whose products one instruction makes and adds up
constexpr std::size_t kTogether = 2 * kLanes;  // filters that are computed together
constexpr std::size_t kPlaces = 4;             // places that are
constexpr std::size_t kPart = 7 * kPlaces;     // places that a thread takes at once

/// The largest size of so many numbers, which fill pairs of vectors.
float largest_of(const float* numbers, std::size_t count) {
  std::array<Float4, 2> most{};  // of every other vector, so that one need not wait for the other
  for (std::size_t i = 0; i < count; i += 2 * kLanes)
    for (std::size_t half = 0; half < 2; ++half) {
      const auto number = load<Float4>(numbers + i + half * kLanes);
      const Float4 size = number < Float4{} ? -number : number;
      most[half] = most[half] < size ? size : most[half];
    }
  const Float4 both = most[0] < most[1] ? most[1] : most[0];
  return std::max(std::max(both[0], both[1]), std::max(both[2], both[3]));
}

/// What numbers are multiplied by to become multiples of a step; a step of 0 is that of zeros.
float factor_of(float step) { return step > 0 ? 1 / step : 0; }

/// Numbers times a factor, which brings them within 16 bits, to the nearest whole ones. They fill pairs of vectors.
/// What is no number becomes 0.
void round_to(const float* numbers, std::size_t count, float factor, std::int16_t* to) {
  // From 1.5 * 2^23 on floats are as far apart as whole numbers, and their last bits count them.
  constexpr float kWhole = 12582912;
  const auto rounded = [&](const float* from) {
    return std::bit_cast<Short8>(load<Float4>(from) * splat(factor) + splat(kWhole));
  };
  for (std::size_t i = 0; i < count; i += 2 * kLanes)
    store(to + i, lower_halves(rounded(numbers + i), rounded(numbers + i + kLanes)));
}

/// Some places, and the filters for them. It is handed on by value: for all that the compiler knows, any of it that
/// lies in the operator might change with every number that is written.
struct Product {
  const std::int16_t* numbers;  // of the places, rounded
  const float* steps;           // of the places
  const std::int16_t* weights;  // for each `kTogether` filters their pairs of channels
  const float* weight_steps;
  const float* bias;
  std::size_t channels;
  std::size_t filters;
  Float4 least;
  Float4 most;
};

/// `places` neighbouring ones from `place` on, for the `kTogether` filters from `filter` on.
template <std::size_t places>
void multiply(const Product& product, std::size_t place, std::size_t filter, float* to) {
  std::array<std::array<Float4, 2>, places> sums{};
  const std::int16_t* weights = product.weights + filter * product.channels;
  const std::int16_t* const numbers = product.numbers + place * product.channels;
  for (std::size_t block = 0; block < product.channels; block += kBlock) {
    const std::size_t end = std::min(block + kBlock, product.channels);
    std::array<std::array<UInt4, 2>, places> whole{};
    for (std::size_t channel = block; channel < end; channel += kPair, weights += kPair * kTogether) {
      const auto first = load<Short8>(weights);
      const auto second = load<Short8>(weights + kPair * kLanes);
#pragma GCC unroll 16
      for (std::size_t i = 0; i < places; ++i) {
        const Short8 pair = splat_pair(numbers + i * product.channels + channel);
        whole[i][0] += std::bit_cast<UInt4>(dot(pair, first));
        whole[i][1] += std::bit_cast<UInt4>(dot(pair, second));
      }
    }
#pragma GCC unroll 16
    for (std::size_t i = 0; i < places; ++i)
      for (std::size_t half = 0; half < 2; ++half)
        sums[i][half] += __builtin_convertvector(std::bit_cast<Int4>(whole[i][half]), Float4);
  }
  for (std::size_t i = 0; i < places; ++i)
    for (std::size_t half = 0; half < 2; ++half) {
      const std::size_t at = filter + half * kLanes;
      const Float4 step = splat(product.steps[place + i]) * load<Float4>(product.weight_steps + at);
      store(to + (place + i) * product.filters + at,
            held(sums[i][half] * step + load<Float4>(product.bias + at), product.least, product.most));
    }
}

/// All filters for the places from `first` to `last`.
[[gnu::noinline]] void multiply_all(const Product product, std::size_t first, std::size_t last, float* to) {
  for (std::size_t filter = 0; filter < product.filters; filter += kTogether) {
    std::size_t place = first;
    for (; place + kPlaces <= last; place += kPlaces) multiply<kPlaces>(product, place, filter, to);
    for (; place < last; ++place) multiply<1>(product, place, filter, to);
  }
}

class Pointwise final : public Operator {
 public:
  Pointwise(const Value& weights, std::span<const float> bias, Bounds bounds)
      : bounds_(bounds),
        channels_(extent(weights.shape(), 1)),
        filters_(extent(weights.shape(), 0)),
        bias_(filters_),
        steps_(filters_),
        weights_(filters_ * channels_) {
    std::ranges::copy(bias, bias_.begin());
    std::vector<std::int16_t> rounded(channels_);
    for (std::size_t filter = 0; filter < filters_; ++filter) {
      const std::span<const float> given = weights.numbers().subspan(filter * channels_, channels_);
      steps_[filter] = step_of(given);
      round_to(given.data(), channels_, factor_of(steps_[filter]), rounded.data());
      lay_out(rounded, filter);
    }
  }

  Value run(std::span<const Value> inputs, const ThreadPool& pool) override {
    const Value& input = inputs.front();
    const Shape& shape = input.shape();
    if (shape.size() != kPictureSides || extent(shape, 3) != channels_)
      throw std::runtime_error("a convolution's input does not fit its channels");
    Value output({shape[0], shape[1], shape[2], static_cast<int>(filters_)});
    const std::size_t places = input.count() / channels_;
    std::vector<float> steps(places);
    // NOLINTNEXTLINE(modernize-avoid-c-arrays): how a unique pointer says that it holds several
    const auto rounded = std::make_unique_for_overwrite<std::int16_t[]>(input.count());
    const Product product{rounded.get(), steps.data(), weights_.data(),      steps_.data(),      bias_.data(),
                          channels_,     filters_,     splat(bounds_.least), splat(bounds_.most)};
    pool.share(places, kPart, [&](std::size_t first, std::size_t last) {
      for (std::size_t place = first; place < last; ++place) {
        const float* const numbers = input.numbers().data() + place * channels_;
        steps[place] = largest_of(numbers, channels_) / kMostNumber;
        round_to(numbers, channels_, factor_of(steps[place]), rounded.get() + place * channels_);
      }
      multiply_all(product, first, last, output.numbers().data());
    });
    return output;
  }

 private:
  /// The finest step for a filter's weights of which no block's sum can leave 32 bits.
  static float step_of(std::span<const float> weights) {
    float step = largest_of(weights.data(), weights.size()) / kMostWeight;
    for (std::size_t block = 0; block < weights.size(); block += kBlock) {
      float sum = 0;
      for (const float weight : weights.subspan(block, std::min(kBlock, weights.size() - block)))
        sum += std::abs(weight);
      step = std::max(step, sum / kMostBlock);
    }
    return step;
  }

  /// A filter's weights beside those of the filters that are computed together with it, pair by pair.
  void lay_out(std::span<const std::int16_t> weights, std::size_t filter) {
    std::int16_t* to = weights_.data() + filter / kTogether * kTogether * channels_ + filter % kTogether * kPair;
    for (std::size_t channel = 0; channel < channels_; channel += kPair, to += kPair * kTogether)
      std::copy_n(weights.data() + channel, kPair, to);
  }

  Bounds bounds_;
  std::size_t channels_;
  std::size_t filters_;
  std::vector<float> bias_;
  std::vector<float> steps_;  // of the filters' weights
  std::vector<std::int16_t> weights_;
};

/// Whether whole numbers are multiplied faster here than floats. On ARM they are not where relaxed SIMD multiplies and
/// adds floats in one step.
bool pays() {
#ifdef __wasm_relaxed_simd__
  // Beyond all integers, ARM's conversion gives the nearest one, and x86's the least. (A compiler that knows the number
  // would convert it itself.)
  const volatile float beyond = std::numeric_limits<float>::max();
  const Int4 converted = __builtin_wasm_relaxed_trunc_s_i32x4_f32x4(splat(beyond));
  return converted[0] == std::numeric_limits<std::int32_t>::min();
#else
  return true;
#endif
}

}  // namespace

bool is_pointwise(const Value& weights, const Window& window, int groups) {
  // Only networks of attributes have so many. With half as many the detector and the mesh network would be among them,
  // and landmarks move by up to .08 pixels.
  constexpr int kLeastChannels = 128;
  constexpr int kLeastFilters = 256;
  const Shape& shape = weights.shape();
  return groups == 1 && window.size == std::array{1, 1} && window.strides == std::array{1, 1} &&
         window.padding == std::array{0, 0, 0, 0} && shape.size() == kPictureSides && shape[0] >= kLeastFilters &&
         shape[1] >= kLeastChannels && shape[0] % static_cast<int>(kTogether) == 0 &&
         shape[1] % static_cast<int>(2 * kLanes) == 0 && pays();
}

std::unique_ptr<Operator> pointwise(const Value& weights, std::span<const float> bias, Bounds bounds) {
  return std::make_unique<Pointwise>(weights, bias, bounds);
}

}  // namespace face_analyzer
