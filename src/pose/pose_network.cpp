#include "pose/pose_network.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "mesh/mesh_network.hpp"
#include "pose/canonical_face.hpp"
#include "tensor/batch.hpp"

namespace face_analyzer {
namespace {

constexpr std::size_t kViews = 2;  // the face as it is, then its mirror image

/// {pictures, ...} to {kViews * pictures, ...}: after each picture the same one mirrored.
Tensor with_mirror_images(const Tensor& pictures) {
  std::vector<int> shape = pictures.shape;
  const auto count = static_cast<std::size_t>(shape.front());
  const auto width = static_cast<std::size_t>(shape.back());
  shape.front() *= static_cast<int>(kViews);
  Tensor views(std::move(shape));
  for (std::size_t i = 0; i < count; ++i) {
    std::ranges::copy(pictures.item(i), views.item(kViews * i).begin());
    const std::span<float> mirrored = views.item(kViews * i + 1);
    std::ranges::copy(pictures.item(i), mirrored.begin());
    for (std::size_t row = 0; row < mirrored.size(); row += width) std::ranges::reverse(mirrored.subspan(row, width));
  }
  return views;
}

/// The yaw of a face in its own crop. The crop's roll makes no difference to it.
float yaw_in_crop(std::span<const float> vertices) {
  std::vector<Point3> places(fit_vertices().size());
  for (std::size_t i = 0; i < places.size(); ++i)
    places[i] = {vertices[3 * i], vertices[3 * i + 1], vertices[3 * i + 2]};
  return HeadFit(places).pose().yaw;
}

}  // namespace

Task<std::vector<float>> find_yaws(Host& host, const Pyramid& pyramid, std::span<const HeadFit> heads,
                                   std::span<const Mesh> meshes) {
  std::vector<Region> regions(meshes.size());
  std::ranges::transform(meshes, regions.begin(), [](const Mesh& mesh) { return mesh_region(mesh); });
  std::vector<float> yaws;
  for (const std::span<const Region> batch : batches(regions)) {
    Tensor views = with_mirror_images(sample_batch(pyramid, batch, Model::head_pose));
    const Outputs outputs = co_await host.run(Model::head_pose, std::move(views));
    expect_lengths(outputs, kViews * batch.size(), {3 * fit_vertices().size()});
    expect_places(outputs);
    const Tensor& vertices = outputs.front();
    for (std::size_t face = 0; face < batch.size(); ++face) {
      const float by_mesh = heads[yaws.size()].pose().yaw;
      const float by_face = yaw_in_crop(vertices.item(kViews * face));
      const float by_mirror_image = -yaw_in_crop(vertices.item(kViews * face + 1));
      yaws.push_back((by_mesh + by_face + by_mirror_image) / 3);
    }
  }
  co_return yaws;
}

}  // namespace face_analyzer
