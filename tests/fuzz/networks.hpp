#pragma once

#include "target.hpp"

/// What networks are, and what they say.
namespace face_analyzer::fuzz {

/// The bytes as a network's file; one that can be read is run.
void run_onnx(std::span<const std::uint8_t> bytes);
/// Options, and outputs of any shape and value in the place of every network's, through a whole analysis.
void run_outputs(std::span<const std::uint8_t> bytes);

std::vector<Bytes> onnx_seeds();
std::vector<Bytes> outputs_seeds();

inline constexpr std::string_view kOnnxWords =
    R"(conv="Conv"
gemm="Gemm"
add="Add"
mul="Mul"
relu="Relu"
prelu="PRelu"
clip="Clip"
reshape="Reshape"
transpose="Transpose"
concat="Concat"
slice="Slice"
pad="Pad"
pool="MaxPool"
average="AveragePool"
global="GlobalAveragePool"
resize="Resize"
sigmoid="Sigmoid"
softmax="Softmax"
strides="strides"
pads="pads"
group="group"
kernel="kernel_shape"
dilations="dilations"
axis="axis"
perm="perm"
)";

}  // namespace face_analyzer::fuzz
