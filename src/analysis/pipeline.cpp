#include "analysis/pipeline.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <utility>

#include "analysis/belief.hpp"
#include "analysis/face_finder.hpp"
#include "analysis/face_tracker.hpp"
#include "landmarks/face_rectangle.hpp"
#include "pose/pose_network.hpp"

namespace face_analyzer {
namespace {

void drop_small(std::vector<Face>& faces, int smallest_face) {
  std::erase_if(faces, [&](const Face& face) { return !large_enough(face, smallest_face); });
}

Refusal no_face() { return {Reason::no_face, "pic not has face"}; }  // the upstream's own words

Refusal faces_too_small(const Options& options) {
  const std::string side = std::to_string(options.minimum_face);
  return {Reason::faces_too_small, "Every face in the picture is smaller than " + side + "x" + side +
                                       " pixels; at least one must be that large."};
}

std::vector<Mesh> meshes_of(const std::vector<Face>& faces) {
  std::vector<Mesh> meshes(faces.size());
  std::ranges::transform(faces, meshes.begin(), &Face::mesh);
  return meshes;
}

std::vector<HeadFit> heads_of(const std::vector<Face>& faces) {
  std::vector<HeadFit> heads;
  std::ranges::transform(faces, std::back_inserter(heads), &Face::head);
  return heads;
}

Task<std::vector<Face>> with_yaws(Host& host, const Pyramid& pyramid, std::vector<Face> faces) {
  const std::vector<HeadFit> heads = heads_of(faces);
  const std::vector<Mesh> meshes = meshes_of(faces);
  const std::vector<float> yaws = co_await find_yaws(host, pyramid, heads, meshes);
  for (std::size_t i = 0; i < faces.size(); ++i) faces[i].pose.yaw = yaws[i];
  co_return faces;
}

Task<std::vector<Face>> with_attributes(Host& host, const Pyramid& pyramid, std::vector<Face> faces) {
  const std::vector<HeadFit> heads = heads_of(faces);
  const std::vector<Mesh> meshes = meshes_of(faces);
  const std::vector<Attributes> attributes = co_await find_attributes(host, pyramid, heads, meshes);
  for (std::size_t i = 0; i < faces.size(); ++i) {
    Face& face = faces[i];
    face.attributes = attributes[i];
    face.confidences = confidences(attributes[i], face.pose, frontal_pupil_distance(face.pupils, face.head));
  }
  co_return faces;
}

/// Leaves out what the recognition network does not bear out.
void drop_likenesses(std::vector<Face>& faces, const Rectangle& picture) {
  std::erase_if(faces, [&](const Face& face) {
    return !is_borne_out(face.attributes->recognition, face.mesh.face_logit, face.certain,
                         share_of(face.rectangle, picture), face.rectangle.shorter_side());
  });
}

/// The most probable of faces, as many as are wanted, with what networks tell of each. A likeness that is left out
/// makes room for the next.
Task<std::vector<Face>> described(Host& host, const Pyramid& pyramid, std::vector<Face> faces, const Options& options,
                                  Stopwatch& stopwatch) {
  const auto wanted = static_cast<std::size_t>(options.maximum_faces);
  std::vector<Face> kept;
  for (std::span<Face> left = faces; !left.empty() && kept.size() < wanted;) {
    const std::span<Face> next = left.first(std::min(left.size(), wanted - kept.size()));
    left = left.subspan(next.size());
    stopwatch.enter(Stage::mesh);
    std::vector<Face> more = co_await with_yaws(host, pyramid, {next.begin(), next.end()});
    stopwatch.enter(Stage::features);
    if (options.switches.attributes()) {
      more = co_await with_attributes(host, pyramid, std::move(more));
      drop_likenesses(more, pyramid.bounds());
    }
    kept.insert(kept.end(), more.begin(), more.end());
  }
  co_return kept;
}

void measure_qualities(const Pyramid& pyramid, std::vector<Face>& faces) {
  for (Face& face : faces)
    face.qualities = face_analyzer::measure_qualities(
        pyramid, {face.mesh, face.head, face.pose, face.pupils, face.landmarks, *face.attributes, face.probability});
}

}  // namespace

Task<Result<Findings>> analyze(Host& host, Result<Source> source, Options options, ThreadPool pool,
                               Stopwatch& stopwatch) {
  if (auto valid = validated(options); !valid) co_return tl::unexpected(std::move(valid.error()));

  stopwatch.enter(Stage::decode);
  Result<Image> image = std::move(source).and_then(picture_of);
  if (!image) co_return tl::unexpected(std::move(image.error()));
  const Pyramid pyramid(std::move(*image), std::move(pool));

  std::vector<Face> faces = co_await track_faces(host, pyramid, options.expected, options.minimum_face, stopwatch);
  if (faces.empty()) faces = co_await find_faces(host, pyramid, options, stopwatch);
  if (faces.empty()) co_return tl::unexpected(no_face());
  drop_small(faces, options.minimum_face);
  if (faces.empty()) co_return tl::unexpected(faces_too_small(options));
  faces = co_await described(host, pyramid, std::move(faces), options, stopwatch);
  if (faces.empty()) co_return tl::unexpected(no_face());

  stopwatch.enter(Stage::qualities);
  if (options.switches.quality) measure_qualities(pyramid, faces);

  stopwatch.enter(Stage::response);
  co_return Findings{pyramid.width(), pyramid.height(), std::move(faces)};
}

}  // namespace face_analyzer
