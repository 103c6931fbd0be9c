#include "qualities/illumination.hpp"

#include <algorithm>
#include <cmath>

#include "mesh/vertices.hpp"
#include "qualities/mapping.hpp"

namespace face_analyzer {
namespace {

// Luma at which a sample counts as half black. The standard's under-exposure (ISO/IEC 29794-5) ends at 25, sharply; a
// little less told darkened pictures from well-lit dark skin best.
constexpr float kDark = 20;
constexpr float kBurnt = 247;  // where the standard's over-exposure begins

constexpr float kCheekSide = .3F;  // pupil distances, as the standard's squares

// The mapping, fitted on photographs of known darkness and side light (models/cards/qualities.md).
constexpr float kHalfShadow = .15F;
constexpr float kShadowPower = 1.5F;
constexpr float kHalfGlare = .2F;
constexpr float kGlarePower = 2;
constexpr float kHalfUnevenness = .7F;
constexpr float kUnevennessPower = 6;
constexpr float kHalfContrast = 6;
constexpr float kContrastPower = 6;

/// The light that a luma stands for, 0-1: the decoding of sRGB.
float light_of(float luma) {
  const float value = luma / 255;
  return value <= .04045F ? value / 12.92F : std::pow((value + .055F) / 1.055F, 2.4F);
}

/// How black a sample is, 1 at luma 0 and falling: without a sharp limit, every darker picture of a face has more.
float darkness(float luma) {
  const float squared = luma / kDark * (luma / kDark);
  return 1 / (1 + squared * squared);
}

/// The mean light of the part of a square that shows the face, or nothing (-1) where none does.
float mean_light(const AlignedFace& face, Point centre, float side) {
  const auto from = [&](float place) {
    return static_cast<int>(std::clamp(place - side / 2, 0.F, static_cast<float>(AlignedFace::kSide)));
  };
  const auto to = [&](float place) {
    return static_cast<int>(std::clamp(place + side / 2, 0.F, static_cast<float>(AlignedFace::kSide)));
  };
  float sum = 0;
  int count = 0;
  for (int row = from(centre.y); row < to(centre.y); ++row)
    for (int column = from(centre.x); column < to(centre.x); ++column) {
      if (!face.shows_face(column, row)) continue;
      sum += light_of(face.luma[AlignedFace::index(column, row)]);
      ++count;
    }
  return count > 0 ? sum / static_cast<float>(count) : -1;
}

/// How unequally the squares half-way from the eyes to the corners of the mouth are lit.
float unevenness(const AlignedFace& face, const Mesh& mesh) {
  const auto cheek = [&](std::size_t iris, std::size_t corner) {
    const Point centre = midpoint(mesh.points[iris].flat(), mesh.points[corner].flat());
    return mean_light(face, face.to_square(centre), kCheekSide * AlignedFace::kPupilDistance);
  };
  const float left = cheek(Mesh::kImageLeftIris, vertices::kMouthOuterUpper.front());
  const float right = cheek(Mesh::kImageRightIris, vertices::kMouthOuterUpper.back());
  if (left < 0 || right < 0 || left + right <= 0) return 0;
  return std::abs(left - right) / (left + right);
}

}  // namespace

Illumination illumination(const AlignedFace& face, const Mesh& mesh) {
  float count = 0;
  float sum = 0;
  float sum_of_squares = 0;
  Illumination light;
  for (std::size_t i = 0; i < AlignedFace::kSamples; ++i) {
    if (face.mask[i] == 0) continue;
    const float luma = face.luma[i];
    count += 1;
    sum += luma;
    sum_of_squares += luma * luma;
    light.shadow += darkness(luma);
    light.glare += luma >= kBurnt ? 1.F : 0.F;
  }
  if (count == 0) return {.shadow = 1};
  light.shadow /= count;
  light.glare /= count;
  const float mean = sum / count;
  light.contrast = std::sqrt(std::max(0.F, sum_of_squares / count - mean * mean));
  light.unevenness = unevenness(face, mesh);
  return light;
}

float illumination_score(const Illumination& light) {
  return 100 * falling(light.shadow, kHalfShadow, kShadowPower) * falling(light.glare, kHalfGlare, kGlarePower) *
         falling(light.unevenness, kHalfUnevenness, kUnevennessPower) *
         rising(light.contrast, kHalfContrast, kContrastPower);
}

}  // namespace face_analyzer
