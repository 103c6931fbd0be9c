#include "networks.hpp"

#include <exception>

#include "../native/support/onnx_file.hpp"
#include "../native/support/pictures.hpp"
#include "analysis/analysis.hpp"
#include "made_up.hpp"
#include "network/network.hpp"

namespace face_analyzer::fuzz {
namespace {

void answer(Analysis& analysis, Reader& reader) {
  std::size_t index = 0;
  for (const MadeUpOutput& output : make_up_outputs(*analysis.pending(), reader))
    output.fill(analysis.output(index++, output.shape));
  analysis.resume();
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
  const Options options = make_up_options(reader);
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
