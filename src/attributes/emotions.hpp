#pragma once

#include <span>

namespace face_analyzer {

/// How likely each of the seven basic emotions is shown, 0-1; together 1.
struct Emotions {
  float angry = 0;
  float disgusted = 0;
  float fearful = 0;
  float happy = 0;
  float neutral = 0;
  float sad = 0;
  float surprised = 0;
};

/// The mean of two networks' opinions, from their logits in the manifest's orders: `expression` says neutral, happy,
/// sad, angry, fearful, disgusted, surprised; `emotion` angry, disgust, fear, happy, sad, surprise, neutral.
Emotions emotions_of(std::span<const float, 7> expression, std::span<const float, 7> emotion);

}  // namespace face_analyzer
