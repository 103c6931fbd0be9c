#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "../support/canonical_head.hpp"
#include "../support/fake_host.hpp"
#include "../support/fake_networks.hpp"
#include "../support/pictures.hpp"
#include "inference/model.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer::test {

/// Faces side by side, each on a grey of its own: by this a stand-in for a network can tell which one it is shown.
class Crowd {
 public:
  explicit Crowd(std::size_t faces) : pyramid_(painted(faces)) {
    for (std::size_t face = 0; face < faces; ++face) {
      meshes_.push_back(mesh_of_head(
          {.scale = 5, .place = {static_cast<float>(left(face) + kSide / 2), static_cast<float>(kSide / 2), 0}}));
      heads_.emplace_back(meshes_.back());
    }
  }

  [[nodiscard]] const Pyramid& pyramid() const { return pyramid_; }
  [[nodiscard]] std::span<const HeadFit> heads() const { return heads_; }
  [[nodiscard]] std::span<const Mesh> meshes() const { return meshes_; }
  static int grey(std::size_t face) { return 10 * static_cast<int>(face + 1); }

 private:
  static constexpr int kSide = 200;  // pixels that a face has for itself

  static int left(std::size_t face) { return kSide * static_cast<int>(face); }

  static Image painted(std::size_t faces) {
    Image picture(left(faces), kSide);
    for (std::size_t face = 0; face < faces; ++face) {
      const auto level = static_cast<std::uint8_t>(grey(face));
      paint(picture, left(face), 0, kSide, kSide, {level, level, level});
    }
    return picture;
  }

  Pyramid pyramid_;
  std::vector<Mesh> meshes_;
  std::vector<HeadFit> heads_;
};

/// How much more the numbers of an output are, in with_seeing_networks, than those of the one before it.
inline constexpr float kOutputStep = 1000;

/// Adds a stand-in for each network that the heads rest on: its numbers are the grey that it sees in the middle of what
/// it is shown, and a step more for each output, counted over all networks in the manifest's order.
inline FakeHost& with_seeing_networks(FakeHost& host) {
  std::size_t before = 0;
  for (const HeadInput& network : head_inputs()) {
    const ModelDescription& model = model_description(network.model);
    const auto [width, height] = model.extent;
    const auto middle = static_cast<std::size_t>(height / 2 * width + width / 2);
    host.with(network.model, face_network(network, [&model, middle, before](auto picture, std::size_t output) {
                const float grey = picture[middle] / model.normalisation.scale + model.normalisation.mean[0];
                return std::round(grey) + kOutputStep * static_cast<float>(before + output);
              }));
    before += network.outputs.size();
  }
  return host;
}

}  // namespace face_analyzer::test
