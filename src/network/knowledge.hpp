#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "network/onnx.hpp"
#include "network/value.hpp"

namespace face_analyzer {

/// How a value lies in memory: as ONNX says, or a picture with its channels last.
enum class Layout { plain, channels_last };

/// What is known of a graph's values before it is run.
class Knowledge {
 public:
  explicit Knowledge(const onnx::Graph& graph) : graph_(graph) {}

  /// Whether all pictures that the network sees have one size.
  [[nodiscard]] bool one_size() const;
  [[nodiscard]] bool is_constant(std::string_view name) const;
  /// @throws std::runtime_error where the value is no constant of floats, or of integers
  [[nodiscard]] Value constant(std::string_view name) const;
  [[nodiscard]] std::vector<std::int64_t> integers(std::string_view name) const;
  /// The number of a constant that is but one.
  [[nodiscard]] float number(std::string_view name) const;
  /// What a constant of floats is beside pictures with their channels last: a number, or one a channel.
  [[nodiscard]] Value channel_constant(std::string_view name) const;
  [[nodiscard]] Layout layout(std::string_view name) const;
  /// Whether the value is made by a run, as a picture with its channels last.
  [[nodiscard]] bool is_picture(std::string_view name) const {
    return !is_constant(name) && layout(name) == Layout::channels_last;
  }
  /// The picture that is this one without channels of zeros behind its own; the picture itself where it has none.
  [[nodiscard]] std::string_view narrow(std::string_view name) const;

  /// Learns what a node makes of stored bytes alone, (byte - zero) * scale or the first half of it, as a stored
  /// constant of its own. @returns whether it is that
  bool learn_scaled(const onnx::Node& node);
  void learn(std::string_view name, Value constant) { constants_.insert_or_assign(name, std::move(constant)); }
  void learn(std::string_view name, Layout layout) { layouts_.insert_or_assign(name, layout); }
  /// Of a picture that nobody makes, since whoever reads it takes the narrow one instead.
  void learn_narrow(std::string_view name, std::string_view narrow) {
    narrow_.insert_or_assign(name, narrow);
    learn(name, Layout::channels_last);
  }
  /// Has a constant go by another name too.
  void rename(std::string_view name, std::string_view other) { originals_.insert_or_assign(other, original(name)); }

 private:
  [[nodiscard]] std::string_view original(std::string_view name) const;
  /// By the name that `original` gives; or null.
  [[nodiscard]] const onnx::Constant* find_stored(std::string_view own) const;
  [[nodiscard]] const onnx::Constant& stored(std::string_view name) const;

  const onnx::Graph& graph_;
  onnx::ByName<std::string_view> originals_;
  onnx::ByName<onnx::Constant> scaled_;
  onnx::ByName<Value> constants_;
  onnx::ByName<Layout> layouts_;
  onnx::ByName<std::string_view> narrow_;
};

}  // namespace face_analyzer
