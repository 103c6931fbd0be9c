#include "inference/model.hpp"

#include <algorithm>
#include <array>

namespace face_analyzer {
namespace {

constexpr std::array<ModelDescription, kModelCount> kModels{{
#define MODEL(name, ...) {#name, __VA_ARGS__},
#include "model_table.inc"
#undef MODEL
}};

}  // namespace

const ModelDescription& model_description(Model model) { return kModels[static_cast<std::size_t>(model)]; }

std::optional<Model> model_named(std::string_view name) {
  const auto* found = std::ranges::find(kModels, name, &ModelDescription::name);
  if (found == kModels.end()) return std::nullopt;
  return static_cast<Model>(found - kModels.begin());
}

}  // namespace face_analyzer
