// The whole boundary between C++ and JavaScript; `val` appears nowhere else.
#include <emscripten/bind.h>

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/analysis.hpp"

namespace face_analyzer {
namespace {

using emscripten::typed_memory_view;
using emscripten::val;

/// A view on WebAssembly memory, valid until the next call into the module.
template <typename Element>
val view(std::span<Element> elements) {
  return val(typed_memory_view(elements.size(), elements.data()));
}

/// The memory that a file's bytes are copied into, once.
class Photograph {
 public:
  explicit Photograph(std::size_t length) : bytes_(length) {}
  val view_bytes() { return view(std::span(bytes_)); }
  std::vector<std::uint8_t> take() { return std::move(bytes_); }

 private:
  std::vector<std::uint8_t> bytes_;
};

/// Analysis with JavaScript's types.
class BoundAnalysis {
 public:
  BoundAnalysis(Photograph& photograph, const Options& options) : analysis_(photograph.take(), options) {}

  [[nodiscard]] bool pending() const { return analysis_.pending() != nullptr; }
  [[nodiscard]] std::string model() const { return std::string(model_description(request().model).name); }
  [[nodiscard]] val input_shape() const { return val::array(request().input.shape); }
  [[nodiscard]] val input() const { return view(std::span(request().input.values)); }
  val output(int index, const val& shape) {
    return view(analysis_.output(static_cast<std::size_t>(index), emscripten::vecFromJSArray<int>(shape)));
  }
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
  /// 478 x, y, z in pixels of the picture, pixel centres at whole numbers as in the response.
  [[nodiscard]] val mesh(int face) {
    mesh_.clear();
    for (const Point3& point : face_at(face).mesh.points)
      mesh_.insert(mesh_.end(), {point.x - .5F, point.y - .5F, point.z});
    return view(std::span<const float>(mesh_));
  }
  /// How far each attribute can be trusted, or null where all are switched off.
  [[nodiscard]] val confidences(int face) const {
    const auto& confidences = face_at(face).confidences;
    return confidences ? val(*confidences) : val::null();
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
  emscripten::value_object<Options>("Options")
      .field("maximumFaces", &Options::maximum_faces)
      .field("minimumFace", &Options::minimum_face)
      .field("switches", &Options::switches);
  emscripten::class_<Photograph>("Photograph").constructor<std::size_t>().function("bytes", &Photograph::view_bytes);
  emscripten::class_<BoundAnalysis>("Analysis")
      .constructor<Photograph&, const Options&>()
      .function("pending", &BoundAnalysis::pending)
      .function("model", &BoundAnalysis::model)
      .function("inputShape", &BoundAnalysis::input_shape)
      .function("input", &BoundAnalysis::input)
      .function("output", &BoundAnalysis::output)
      .function("resume", &BoundAnalysis::resume)
      .function("fail", &BoundAnalysis::fail)
      .function("response", &BoundAnalysis::response)
      .function("faceCount", &BoundAnalysis::face_count)
      .function("embedding", &BoundAnalysis::embedding)
      .function("mesh", &BoundAnalysis::mesh)
      .function("confidences", &BoundAnalysis::confidences)
      .function("qualities", &BoundAnalysis::qualities)
      .function("timings", &BoundAnalysis::timings);
}

}  // namespace face_analyzer
