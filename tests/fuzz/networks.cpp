#include "networks.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

#include "../native/support/onnx_file.hpp"
#include "../native/support/pictures.hpp"
#include "analysis/analysis.hpp"
#include "network/network.hpp"
#include "reader.hpp"

namespace face_analyzer::fuzz {
namespace {

/// The shapes that a network gives for an input, as models/manifest.json has them.
std::vector<std::vector<int>> shapes_of(Model model, const std::vector<int>& input) {
  const int batch = input.at(0);
  switch (model) {
    case Model::face_detection:
      return {{batch, 16, input.at(2) / 4, input.at(3) / 4}, {batch, 1, input.at(2) / 4, input.at(3) / 4}};
    case Model::face_mesh:
      return {{batch, 468, 3}, {batch, 80, 2}, {batch, 71, 2}, {batch, 71, 2},
              {batch, 5, 2},   {batch, 5, 2},  {batch, 1}};
    case Model::head_pose:
      return {{batch, 33, 3}};
    case Model::face_features:
      return {{batch, 1024},      {batch, 100},        {batch, 1},         {batch, 256, 3, 3}, {batch, 512, 3, 3},
              {batch, 512, 3, 3}, {batch, 1024, 3, 1}, {batch, 512, 1, 1}, {batch, 512, 1, 1}};
    case Model::emotion:
      return {{batch, 7}, {batch, 256, 3, 3}};
    case Model::age_gender:
      return {{batch, 1}, {batch, 2}, {batch, 128, 3, 3}};
    case Model::expression:
      return {{batch, 7}, {batch, 256}};
    case Model::attribute_heads:
      return {{batch, 13}, {batch, 1024}};
  }
  return {};
}

/// Seldom: the shape is another one, larger, smaller, or with fewer sides.
void distort(std::vector<int>& shape, Reader& reader) {
  if (reader.byte() != 255) return;
  const std::uint8_t how = reader.byte();
  if (how % 4 == 0)
    shape.pop_back();
  else
    shape[how % shape.size()] = reader.byte();
}

void fill(std::span<float> output, bool is_sparse, Reader& reader) {
  // A few numbers over and over; where they say that there are faces, hardly any, else every run takes minutes.
  std::array<float, 3> period{reader.number(), reader.number(), reader.number()};
  if (is_sparse) period.fill(-20);
  for (std::size_t i = 0; i < output.size(); ++i) output[i] = period[i % period.size()];
  // And some that are not among them.
  for (int count = reader.byte() % 4; count > 0 && !output.empty(); --count)
    output[static_cast<std::size_t>(reader.byte() << 8 | reader.byte()) % output.size()] = reader.number();
}

void answer(Analysis& analysis, Reader& reader) {
  const Host::Request& request = *analysis.pending();
  const Model model = request.model;
  std::size_t index = 0;
  for (std::vector<int> shape : shapes_of(model, request.input.shape)) {
    distort(shape, reader);
    const bool is_sparse = model == Model::face_detection && index == 1;
    fill(analysis.output(index++, shape), is_sparse, reader);
  }
  analysis.resume();
}

Options options_from(Reader& reader) {
  Options options;
  options.maximum_faces = reader.byte() == 255 ? reader.integer() : 1 + reader.byte();
  options.minimum_face = reader.byte() == 255 ? reader.integer() : 8 + reader.byte();
  if (reader.byte() == 255)
    options.expected.push_back({{reader.number(), reader.number()}, reader.number(), reader.number(), reader.number()});
  const std::uint8_t switches = reader.byte();
  options.switches.feature = (switches & 1U) == 0;
  options.switches.quality = (switches & 2U) == 0;
  options.switches.landmarks = (switches & 4U) == 0;
  return options;
}

// Of the operators that networks here have, each in one of these files, for the shapes that run_onnx gives.

Bytes pools_seed() {
  const OnnxFile::Attributes window{{"kernel_shape", {2, 2}}, {"strides", {2, 2}}, {"pads", {0, 0, 0, 0}}};
  OnnxFile file;
  file.input("image", {0, 2, 0, 0}).output("mean").output("largest");
  file.node("AveragePool", {"image"}, "halved", window)
      .node("MaxPool", {"halved"}, "largest", window)
      .node("ReduceMean", {"halved"}, "mean", {{"axes", {2, 3}}, {"keepdims", {0}}});
  return file.bytes();
}

Bytes finish_seed() {
  OnnxFile file;
  file.input("image", {0, 2, 4, 4}).output("out");
  file.floats("weights", {2, 1, 3, 3}, std::vector<float>(18, .5F))
      .floats("factors", {2, 1, 1}, {2, 3})
      .floats("summands", {1, 2, 1, 1}, {1, 2})
      .floats("slopes", {2, 1, 1}, {.1F, .2F})
      .floats("least", {}, {0})
      .floats("most", {}, {6});
  file.node("Conv", {"image", "weights"}, "a",
            {{"kernel_shape", {3, 3}}, {"strides", {2, 1}}, {"pads", {1, 1, 1, 1}}, {"group", {2}}})
      .node("Mul", {"a", "factors"}, "b")
      .node("Add", {"b", "summands"}, "c")
      .node("Clip", {"c", "least", "most"}, "d")
      .node("PRelu", {"d", "slopes"}, "e")
      .node("Sub", {"e", "summands"}, "out");
  return file.bytes();
}

Bytes sampling_seed() {
  OnnxFile file;
  file.input("image", {0, 2, 4, 4}).output("larger").output("samples");
  file.floats("scales", {4}, {1, 1, 2, 2})
      .floats("grid", {1, 1, 2, 2}, {-.5F, 0, .5F, 1})
      .integers("amounts", {0, 0, 1, 1, 0, 0, 1, 1});
  file.node("Pad", {"image", "amounts"}, "padded")
      .node("Resize", {"padded", "", "scales"}, "larger", {},
            {{"mode", "linear"}, {"coordinate_transformation_mode", "half_pixel"}})
      .node("GridSample", {"image", "grid"}, "samples", {{"align_corners", {1}}},
            {{"mode", "bilinear"}, {"padding_mode", "border"}});
  return file.bytes();
}

Bytes arrangement_seed() {
  OnnxFile file;
  file.input("values", {0, 4}).output("shares").output("distance");
  file.integers("two by two", {-1, 2, 2})
      .integers("first", {0})
      .integers("last", {1})
      .integers("axis", {2})
      .integers("indices", {1, 0, 1});
  file.node("Reshape", {"values", "two by two"}, "matrix")
      .node("Transpose", {"matrix"}, "turned", {{"perm", {0, 2, 1}}})
      .node("MatMul", {"matrix", "turned"}, "product")
      .node("Slice", {"product", "first", "last", "axis"}, "column")
      .node("Gather", {"product", "indices"}, "gathered", {{"axis", {2}}})
      .node("Concat", {"column", "gathered"}, "joined", {{"axis", {2}}})
      .node("Softmax", {"joined"}, "shares", {{"axis", {-1}}})
      .node("ReduceL2", {"joined"}, "distance", {{"axes", {2}}, {"keepdims", {1}}});
  return file.bytes();
}

}  // namespace

void run_onnx(std::span<const std::uint8_t> bytes) {
  try {
    Network network(bytes);
    const ThreadPool alone(1);
    // One of the shapes that networks have here; most do not fit, which is an answer.
    for (const std::vector<int>& shape : {std::vector<int>{1, 2, 4, 4}, {1, 4}}) {
      try {
        network.run(Tensor(shape), alone);
      } catch (const std::exception&) {
      }
    }
  } catch (const std::exception&) {
  }
}

void run_outputs(std::span<const std::uint8_t> bytes) {
  constexpr int kMostInferences = 500;
  Reader reader(bytes);
  const Options options = options_from(reader);
  Image picture = test::plain_picture(96, 80, test::kWhite);
  for (std::size_t i = 0; i < picture.pixels.size(); i += 7) picture.pixels[i] = static_cast<std::uint8_t>(i * i);
  Analysis analysis(Pixels{std::move(picture)}, options);
  int inferences = 0;
  while (analysis.pending() != nullptr) {
    expect(++inferences <= kMostInferences);
    answer(analysis, reader);
  }
  expect(analysis.response().starts_with("{") && analysis.response().ends_with("}"));
  expect(analysis.response().find("null") ==
         std::string::npos);  // which JSON has in the place of a number that is none
}

std::vector<Bytes> onnx_seeds() {
  using Attributes = OnnxFile::Attributes;
  const std::vector<float> ones(64, 1);
  const Attributes convolution{
      {"kernel_shape", {3, 3}}, {"strides", {1, 1}}, {"pads", {1, 1, 1, 1}}, {"dilations", {1, 1}}, {"group", {1}}};
  OnnxFile layers;
  layers.input("image", {0, 2, 0, 0}).output("out").floats("weights", {2, 2, 3, 3}, std::vector<float>(36, .5F));
  layers.floats("bias", {2}, {1, 2})
      .node("Conv", {"image", "weights", "bias"}, "a", convolution)
      .node("Relu", {"a"}, "out");
  OnnxFile dense;
  dense.input("values", {0, 4})
      .output("out")
      .floats("weights", {4, 4}, std::vector<float>(16, 1))
      .floats("bias", {4}, {1, 2, 3, 4});
  dense.node("Gemm", {"values", "weights", "bias"}, "a").node("Sigmoid", {"a"}, "out");
  OnnxFile shapes;
  shapes.input("image", {0, 2, 4, 4})
      .output("out")
      .integers("shape", {-1, 32})
      .node("Reshape", {"image", "shape"}, "out");
  return {layers.bytes(), dense.bytes(),   shapes.bytes(),    pools_seed(),
          finish_seed(),  sampling_seed(), arrangement_seed()};
}

std::vector<Bytes> outputs_seeds() {
  Bytes waves(600);
  for (std::size_t i = 0; i < waves.size(); ++i) waves[i] = static_cast<std::uint8_t>(7 + i * i % 240);
  return {Bytes(64, 0), Bytes(400, 60), waves};
}

}  // namespace face_analyzer::fuzz
