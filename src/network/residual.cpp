#include "network/residual.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>
#include <utility>
#include <vector>

#include "tensor/simd.hpp"

namespace face_analyzer {
namespace {

class Residual final : public Operator {
 public:
  Residual(std::span<const float> slopes, Bounds bounds) : slopes_(slopes.begin(), slopes.end()), bounds_(bounds) {
    if (slopes_.empty()) slopes_.push_back(1);
  }

  Value run(std::span<const Value> inputs, const ThreadPool& pool) override {
    if (inputs.size() != 2) throw std::runtime_error("a residual connection is of two pictures");
    const bool in_order = channels_of(inputs[0]) >= channels_of(inputs[1]);
    const Value& wide = inputs[in_order ? 0 : 1];
    const Value& narrow = inputs[in_order ? 1 : 0];
    if (!std::ranges::equal(std::span(wide.shape()).first(kChannels), std::span(narrow.shape()).first(kChannels)))
      throw std::runtime_error("a residual connection is of pictures of two sizes");
    const std::size_t channels = channels_of(wide);
    const std::size_t narrow_channels = channels_of(narrow);
    if (slopes_.size() == 1) slopes_.resize(channels, slopes_.front());
    if (slopes_.size() != channels) throw std::runtime_error("a slope a channel is of another number of channels");
    Value output = room_for(wide.shape(), inputs);
    const float* a = wide.numbers().data();
    const float* b = narrow.numbers().data();
    float* to = output.numbers().data();
    pool.share_entries(output.count() / std::max<std::size_t>(channels, 1), channels,
                       [&, slopes = slopes_.data(), bounds = bounds_](std::size_t first, std::size_t last) {
                         for (std::size_t i = first; i < last; ++i)
                           add({a + i * channels, b + i * narrow_channels, channels, narrow_channels, slopes}, bounds,
                               to + i * channels);
                       });
    return output;
  }

 private:
  static constexpr std::size_t kChannels = kPictureSides - 1;  // the side of a picture

  static std::size_t channels_of(const Value& picture) {
    if (picture.shape().size() != kPictureSides) throw std::runtime_error("a residual connection is of two pictures");
    return extent(picture.shape(), kChannels);
  }

  /// One place of both pictures.
  struct Place {
    const float* wide;
    const float* narrow;
    std::size_t channels;
    std::size_t narrow_channels;
    const float* slopes;
  };

  static void add(const Place place, Bounds bounds, float* to) {
    const Float4 least = splat(bounds.least);
    const Float4 most = splat(bounds.most);
    const auto channels = [&](std::size_t channel, std::size_t last, auto beside) {
      for (; channel + kLanes <= last; channel += kLanes)
        store(to + channel, held(sloped(load<Float4>(place.wide + channel) + load<Float4>(beside(channel)),
                                        load<Float4>(place.slopes + channel)),
                                 least, most));
      for (; channel < last; ++channel)
        to[channel] = bounds.hold(sloped(place.wide[channel] + *beside(channel), place.slopes[channel]));
    };
    static constexpr std::array<float, kLanes> kZeros{};
    channels(0, place.narrow_channels, [&](std::size_t channel) { return place.narrow + channel; });
    channels(place.narrow_channels, place.channels, [](std::size_t) { return kZeros.data(); });
  }

  std::vector<float> slopes_;  // one a channel, or one for all
  Bounds bounds_;
};

}  // namespace

std::unique_ptr<Operator> residual(std::span<const float> slopes, Bounds bounds) {
  return std::make_unique<Residual>(slopes, bounds);
}

}  // namespace face_analyzer
