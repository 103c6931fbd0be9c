#include "inference/model.hpp"

namespace face_analyzer {
namespace {

constexpr ModelDescription kModels[] = {
#define MODEL(name, ...) {#name, __VA_ARGS__},
#include "model_table.inc"
#undef MODEL
};

}  // namespace

const ModelDescription& model_description(Model model) { return kModels[static_cast<std::size_t>(model)]; }

}  // namespace face_analyzer
