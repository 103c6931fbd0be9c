#pragma once

#include <vector>

#include "detection/detection.hpp"

namespace face_analyzer {

/// Weighted non-maximum suppression, as in MediaPipe (BlazeFace, Bazarevsky et al. 2019): detections that overlap the
/// most probable one by more than `overlap` (intersection over union) become one, the mean of their boxes and key
/// points weighted by probability. The result is in descending probability.
///
/// Neighbouring cells of one view see the same pixels: among them the strongest stands for all.
std::vector<Detection> suppressed(std::vector<Detection> candidates, float overlap);

/// The same across views. Each view is a look of its own, so that their doubts multiply: 1 - product of (1 -
/// probability). What is seen at one scale alone stays doubtful.
std::vector<Detection> agreed(std::vector<Detection> candidates, float overlap);

}  // namespace face_analyzer
