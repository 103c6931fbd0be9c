// The whole boundary between C++ and JavaScript; `val` appears nowhere else.
#include <emscripten/bind.h>

#include <array>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/analysis.hpp"
#include "image/decode.hpp"
#include "image/limits.hpp"
#include "inference/networks.hpp"
#include "mesh/mesh_network.hpp"
#include "movements/movements.hpp"
#include "response/refusal_table.hpp"
#include "response/response.hpp"

namespace face_analyzer {
namespace {

using emscripten::typed_memory_view;
using emscripten::val;

/// A view on WebAssembly memory, valid until the next call into the module.
template <typename Element>
val view(std::span<Element> elements) {
  return val(typed_memory_view(elements.size(), elements.data()));
}

/// What an analysis left of the content that it took.
tl::unexpected<Refusal> nothing_left() {
  return tl::unexpected(Refusal{Reason::missing_image, "The image was given to another analysis already."});
}

/// The memory that a file's bytes are copied into, once.
class BoundFile {
 public:
  explicit BoundFile(std::size_t length, double whole_length = 0)
      : file_(allocate_file(length, static_cast<std::uint64_t>(whole_length))) {}
  val view_bytes() { return view(file_ ? std::span(file_->bytes) : std::span<std::uint8_t>()); }
  [[nodiscard]] const Result<File>& file() const { return file_; }
  Result<File> take() { return std::exchange(file_, nothing_left()); }

 private:
  Result<File> file_;
};

/// The memory that pixels are copied into, once.
class BoundPixels {
 public:
  BoundPixels(int width, int height) : pixels_(allocate_pixels(width, height)) {}
  val view_bytes() { return view(pixels_ ? std::span(pixels_->image.pixels) : std::span<std::uint8_t>()); }
  Result<Pixels> take() { return std::exchange(pixels_, nothing_left()); }

 private:
  Result<Pixels> pixels_;
};

/// What a step answers where it may fail: nothing, or why it did.
template <typename Step>
std::string reason_of_failure(Step step) {
  try {
    step();
    return "";
  } catch (const std::exception& exception) {
    return exception.what();
  }
}

/// Networks with JavaScript's types.
class BoundNetworks {
 public:
  explicit BoundNetworks(const ThreadPool& pool) : networks_(pool) {}
  /// Memory for the bytes of the network that is opened next.
  val allocate(std::size_t length) {
    file_ = std::make_unique_for_overwrite<std::uint8_t[]>(length);
    length_ = length;
    return view(std::span(file_.get(), length_));
  }
  std::string open(const std::string& name) {
    const auto file = std::move(file_);
    const std::span bytes(file.get(), std::exchange(length_, 0));
    return reason_of_failure([&] { networks_.open(model_named(name).value(), bytes); });
  }
  Networks& networks() { return networks_; }

 private:
  Networks networks_;
  std::unique_ptr<std::uint8_t[]> file_;
  std::size_t length_ = 0;
};

/// One run of a network for itself.
class BoundInference {
 public:
  BoundInference(const std::string& name, const val& shape)
      : model_(model_named(name)), input_(emscripten::vecFromJSArray<int>(shape)) {}
  val input() { return view(std::span(input_.values)); }
  std::string run(BoundNetworks& networks) {
    return reason_of_failure([&] { outputs_ = networks.networks().run(model_.value(), input_); });
  }
  [[nodiscard]] val output_shape(int index) const {
    return val::array(outputs_.at(static_cast<std::size_t>(index)).shape);
  }
  [[nodiscard]] val output(int index) const {
    return view(std::span(outputs_.at(static_cast<std::size_t>(index)).values));
  }

 private:
  std::optional<Model> model_;
  Tensor input_;
  Outputs outputs_;
};

// Meshes cross the boundary as x, y, z of each point, pixel centres at whole numbers as in the response.
constexpr float kHalfPixel = .5F;
constexpr std::size_t kNumbersOfMesh = 3 * Mesh::kPoints;

void append(std::vector<float>& numbers, const Mesh& mesh) {
  for (const Point3& point : mesh.points)
    numbers.insert(numbers.end(), {point.x - kHalfPixel, point.y - kHalfPixel, point.z});
}

/// Where the network looks for the faces of some meshes.
std::vector<Region> regions_of(const std::vector<float>& numbers) {
  std::vector<Region> regions;
  for (std::size_t at = 0; at + kNumbersOfMesh <= numbers.size(); at += kNumbersOfMesh) {
    Mesh mesh;
    for (std::size_t i = 0; i < Mesh::kPoints; ++i) {
      const float* point = &numbers[at + 3 * i];
      mesh.points[i] = {point[0] + kHalfPixel, point[1] + kHalfPixel, point[2]};
    }
    regions.push_back(mesh_region(mesh));
  }
  return regions;
}

/// Options with JavaScript's types.
struct BoundOptions {
  int maximum_faces = Options::kMostFaces;
  int minimum_face = Options::kContractFace;
  val expected_meshes = val::undefined();  // a Float32Array
  Switches switches;

  [[nodiscard]] Options options() const {
    return {maximum_faces, minimum_face, regions_of(emscripten::convertJSArrayToNumberVector<float>(expected_meshes)),
            switches};
  }
};

/// Analysis with JavaScript's types.
class BoundAnalysis {
 public:
  BoundAnalysis(BoundFile& file, const BoundOptions& bound, const ThreadPool& pool)
      : analysis_(file.take(), bound.options(), pool) {}
  BoundAnalysis(BoundPixels& pixels, const BoundOptions& bound, const ThreadPool& pool)
      : analysis_(pixels.take(), bound.options(), pool) {}
  /// embind tells overloads by the number of their arguments alone.
  static std::unique_ptr<BoundAnalysis> of_pixels(BoundPixels& pixels, const BoundOptions& options,
                                                  const ThreadPool& pool) {
    return std::make_unique<BoundAnalysis>(pixels, options, pool);
  }

  [[nodiscard]] bool pending() const { return analysis_.pending() != nullptr; }
  [[nodiscard]] std::string model() const { return std::string(model_description(request().model).name); }
  [[nodiscard]] val input_shape() const { return val::array(request().input.shape); }
  [[nodiscard]] val input() const { return view(std::span(request().input.values)); }
  val output(int index, const val& shape) {
    return view(analysis_.output(static_cast<std::size_t>(index), emscripten::vecFromJSArray<int>(shape)));
  }
  void infer(BoundNetworks& networks) { analysis_.infer(networks.networks()); }
  void resume() { analysis_.resume(); }
  void fail(const std::string& detail) { analysis_.fail({Reason::engine_failure, detail}); }

  [[nodiscard]] std::string response() const { return analysis_.response(); }
  [[nodiscard]] int face_count() const { return static_cast<int>(analysis_.faces().size()); }
  /// 1024 numbers, or none where the feature is switched off.
  [[nodiscard]] val embedding(int face) const {
    const auto& attributes = face_at(face).attributes;
    const bool wanted = analysis_.switches().feature && attributes;
    return view(wanted ? std::span<const float>(attributes->embedding) : std::span<const float>());
  }
  /// 478 x, y, z in pixels of the picture.
  [[nodiscard]] val mesh(int face) {
    mesh_.clear();
    append(mesh_, face_at(face).mesh);
    return view(std::span<const float>(mesh_));
  }
  /// How far each attribute can be trusted, or null where all are switched off.
  [[nodiscard]] val confidences(int face) const {
    const auto& confidences = face_at(face).confidences;
    return confidences ? val(*confidences) : val::null();
  }
  /// The seven emotions' probabilities, or null where the expression is switched off.
  [[nodiscard]] val emotions(int face) const {
    const auto& attributes = face_at(face).attributes;
    return analysis_.switches().expression && attributes ? val(attributes->emotions) : val::null();
  }
  [[nodiscard]] Movements movements(int face) const {
    const Face& seen = face_at(face);
    return movements_of(seen.mesh, seen.head);
  }
  /// The raw values behind the quality scores, or null where these are switched off.
  [[nodiscard]] val qualities(int face) const {
    const auto& qualities = face_at(face).qualities;
    return qualities ? val(qualities->raw) : val::null();
  }
  [[nodiscard]] val timings() const {
    val timings = val::object();
    for (std::size_t stage = 0; stage < kStageNames.size(); ++stage)
      timings.set(std::string(kStageNames[stage]), analysis_.stopwatch().milliseconds(static_cast<Stage>(stage)));
    return timings;
  }

 private:
  [[nodiscard]] const Host::Request& request() const { return *analysis_.pending(); }
  [[nodiscard]] const Face& face_at(int face) const { return analysis_.faces().at(static_cast<std::size_t>(face)); }

  Analysis analysis_;
  std::vector<float> mesh_;
};

/// The response to a file that is refused before any network runs; else nothing. The file stays as it is.
std::string refusal_of(const BoundFile& bound) {
  const auto image = bound.file().and_then([](const File& file) { return decode(file.bytes, file.whole_length); });
  return image ? "" : response_json(image.error());
}

/// The refusal with one of the contract's codes; nothing where it has no such code.
std::string refuse_with(const std::string& code, const std::string& detail) {
  const auto reason = reason_of(code);
  return reason ? response_json(Refusal{*reason, detail}) : "";
}

val limits() {
  val limits = val::object();
  limits.set("maximumFileBytes", kMaxFileBytes);
  limits.set("smallestSide", kMinSide);
  limits.set("largestSide", kMaxSide);
  limits.set("contractFace", Options::kContractFace);
  limits.set("smallestFace", Options::kSmallestFace);
  limits.set("largestFace", Options::kLargestFace);
  limits.set("mostFaces", Options::kMostFaces);
  return limits;
}

}  // namespace

EMSCRIPTEN_BINDINGS(face_analyzer) {
  emscripten::value_object<Switches>("Switches")
      .field("age", &Switches::age)
      .field("gender", &Switches::gender)
      .field("expression", &Switches::expression)
      .field("glasses", &Switches::glasses)
      .field("hat", &Switches::hat)
      .field("mask", &Switches::mask)
      .field("beauty", &Switches::beauty)
      .field("landmarks", &Switches::landmarks)
      .field("feature", &Switches::feature)
      .field("quality", &Switches::quality);
  emscripten::value_object<Illumination>("Illumination")
      .field("shadow", &Illumination::shadow)
      .field("glare", &Illumination::glare)
      .field("unevenness", &Illumination::unevenness)
      .field("contrast", &Illumination::contrast);
  emscripten::value_object<Qualities::Raw>("RawQualities")
      .field("pupilDistance", &Qualities::Raw::pupil_distance)
      .field("sharpness", &Qualities::Raw::sharpness)
      .field("noiseDeviation", &Qualities::Raw::noise_deviation)
      .field("light", &Qualities::Raw::light)
      .field("faceLogit", &Qualities::Raw::face_logit)
      .field("noGlasses", &Qualities::Raw::no_glasses)
      .field("noMask", &Qualities::Raw::no_mask)
      .field("recognition", &Qualities::Raw::recognition);
  emscripten::value_object<Confidences>("Confidences")
      .field("age", &Confidences::age)
      .field("gender", &Confidences::gender)
      .field("expression", &Confidences::expression)
      .field("glasses", &Confidences::glasses)
      .field("hat", &Confidences::hat)
      .field("mask", &Confidences::mask)
      .field("beauty", &Confidences::beauty);
  emscripten::value_object<Emotions>("Emotions")
      .field("angry", &Emotions::angry)
      .field("disgusted", &Emotions::disgusted)
      .field("fearful", &Emotions::fearful)
      .field("happy", &Emotions::happy)
      .field("neutral", &Emotions::neutral)
      .field("sad", &Emotions::sad)
      .field("surprised", &Emotions::surprised);
  emscripten::value_array<std::array<float, 2>>("TwoEyes")
      .element(emscripten::index<0>())
      .element(emscripten::index<1>());
  emscripten::value_object<Gaze>("Gaze").field("yaw", &Gaze::yaw).field("pitch", &Gaze::pitch);
  emscripten::value_object<Movements>("Movements")
      .field("eyesOpen", &Movements::eyes_open)
      .field("mouthOpen", &Movements::mouth_open)
      .field("gaze", &Movements::gaze);
  emscripten::value_object<BoundOptions>("Options")
      .field("maximumFaces", &BoundOptions::maximum_faces)
      .field("minimumFace", &BoundOptions::minimum_face)
      .field("expectedMeshes", &BoundOptions::expected_meshes)
      .field("switches", &BoundOptions::switches);
  emscripten::class_<BoundFile>("Photograph")
      .constructor<std::size_t>()
      .constructor<std::size_t, double>()
      .function("bytes", &BoundFile::view_bytes);
  emscripten::class_<BoundPixels>("Pixels").constructor<int, int>().function("bytes", &BoundPixels::view_bytes);
  emscripten::class_<ThreadPool>("ThreadPool").constructor<std::size_t>();
  emscripten::class_<BoundNetworks>("Networks")
      .constructor<const ThreadPool&>()
      .function("allocate", &BoundNetworks::allocate)
      .function("open", &BoundNetworks::open);
  emscripten::class_<BoundInference>("Inference")
      .constructor<const std::string&, const val&>()
      .function("input", &BoundInference::input)
      .function("run", &BoundInference::run)
      .function("outputShape", &BoundInference::output_shape)
      .function("output", &BoundInference::output);
  emscripten::class_<BoundAnalysis>("Analysis")
      .constructor<BoundFile&, const BoundOptions&, const ThreadPool&>()
      .class_function("ofPixels", &BoundAnalysis::of_pixels)
      .function("pending", &BoundAnalysis::pending)
      .function("model", &BoundAnalysis::model)
      .function("inputShape", &BoundAnalysis::input_shape)
      .function("input", &BoundAnalysis::input)
      .function("output", &BoundAnalysis::output)
      .function("infer", &BoundAnalysis::infer)
      .function("resume", &BoundAnalysis::resume)
      .function("fail", &BoundAnalysis::fail)
      .function("response", &BoundAnalysis::response)
      .function("faceCount", &BoundAnalysis::face_count)
      .function("embedding", &BoundAnalysis::embedding)
      .function("mesh", &BoundAnalysis::mesh)
      .function("confidences", &BoundAnalysis::confidences)
      .function("emotions", &BoundAnalysis::emotions)
      .function("movements", &BoundAnalysis::movements)
      .function("qualities", &BoundAnalysis::qualities)
      .function("timings", &BoundAnalysis::timings);
  emscripten::function("refusalOf", &refusal_of);
  emscripten::function("refuse", &refuse_with);
  emscripten::function("limits", &limits);
}

}  // namespace face_analyzer
