#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "tensor/sample.hpp"

namespace face_analyzer {

/// The networks of `models/manifest.json`, in its order.
enum class Model {
#define MODEL(name, ...) name,
#include "model_table.inc"
#undef MODEL
};

inline constexpr std::size_t kModelCount =
    std::array{
#define MODEL(name, ...) Model::name,
#include "model_table.inc"
#undef MODEL
    }
        .size();

/// What the pipeline must know of a network; generated from the manifest, the one place for these numbers.
struct ModelDescription {
  std::string_view name;
  int channels = 0;
  Extent extent;     // of the input, in pixels; the smallest one where `multiple` is set
  int multiple = 0;  // free sides must be multiples of this; 0 where the sides are fixed
  Normalisation normalisation;
  std::size_t outputs = 0;
};

const ModelDescription& model_description(Model model);

/// The model of a name in the manifest, if it has one.
std::optional<Model> model_named(std::string_view name);

}  // namespace face_analyzer
