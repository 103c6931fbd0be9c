#include "attributes/expression.hpp"

#include <algorithm>
#include <utility>

#include "mesh/mesh_network.hpp"
#include "tensor/batch.hpp"

namespace face_analyzer {
namespace {

// FER2013, which the network learnt from, shows the face from the brows to the chin: this part of the mesh's region.
constexpr float kPartOfMeshRegion = .72F;
constexpr std::size_t kClasses = 7;
constexpr std::size_t kHappy = 3;  // one of them
constexpr float kSmileFrom = .5F;

}  // namespace

Task<std::vector<Expression>> find_expressions(Host& host, const Pyramid& pyramid, std::span<const Mesh> meshes) {
  std::vector<Region> regions(meshes.size());
  std::ranges::transform(meshes, regions.begin(), [](const Mesh& mesh) {
    Region region = mesh_region(mesh);
    region.width = region.height = region.width * kPartOfMeshRegion;
    return region;
  });
  std::vector<Expression> expressions;
  for (const std::span<const Region> batch : batches(regions)) {
    Tensor input = sample_batch(pyramid, batch, Model::emotion);
    const Outputs outputs = co_await host.run(Model::emotion, std::move(input));
    expect_lengths(outputs, batch.size(), {kClasses});
    for (std::size_t face = 0; face < batch.size(); ++face) {
      const bool smiles = outputs.front().item(face)[kHappy] >= kSmileFrom;
      expressions.push_back(smiles ? Expression::smile : Expression::neutral);
    }
  }
  co_return expressions;
}

}  // namespace face_analyzer
