#pragma once

#include "qualities/aligned_face.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

/// The deviation of the noise on a face's smooth skin, in grey levels of 255, as it would be if the face were brought
/// to a pupil distance of 64 pixels: noise that averages away in a large face does not count. It is measured where
/// noise lives, on the picture's own pixels, and on its halved copies, where the noise of enlarged pictures lies.
float noise_deviation(const Pyramid& pyramid, const AlignedFace& face);

/// 0-100.
float noise_score(float noise_deviation);

}  // namespace face_analyzer
