#include "made_up.hpp"

#include <cstdint>

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

}  // namespace

std::size_t MadeUpOutput::size() const {
  std::size_t size = 1;
  for (const int side : shape) size *= static_cast<std::size_t>(side);
  return size;
}

void MadeUpOutput::fill(std::span<float> output) const {
  for (std::size_t i = 0; i < output.size(); ++i) output[i] = period[i % period.size()];
  for (const auto& [place, number] : others) output[place] = number;
}

std::vector<MadeUpOutput> make_up_outputs(const Host::Request& request, Reader& reader) {
  std::vector<MadeUpOutput> outputs;
  for (std::vector<int>& shape : shapes_of(request.model, request.input.shape)) {
    distort(shape, reader);
    MadeUpOutput& output =
        outputs.emplace_back(MadeUpOutput{std::move(shape), {reader.number(), reader.number(), reader.number()}, {}});
    // Where the numbers say that there are faces, hardly any do, else every run takes minutes.
    if (request.model == Model::face_detection && outputs.size() == 2) output.period.fill(-20);
    for (int count = reader.byte() % 4; count > 0 && output.size() > 0; --count) {
      const auto place = static_cast<std::size_t>(reader.byte() << 8 | reader.byte()) % output.size();
      output.others.emplace_back(place, reader.number());
    }
  }
  return outputs;
}

Options make_up_options(Reader& reader) {
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

}  // namespace face_analyzer::fuzz
