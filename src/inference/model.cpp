#include "inference/model.hpp"

#include <algorithm>
#include <iterator>

namespace face_analyzer {
namespace {

constexpr ModelDescription kModels[] = {
#define MODEL(name, ...) {#name, __VA_ARGS__},
#include "model_table.inc"
#undef MODEL
};

}  // namespace

const ModelDescription& model_description(Model model) { return kModels[static_cast<std::size_t>(model)]; }

std::optional<Model> model_named(std::string_view name) {
  const auto* found = std::ranges::find(kModels, name, &ModelDescription::name);
  if (found == std::end(kModels)) return std::nullopt;
  return static_cast<Model>(found - std::begin(kModels));
}

}  // namespace face_analyzer
