#include "mesh/mesh_network.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "mesh/vertices.hpp"
#include "tensor/batch.hpp"

namespace face_analyzer {
namespace {

constexpr float kMargin = 1.5F;  // MediaPipe's scale_x and scale_y of both region calculators

// The order of the network's outputs in the manifest.
enum Output : std::size_t { mesh, lips, left_eye, right_eye, left_iris, right_iris, face_flag };

/// Takes places in a region's own crop, in pixels of the network's input, to the picture.
class CropToPicture {
 public:
  explicit CropToPicture(const Region& region)
      : region_(region), side_(static_cast<float>(model_description(Model::face_mesh).extent.width)) {}

  [[nodiscard]] Point place(Point in_crop) const { return region_.to_picture(in_crop * (1 / side_)); }
  [[nodiscard]] float depth(float in_crop) const { return in_crop / side_ * region_.width; }

 private:
  Region region_;
  float side_;
};

void set_flat(Point3& point, Point place) {
  point.x = place.x;
  point.y = place.y;
}

/// The refined outputs know the place of their vertices better than the mesh does, but not the depth.
void refine(Mesh& mesh, std::span<const float> refined, std::span<const std::uint16_t> vertices,
            const CropToPicture& crop) {
  for (std::size_t i = 0; i < vertices.size(); ++i)
    set_flat(mesh.points[vertices[i]], crop.place({refined[2 * i], refined[2 * i + 1]}));
}

/// Irises have no depth of their own: they get the mean of their eye's corners.
void set_iris(Mesh& mesh, std::size_t first, std::span<const float> iris, float depth, const CropToPicture& crop) {
  for (std::size_t i = 0; i < Mesh::kIrisPoints; ++i) {
    const Point place = crop.place({iris[2 * i], iris[2 * i + 1]});
    mesh.points[first + i] = {place.x, place.y, depth};
  }
}

Mesh mesh_of(const Outputs& outputs, std::size_t face, const Region& region) {
  const CropToPicture crop(region);
  Mesh result;
  const std::span<const float> vertices = outputs[Output::mesh].item(face);
  for (std::size_t i = 0; i < Mesh::kVertices; ++i) {
    set_flat(result.points[i], crop.place({vertices[3 * i], vertices[3 * i + 1]}));
    result.points[i].z = crop.depth(vertices[3 * i + 2]);
  }
  refine(result, outputs[lips].item(face), vertices::kRefinedLips, crop);
  refine(result, outputs[left_eye].item(face), vertices::kRefinedImageLeftEye, crop);
  refine(result, outputs[right_eye].item(face), vertices::kRefinedImageRightEye, crop);
  const auto depth_between = [&](std::size_t a, std::size_t b) {
    return (result.points[a].z + result.points[b].z) / 2;
  };
  set_iris(result, Mesh::kImageLeftIris, outputs[left_iris].item(face),
           depth_between(vertices::kImageLeftEyeOuter, vertices::kImageLeftEyeInner), crop);
  set_iris(result, Mesh::kImageRightIris, outputs[right_iris].item(face),
           depth_between(vertices::kImageRightEyeInner, vertices::kImageRightEyeOuter), crop);
  result.face_logit = outputs[face_flag].item(face).front();
  return result;
}

/// The square around points, turned by an angle.
Region square_around(std::span<const Point3> points, float angle) {
  Point least = turned(points.front().flat(), -angle);
  Point most = least;
  for (const Point3& point : points) {
    const Point upright = turned(point.flat(), -angle);
    least = {std::min(least.x, upright.x), std::min(least.y, upright.y)};
    most = {std::max(most.x, upright.x), std::max(most.y, upright.y)};
  }
  const Point size = most - least;
  const float side = kMargin * std::max(size.x, size.y);
  return {turned(midpoint(least, most), angle), side, side, angle};
}

template <typename Face>
std::vector<Region> regions_of(std::span<const Face> faces) {
  std::vector<Region> regions(faces.size());
  std::transform(faces.begin(), faces.end(), regions.begin(), [](const Face& face) { return mesh_region(face); });
  return regions;
}

}  // namespace

Region mesh_region(const Detection& detection) {
  const float side = kMargin * std::max(detection.box.width, detection.box.height);
  return {detection.box.centre(), side, side, detection.roll()};
}

Region mesh_region(const Mesh& mesh) {
  const float roll =
      angle_of(mesh.points[vertices::kImageLeftEyeOuter].flat(), mesh.points[vertices::kImageRightEyeOuter].flat());
  return square_around(std::span(mesh.points).first(Mesh::kVertices), roll);
}

Task<std::vector<Mesh>> meshes_in(Host& host, const Pyramid& pyramid, std::vector<Region> regions) {
  std::vector<Mesh> meshes;
  for (const std::span<const Region> batch : batches(regions)) {
    Tensor input = sample_batch(pyramid, batch, Model::face_mesh);
    const Outputs outputs = co_await host.run(Model::face_mesh, std::move(input));
    expect_lengths(outputs, batch.size(),
                   {3 * Mesh::kVertices, 2 * vertices::kRefinedLips.size(), 2 * vertices::kRefinedImageLeftEye.size(),
                    2 * vertices::kRefinedImageRightEye.size(), 2 * Mesh::kIrisPoints, 2 * Mesh::kIrisPoints, 1});
    expect_places(std::span(outputs).first(outputs.size() - 1));  // the last is a logit
    for (std::size_t face = 0; face < batch.size(); ++face) meshes.push_back(mesh_of(outputs, face, batch[face]));
  }
  co_return meshes;
}

Task<std::vector<Mesh>> MeshFinder::meshes_of(std::span<const Detection> detections) {
  return known_or_found_in(regions_of(detections));
}

Task<std::vector<Mesh>> MeshFinder::improved(std::span<const Mesh> meshes) {
  return known_or_found_in(regions_of(meshes));
}

Task<std::vector<Mesh>> MeshFinder::known_or_found_in(std::vector<Region> regions) {
  std::vector<Region> unknown;
  std::ranges::copy_if(regions, std::back_inserter(unknown),
                       [this](const Region& region) { return index_of(region) == regions_.size(); });
  const std::vector<Mesh> found = co_await meshes_in(host_, pyramid_, unknown);
  regions_.insert(regions_.end(), unknown.begin(), unknown.end());
  meshes_.insert(meshes_.end(), found.begin(), found.end());
  std::vector<Mesh> meshes;
  meshes.reserve(regions.size());
  for (const Region& region : regions) meshes.push_back(meshes_[index_of(region)]);
  co_return meshes;
}

/// Of a region that was seen, or else their number.
std::size_t MeshFinder::index_of(const Region& region) const {
  return static_cast<std::size_t>(std::ranges::find(regions_, region) - regions_.begin());
}

}  // namespace face_analyzer
