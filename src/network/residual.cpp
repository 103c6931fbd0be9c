#include "network/residual.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <utility>
#include <vector>

#include "tensor/simd.hpp"

namespace face_analyzer {
namespace {

class Residual final : public Operator {
 public:
  Residual(std::span<const float> slopes, Bounds bounds) : slopes_(slopes.begin(), slopes.end()), bounds_(bounds) {}

  Value run(std::span<const Value> inputs, const ThreadPool& pool) override {
    if (inputs.empty() || inputs.size() > 2) throw std::runtime_error("a residual connection is of two pictures");
    const bool in_order = channels_of(inputs.front()) >= channels_of(inputs.back());
    const Value& wide = in_order ? inputs.front() : inputs.back();
    const Value& narrow = in_order ? inputs.back() : inputs.front();
    if (!std::ranges::equal(std::span(wide.shape()).first(kChannels), std::span(narrow.shape()).first(kChannels)))
      throw std::runtime_error("a residual connection is of pictures of two sizes");
    const std::size_t channels = channels_of(wide);
    if (slopes_.size() == 1) slopes_.resize(channels, slopes_.front());
    if (!slopes_.empty() && slopes_.size() != channels)
      throw std::runtime_error("a slope a channel is of another number of channels");
    Value output = room_for(wide.shape(), inputs);
    const Pictures pictures{{channels, inputs.size() == 1 ? 0 : channels_of(narrow), slopes_.data(), bounds_},
                            wide.numbers().data(),
                            narrow.numbers().data(),
                            output.numbers().data()};
    const auto add_places = slopes_.empty() ? add<false> : add<true>;
    pool.share_entries(output.count() / std::max<std::size_t>(channels, 1), channels,
                       [&](std::size_t first, std::size_t last) { add_places(pictures, first, last); });
    return output;
  }

 private:
  static constexpr std::size_t kChannels = kPictureSides - 1;  // the side of a picture

  static std::size_t channels_of(const Value& picture) {
    if (picture.shape().size() != kPictureSides) throw std::runtime_error("a residual connection is of two pictures");
    return extent(picture.shape(), kChannels);
  }

  /// What is the same for all places.
  struct Layer {
    std::size_t channels;
    std::size_t narrow_channels;
    const float* slopes;
    Bounds bounds;
  };

  /// The pictures, from their first places on. They are handed on by value, which what is written cannot change.
  struct Pictures {
    Layer layer;
    const float* wide;
    const float* narrow;
    float* to;
  };

  template <bool has_slopes>
  [[gnu::noinline]] static void add(const Pictures pictures, std::size_t first, std::size_t last) {
    const Bounds bounds = pictures.layer.bounds;
    const std::size_t channels = pictures.layer.channels;
    const std::size_t narrow_channels = pictures.layer.narrow_channels;
    const float* slopes = pictures.layer.slopes;
    const Float4 least = splat(bounds.least);
    const Float4 most = splat(bounds.most);
    const auto finished = [=](Float4 sum, std::size_t channel) {
      return held(has_slopes ? sloped(sum, load<Float4>(slopes + channel)) : sum, least, most);
    };
    const float* wide = pictures.wide + first * channels;
    const float* narrow = pictures.narrow + first * narrow_channels;
    float* to = pictures.to + first * channels;
    for (std::size_t i = first; i < last; ++i, wide += channels, narrow += narrow_channels, to += channels) {
      std::size_t channel = 0;
      for (; channel + kLanes <= narrow_channels; channel += kLanes)
        store(to + channel, finished(load<Float4>(wide + channel) + load<Float4>(narrow + channel), channel));
      if (channel == narrow_channels)
        for (; channel + kLanes <= channels; channel += kLanes)
          store(to + channel, finished(load<Float4>(wide + channel), channel));
      for (; channel < channels; ++channel) {
        const float sum = wide[channel] + (channel < narrow_channels ? narrow[channel] : 0);
        to[channel] = bounds.hold(has_slopes ? sloped(sum, slopes[channel]) : sum);
      }
    }
  }

  std::vector<float> slopes_;  // one a channel, or one for all, or none
  Bounds bounds_;
};

}  // namespace

std::unique_ptr<Operator> residual(std::span<const float> slopes, Bounds bounds) {
  return std::make_unique<Residual>(slopes, bounds);
}

}  // namespace face_analyzer
