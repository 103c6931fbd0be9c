#pragma once

#include "qualities/aligned_face.hpp"

namespace face_analyzer {

/// How much finer than coarse detail a face shows: the gradient energy of its features behind a narrow Gaussian over
/// that behind a wide one, both less what flat skin has. A step edge that is blurred by s gives
/// sqrt((wide^2 + s^2) / (narrow^2 + s^2)) of amplitude, whatever its contrast (S. Zhuo and T. Sim, Defocus map
/// estimation from a single image, 2011), so light and skin colour cancel out. 0 and more; sharp portraits have 2-5, a
/// face blurred by a tenth of its pupil distance 1.2.
float sharpness(const AlignedFace& face);

/// 0-100 by `sharpness` and by how many pixels there are: a small face is not sharp enough for recognition whatever
/// its pixels.
float blur_score(float sharpness, float pupil_distance);

}  // namespace face_analyzer
