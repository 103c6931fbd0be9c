#pragma once

#include <vector>

#include "detection/detection.hpp"

namespace face_analyzer {

/// Weighted non-maximum suppression, as in MediaPipe (BlazeFace, Bazarevsky et al. 2019): detections that overlap the
/// most probable one by more than `overlap` (intersection over union) become one, the mean of their boxes and key points
/// weighted by probability; it keeps the highest probability. The result is in descending probability.
std::vector<Detection> suppressed(std::vector<Detection> candidates, float overlap);

}  // namespace face_analyzer
