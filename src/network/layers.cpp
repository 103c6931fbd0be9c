#include "network/layers.hpp"

#include <algorithm>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <xnnpack.h>

#include "network/arrangement.hpp"
#include "network/depthwise.hpp"
#include "network/pointwise.hpp"

namespace face_analyzer {
namespace {

void check(xnn_status status) {
  if (status == xnn_status_out_of_memory) throw std::bad_alloc();
  if (status != xnn_status_success) throw std::runtime_error("XNNPACK fails with status " + std::to_string(status));
}

struct Delete {
  void operator()(xnn_operator_t layer) const { xnn_delete_operator(layer); }
};
using Layer = std::unique_ptr<xnn_operator, Delete>;

/// `create(&handle)` is one of XNNPACK's xnn_create functions with its other arguments.
template <typename Create>
Layer create_layer(Create create) {
  check(xnn_initialize(nullptr));
  xnn_operator_t handle = nullptr;
  check(create(&handle));
  return Layer(handle);
}

std::uint32_t u32(int number) { return static_cast<std::uint32_t>(number); }

void expect_rank(const Value& input, std::size_t rank) {
  if (input.shape().size() != rank) throw std::runtime_error("a layer's input has another number of sides");
}

void expect_channels(const Value& input, std::size_t channels) {
  if (static_cast<std::size_t>(input.shape().back()) != channels)
    throw std::runtime_error("a layer's input has another number of channels");
}

/// [filters, channels, height, width] to [filters, height, width, channels].
Value kernel_of(const Value& weights) {
  const Shape& shape = weights.shape();
  const bool as_they_lie = shape[1] == 1 || (shape[2] == 1 && shape[3] == 1);
  return as_they_lie ? weights : channels_last(shape, weights.numbers(), ThreadPool(1));
}

class Convolution final : public Operator {
 public:
  Convolution(const Value& weights, std::span<const float> bias, const Window& window, int groups, Bounds bounds,
              bool one_size)
      : filters_(weights.shape().at(0)), channels_(extent(weights.shape(), 1) * static_cast<std::size_t>(groups)) {
    if (groups < 1 || filters_ < groups || filters_ % groups != 0)
      throw std::runtime_error("a convolution's groups do not fit its filters");
    const Value kernel = kernel_of(weights);
    const auto group_filters = static_cast<std::size_t>(filters_ / groups);
    const std::size_t each = kernel.count() / extent(weights.shape(), 0);
    portion_ = groups == 1 ? portion_of(each) : group_filters;
    const int top = window.padding[0];
    const int left = window.padding[1];
    const int bottom = window.padding[2];
    const int right = window.padding[3];
    for (std::size_t first = 0; first < group_filters; first += portion_)
      layers_.push_back(create_layer([&](xnn_operator_t* handle) {
        return xnn_create_convolution2d_nhwc_f32(
            u32(top), u32(right), u32(bottom), u32(left), u32(window.size[0]), u32(window.size[1]),
            u32(window.strides[0]), u32(window.strides[1]), 1, 1, u32(groups), extent(weights.shape(), 1),
            std::min(portion_, group_filters - first), channels_, static_cast<std::size_t>(filters_),
            kernel.numbers().data() + first * each, bias.empty() ? nullptr : bias.data() + first, bounds.least,
            bounds.most, one_size ? 0 : XNN_FLAG_TRANSIENT_INDIRECTION_BUFFER, nullptr, nullptr, handle);
      }));
  }

  Value run(std::span<const Value> inputs, const ThreadPool& pool) override {
    const Value& input = inputs.front();
    expect_rank(input, 4);
    expect_channels(input, channels_);
    Value output;
    for (std::size_t i = 0; i < layers_.size(); ++i) run_portion(i, input, output, pool);
    return output;
  }

 private:
  /// How many filters are computed for all places before the next ones: as many as have weights that stay in a cache
  /// near the processor meanwhile, instead of all being read anew for every few places.
  static std::size_t portion_of(std::size_t weights) {
    constexpr std::size_t kWeights = 1 << 16;  // 256 KB
    constexpr std::size_t kTogether = 8;       // filters of XNNPACK's kernels
    return std::max(kWeights / std::max<std::size_t>(weights, 1) / kTogether, std::size_t{1}) * kTogether;
  }

  /// Makes the output, where it is the first.
  void run_portion(std::size_t portion, const Value& input, Value& output, const ThreadPool& pool) {
    xnn_operator_t layer = layers_[portion].get();
    const Shape& shape = input.shape();
    std::size_t workspace_size = 0;
    std::size_t workspace_alignment = 0;
    std::size_t height = 0;
    std::size_t width = 0;
    check(xnn_reshape_convolution2d_nhwc_f32(layer, extent(shape, 0), extent(shape, 1), extent(shape, 2),
                                             &workspace_size, &workspace_alignment, &height, &width, pool.handle()));
    if (portion == 0) output = Value({shape[0], static_cast<int>(height), static_cast<int>(width), filters_});
    // Twice as large as the alignment asks for, of which XNNPACK says how much it is.
    // NOLINTNEXTLINE(modernize-avoid-c-arrays): how a unique pointer says that it holds several
    const auto workspace = std::make_unique_for_overwrite<std::byte[]>(workspace_size + workspace_alignment);
    void* aligned = workspace.get();
    std::size_t room = workspace_size + workspace_alignment;
    std::align(std::max<std::size_t>(workspace_alignment, 1), workspace_size, aligned, room);
    check(xnn_setup_convolution2d_nhwc_f32(layer, aligned, input.numbers().data(),
                                           output.numbers().data() + portion * portion_));
    check(xnn_run_operator(layer, pool.handle()));
  }

  int filters_;
  std::size_t channels_;
  std::size_t portion_;  // filters of each layer
  std::vector<Layer> layers_;
};

class Dense final : public Operator {
 public:
  Dense(const Value& weights, std::span<const float> bias, Bounds bounds)
      : rows_(extent(weights.shape(), 0)), columns_(weights.shape().at(1)) {
    const std::size_t columns = extent(weights.shape(), 1);
    if (bias.size() != columns) throw std::runtime_error("a dense layer's bias does not fit its columns");
    layer_ = create_layer([&](xnn_operator_t* handle) {
      return xnn_create_fully_connected_nc_f32(rows_, columns, rows_, columns, weights.numbers().data(), bias.data(),
                                               bounds.least, bounds.most, XNN_FLAG_TRANSPOSE_WEIGHTS, nullptr, nullptr,
                                               handle);
    });
  }

  Value run(std::span<const Value> inputs, const ThreadPool& pool) override {
    const Value& input = inputs.front();
    expect_rank(input, 2);
    expect_channels(input, rows_);
    Value output({input.shape()[0], columns_});
    check(xnn_reshape_fully_connected_nc_f32(layer_.get(), extent(input.shape(), 0), pool.handle()));
    check(xnn_setup_fully_connected_nc_f32(layer_.get(), input.numbers().data(), output.numbers().data()));
    check(xnn_run_operator(layer_.get(), pool.handle()));
    return output;
  }

 private:
  std::size_t rows_;
  int columns_;
  Layer layer_;
};

}  // namespace

std::unique_ptr<Operator> convolution(const Value& weights, std::span<const float> bias, const Window& window,
                                      int groups, Bounds bounds, bool one_size) {
  if (weights.shape().size() != 4) throw std::runtime_error("a convolution's weights have another number of sides");
  if (weights.shape()[2] != window.size[0] || weights.shape()[3] != window.size[1])
    throw std::runtime_error("a convolution's weights do not fit its window");
  if (!bias.empty() && bias.size() != extent(weights.shape(), 0))
    throw std::runtime_error("a convolution's bias does not fit its filters");
  if (is_depthwise(weights, window, groups)) return depthwise(weights, bias, window, bounds);
  if (is_pointwise(weights, window, groups)) return pointwise(weights, bias, bounds);
  return std::make_unique<Convolution>(weights, bias, window, groups, bounds, one_size);
}

std::unique_ptr<Operator> dense(const Value& weights, std::span<const float> bias, Bounds bounds) {
  if (weights.shape().size() != 2) throw std::runtime_error("a dense layer's weights have another number of sides");
  return std::make_unique<Dense>(weights, bias, bounds);
}

}  // namespace face_analyzer
