#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <utility>

#include "../support/canonical_head.hpp"
#include "../support/pictures.hpp"
#include "landmarks/landmarks.hpp"
#include "pose/pose.hpp"
#include "qualities/aligned_face.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer::test {

/// A drawn face that looks into the camera: skin with round dark eyes, nostrils and a mouth, as sharp, noisy and lit as
/// asked for.
struct Drawing {
  float pupil_distance = 64;  // pixels
  float roll = 0;             // degrees
  float blur = .6F;           // deviation of the edges in pixels
  float noise = 0;            // deviation in grey levels, one draw for all channels
  float skin = 170;           // luma
  float feature = 60;         // luma
  float gamma = 1;            // above 1 is darker
  float side_light = 0;       // share of the light that image-right has less than the middle, and image-left more
  float stubble = 0;          // deviation of the dots below the mouth
  Point shift;                // of the face from the picture's middle, in pupil distances
};

/// The drawing as a picture of 5 x 5 pupil distances, and what the networks would find in it.
class Portrait {
 public:
  explicit Portrait(const Drawing& drawing)
      : mesh_(mesh_of_head(posture_of(drawing))),
        head_(mesh_),
        pupils_(pupils_of(mesh_)),
        landmarks_(landmarks_of(mesh_)),
        pyramid_(drawn(drawing)) {}

  [[nodiscard]] const Mesh& mesh() const { return mesh_; }
  [[nodiscard]] const HeadFit& head() const { return head_; }
  [[nodiscard]] const Pupils& pupils() const { return pupils_; }
  [[nodiscard]] const Landmarks& landmarks() const { return landmarks_; }
  [[nodiscard]] const Pyramid& pyramid() const { return pyramid_; }
  [[nodiscard]] AlignedFace aligned() const { return align_face(pyramid_, head_, pupils_, landmarks_); }

 private:
  static HeadPosture posture_of(const Drawing& drawing) {
    const float canonical = distance(canonical_pupil_left().flat(), canonical_pupil_right().flat());
    const float middle = 2.5F * drawing.pupil_distance;
    return {.roll = drawing.roll,
            .scale = drawing.pupil_distance / canonical,
            .place = {middle + drawing.shift.x * drawing.pupil_distance,
                      middle + drawing.shift.y * drawing.pupil_distance, 0}};
  }

  /// Luma of a place in pupil distances from the middle between the pupils, along the face's own axes.
  static float luma_at(const Drawing& drawing, Point place) {
    struct Disc {
      Point centre;
      float radius;
    };
    constexpr Disc kFeatures[] = {{{-.5F, 0}, .12F},    {{.5F, 0}, .12F},      {{-.14F, .68F}, .05F},
                                  {{.14F, .68F}, .05F}, {{-.15F, 1.1F}, .11F}, {{.15F, 1.1F}, .11F},
                                  {{-.5F, -.3F}, .1F},  {{.5F, -.3F}, .1F},    {{0, 1.1F}, .12F}};
    float share = 0;
    for (const Disc& disc : kFeatures) {
      const float outside = (distance(place, disc.centre) - disc.radius) * drawing.pupil_distance;
      share = std::max(share, .5F * std::erfc(outside / (drawing.blur * std::numbers::sqrt2_v<float>)));
    }
    const float light = 1 - drawing.side_light * std::clamp(2 * place.x, -1.F, 1.F);
    const float lit = std::lerp(drawing.skin, drawing.feature, share) * light / 255;
    return 255 * std::pow(std::clamp(lit, 0.F, 1.F), drawing.gamma);
  }

  [[nodiscard]] Image drawn(const Drawing& drawing) const {
    const int side = static_cast<int>(std::lround(5 * drawing.pupil_distance));
    Image image(side, side);
    std::mt19937 random(1);
    std::normal_distribution<float> normal;
    const Point eyes = midpoint(pupils_.image_left, pupils_.image_right);
    for (int y = 0; y < side; ++y)
      for (int x = 0; x < side; ++x) {
        const Point offset = Point{static_cast<float>(x) + .5F, static_cast<float>(y) + .5F} - eyes;
        const Point place = turned(offset * (1 / drawing.pupil_distance), -radians(drawing.roll));
        const bool bearded = place.y > .8F;
        const float deviation = drawing.noise + (bearded ? drawing.stubble : 0);
        const float luma = luma_at(drawing, place) + (deviation > 0 ? deviation * normal(random) : 0);
        const auto grey = static_cast<std::uint8_t>(std::lround(std::clamp(luma, 0.F, 255.F)));
        set_pixel(image, x, y, {grey, grey, grey});
      }
    return image;
  }

  Mesh mesh_;
  HeadFit head_;
  Pupils pupils_;
  Landmarks landmarks_;
  Pyramid pyramid_;
};

}  // namespace face_analyzer::test
