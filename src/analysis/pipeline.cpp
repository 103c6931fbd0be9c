#include "analysis/pipeline.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "detection/search.hpp"
#include "image/decode.hpp"
#include "mesh/mesh_network.hpp"

namespace face_analyzer {
namespace {

Face face_of(const Detection& detection, const Mesh& mesh) {
  const HeadFit head(mesh);
  return {detection.probability, mesh, head, face_rectangle(head), pupils_of(mesh), landmarks_of(mesh), {}, {}};
}

std::vector<Face> faces_of(std::span<const Detection> detections, std::span<const Mesh> meshes) {
  std::vector<Face> faces;
  for (std::size_t i = 0; i < detections.size(); ++i) faces.push_back(face_of(detections[i], meshes[i]));
  return faces;
}

/// Whether the response's rectangle, in whole pixels, is large enough.
bool large_enough(const Face& face, const Options& options) {
  return std::round(face.rectangle.shorter_side()) >= static_cast<float>(options.minimum_face);
}

void keep_wanted(std::vector<Face>& faces, const Options& options) {
  std::erase_if(faces, [&](const Face& face) { return !large_enough(face, options); });
  if (faces.size() > static_cast<std::size_t>(options.maximum_faces))
    faces.erase(faces.begin() + options.maximum_faces, faces.end());
}

Refusal no_face() { return {Reason::no_face, "pic not has face"}; }  // the upstream's own words

Refusal faces_too_small(const Options& options) {
  const std::string side = std::to_string(options.minimum_face);
  return {Reason::faces_too_small, "Every face in the picture is smaller than " + side + "x" + side +
                                       " pixels; at least one must be that large."};
}

template <typename Value, typename Member>
void assign(std::vector<Face>& faces, std::vector<Value> values, Member member) {
  for (std::size_t i = 0; i < faces.size(); ++i) faces[i].*member = std::move(values[i]);
}

Task<bool> measure_attributes(Host& host, const Pyramid& pyramid, const Switches& switches, std::vector<Face>& faces) {
  std::vector<HeadFit> heads;
  std::vector<Mesh> meshes;
  for (const Face& face : faces) {
    heads.push_back(face.head);
    meshes.push_back(face.mesh);
  }
  if (switches.age || switches.gender || switches.feature)
    assign(faces, co_await find_features(host, pyramid, heads), &Face::features);
  if (switches.expression) assign(faces, co_await find_expressions(host, pyramid, meshes), &Face::expression);
  co_return true;
}

}  // namespace

Task<Result<Findings>> analyze(Host& host, std::span<const std::uint8_t> bytes, Options options, Stopwatch& stopwatch) {
  if (auto valid = validated(options); !valid) co_return tl::unexpected(std::move(valid.error()));

  stopwatch.enter(Stage::decode);
  Result<Image> image = decode(bytes);
  if (!image) co_return tl::unexpected(std::move(image.error()));
  const Pyramid pyramid(std::move(*image));

  stopwatch.enter(Stage::search);
  const std::vector<Detection> detections =
      co_await search(host, pyramid, static_cast<float>(options.minimum_face));
  if (detections.empty()) co_return tl::unexpected(no_face());

  stopwatch.enter(Stage::mesh);
  const std::vector<Mesh> meshes = co_await find_meshes(host, pyramid, detections);
  std::vector<Face> faces = faces_of(detections, meshes);
  keep_wanted(faces, options);
  if (faces.empty()) co_return tl::unexpected(faces_too_small(options));

  stopwatch.enter(Stage::features);
  co_await measure_attributes(host, pyramid, options.switches, faces);

  stopwatch.enter(Stage::response);
  co_return Findings{pyramid.width(), pyramid.height(), std::move(faces)};
}

}  // namespace face_analyzer
