#include "network/onnx.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#define PROTOZERO_USE_VIEW std::string_view  // for its own of the same kind
#include <protozero/pbf_message.hpp>

namespace face_analyzer::onnx {
namespace {

// Field numbers of onnx.proto3.
enum class ModelField : protozero::pbf_tag_type { graph = 7 };
enum class GraphField : protozero::pbf_tag_type { node = 1, initializer = 5, input = 11, output = 12 };
enum class NodeField : protozero::pbf_tag_type { input = 1, output = 2, op_type = 4, attribute = 5 };
enum class AttributeField : protozero::pbf_tag_type { name = 1, i = 3, s = 4, ints = 8 };
enum class TensorField : protozero::pbf_tag_type { dims = 1, data_type = 2, name = 8, raw_data = 9 };
enum class ValueInfoField : protozero::pbf_tag_type { name = 1, type = 2 };
enum class TypeField : protozero::pbf_tag_type { tensor_type = 1 };
enum class TensorTypeField : protozero::pbf_tag_type { shape = 2 };
enum class ShapeField : protozero::pbf_tag_type { dim = 1 };
enum class DimensionField : protozero::pbf_tag_type { dim_value = 1 };

constexpr std::int64_t kLargestSide =
    1 << 24;  // of a constant: more than any network here has, and products stay small

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error("the network's file " + what); }

int side_of(std::int64_t side) {
  if (side < 0 || side > kLargestSide) fail("has a side of " + std::to_string(side));
  return static_cast<int>(side);
}

std::pair<std::string_view, Constant> read_constant(protozero::pbf_message<TensorField> message) {
  std::string_view name;
  Shape shape;
  auto type = ElementType::none;
  std::string_view raw;
  while (message.next()) {
    switch (message.tag()) {
      case TensorField::dims:
        if (message.wire_type() == protozero::pbf_wire_type::varint) {
          shape.push_back(side_of(message.get_int64()));
        } else {
          for (const std::int64_t side : message.get_packed_int64()) shape.push_back(side_of(side));
        }
        break;
      case TensorField::data_type:
        type = static_cast<ElementType>(message.get_int32());
        break;
      case TensorField::name:
        name = message.get_view();
        break;
      case TensorField::raw_data:
        raw = message.get_view();
        break;
      default:
        message.skip();
    }
  }
  return {name, Constant(std::move(shape), type, raw)};
}

std::pair<std::string_view, Attribute> read_attribute(protozero::pbf_message<AttributeField> message) {
  std::string_view name;
  Attribute attribute;
  while (message.next()) {
    switch (message.tag()) {
      case AttributeField::name:
        name = message.get_view();
        break;
      case AttributeField::i:
        attribute.integer = message.get_int64();
        break;
      case AttributeField::s:
        attribute.text = message.get_view();
        break;
      case AttributeField::ints:
        if (message.wire_type() == protozero::pbf_wire_type::varint) {
          attribute.integers.push_back(message.get_int64());
        } else {
          const auto packed = message.get_packed_int64();
          attribute.integers.assign(packed.begin(), packed.end());
        }
        break;
      default:
        message.skip();
    }
  }
  return {name, std::move(attribute)};
}

Node read_node(protozero::pbf_message<NodeField> message) {
  Node node;
  while (message.next()) {
    switch (message.tag()) {
      case NodeField::input:
        node.inputs.push_back(message.get_view());
        break;
      case NodeField::output:
        if (!node.output.empty()) fail("has an operator of several outputs");
        node.output = message.get_view();
        break;
      case NodeField::op_type:
        node.type = message.get_view();
        break;
      case NodeField::attribute:
        node.attributes.insert(read_attribute(message.get_message()));
        break;
      default:
        message.skip();
    }
  }
  return node;
}

/// The one field of a message that matters here, or nothing.
template <typename Field>
std::string_view part_of(std::string_view whole, Field wanted) {
  protozero::pbf_message<Field> message(whole);
  std::string_view part;
  while (message.next()) {
    if (message.tag() == wanted)
      part = message.get_view();
    else
      message.skip();
  }
  return part;
}

std::vector<int> read_shape(std::string_view type) {
  std::vector<int> shape;
  protozero::pbf_message<ShapeField> message(part_of(part_of(type, TypeField::tensor_type), TensorTypeField::shape));
  while (message.next(ShapeField::dim)) {
    int side = 0;
    protozero::pbf_message<DimensionField> dimension(message.get_view());
    while (dimension.next(DimensionField::dim_value)) side = side_of(dimension.get_int64());
    shape.push_back(side);
  }
  return shape;
}

struct ValueInfo {
  std::string_view name;
  std::vector<int> shape;
};

ValueInfo read_value_info(protozero::pbf_message<ValueInfoField> message) {
  ValueInfo info;
  while (message.next()) {
    switch (message.tag()) {
      case ValueInfoField::name:
        info.name = message.get_view();
        break;
      case ValueInfoField::type:
        info.shape = read_shape(message.get_view());
        break;
      default:
        message.skip();
    }
  }
  return info;
}

}  // namespace

const Attribute& Node::attribute(std::string_view name) const {
  const auto found = attributes.find(name);
  if (found == attributes.end()) fail("has no " + std::string(name) + " in its " + std::string(type));
  return found->second;
}

std::int64_t Node::integer_or(std::string_view name, std::int64_t otherwise) const {
  const auto found = attributes.find(name);
  return found == attributes.end() ? otherwise : found->second.integer;
}

std::string_view Node::input(std::size_t index) const {
  if (index >= inputs.size()) fail("has too few inputs in its " + std::string(type));
  return inputs[index];
}

Graph read(std::span<const std::uint8_t> bytes) {
  const std::string_view file(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  protozero::pbf_message<GraphField> message(part_of(file, ModelField::graph));
  Graph graph;
  while (message.next()) {
    switch (message.tag()) {
      case GraphField::node:
        graph.nodes.push_back(read_node(message.get_message()));
        break;
      case GraphField::initializer:
        graph.constants.insert(read_constant(message.get_message()));
        break;
      case GraphField::input: {
        ValueInfo info = read_value_info(message.get_message());
        if (!graph.input.empty()) fail("has several inputs");
        graph.input = info.name;
        graph.input_shape = std::move(info.shape);
        break;
      }
      case GraphField::output:
        graph.outputs.push_back(read_value_info(message.get_message()).name);
        break;
      default:
        message.skip();
    }
  }
  if (graph.input.empty() || graph.outputs.empty()) fail("has no input or no output");
  if (graph.input_shape.empty()) fail("has an input without sides");
  return graph;
}

}  // namespace face_analyzer::onnx
