#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <protozero/pbf_writer.hpp>

namespace face_analyzer {

/// Writes an ONNX file, with the numbers of onnx.proto3, as the converters of `models` do.
class OnnxFile {
 public:
  enum Type : std::int32_t { float32 = 1, uint8 = 2, string = 8, int64 = 7, float16 = 10 };

  /// 0 stands for a side that is free.
  OnnxFile& input(std::string_view name, std::initializer_list<std::int64_t> shape) {
    std::string sides;
    protozero::pbf_writer dimensions(sides);
    for (const std::int64_t side : shape) {
      std::string dimension;
      if (side != 0) protozero::pbf_writer(dimension).add_int64(1, side);
      dimensions.add_message(1, dimension);
    }
    std::string tensor;
    protozero::pbf_writer(tensor).add_message(2, sides);
    std::string type;
    protozero::pbf_writer(type).add_message(1, tensor);
    std::string info;
    protozero::pbf_writer writer(info);
    writer.add_string(1, std::string(name));
    writer.add_message(2, type);
    protozero::pbf_writer(graph_).add_message(11, info);
    return *this;
  }

  OnnxFile& output(std::string_view name) {
    std::string info;
    protozero::pbf_writer(info).add_string(1, std::string(name));
    protozero::pbf_writer(graph_).add_message(12, info);
    return *this;
  }

  template <typename Number>
  OnnxFile& constant(std::string_view name, Type type, std::initializer_list<std::int64_t> shape,
                     const std::vector<Number>& numbers) {
    std::string tensor;
    protozero::pbf_writer writer(tensor);
    writer.add_packed_int64(1, shape.begin(), shape.end());
    writer.add_int32(2, type);
    writer.add_string(8, std::string(name));
    writer.add_bytes(9, reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(Number));
    protozero::pbf_writer(graph_).add_message(5, tensor);
    return *this;
  }

  OnnxFile& floats(std::string_view name, std::initializer_list<std::int64_t> shape,
                   const std::vector<float>& numbers) {
    return constant(name, float32, shape, numbers);
  }

  OnnxFile& integers(std::string_view name, const std::vector<std::int64_t>& numbers) {
    return constant(name, int64, {static_cast<std::int64_t>(numbers.size())}, numbers);
  }

  using Attributes = std::map<std::string, std::vector<std::int64_t>>;

  OnnxFile& node(std::string_view type, std::initializer_list<std::string> inputs, std::string_view output,
                 const Attributes& attributes = {}, const std::map<std::string, std::string>& texts = {}) {
    std::string node;
    protozero::pbf_writer writer(node);
    for (const std::string& input : inputs) writer.add_string(1, input);
    writer.add_string(2, std::string(output));
    writer.add_string(4, std::string(type));
    for (const auto& [name, numbers] : attributes) {
      std::string attribute;
      protozero::pbf_writer fields(attribute);
      fields.add_string(1, name);
      if (numbers.size() == 1) fields.add_int64(3, numbers.front());
      fields.add_packed_int64(8, numbers.begin(), numbers.end());
      writer.add_message(5, attribute);
    }
    for (const auto& [name, text] : texts) {
      std::string attribute;
      protozero::pbf_writer fields(attribute);
      fields.add_string(1, name);
      fields.add_string(4, text);
      writer.add_message(5, attribute);
    }
    protozero::pbf_writer(graph_).add_message(1, node);
    return *this;
  }

  [[nodiscard]] std::vector<std::uint8_t> bytes() const {
    std::string file;
    protozero::pbf_writer(file).add_message(7, graph_);
    return {file.begin(), file.end()};
  }

 private:
  std::string graph_;
};

}  // namespace face_analyzer
