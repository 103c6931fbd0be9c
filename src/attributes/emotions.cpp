#include "attributes/emotions.hpp"

#include "attributes/softmax.hpp"

namespace face_analyzer {
namespace {

Emotions of_expression(std::span<const float, 7> logits) {
  const auto [neutral, happy, sad, angry, fearful, disgusted, surprised] = softmax(logits);
  return {angry, disgusted, fearful, happy, neutral, sad, surprised};
}

Emotions of_emotion(std::span<const float, 7> logits) {
  const auto [angry, disgusted, fearful, happy, sad, surprised, neutral] = softmax(logits);
  return {angry, disgusted, fearful, happy, neutral, sad, surprised};
}

}  // namespace

Emotions emotions_of(std::span<const float, 7> expression, std::span<const float, 7> emotion) {
  const Emotions one = of_expression(expression);
  const Emotions other = of_emotion(emotion);
  return {.angry = (one.angry + other.angry) / 2,
          .disgusted = (one.disgusted + other.disgusted) / 2,
          .fearful = (one.fearful + other.fearful) / 2,
          .happy = (one.happy + other.happy) / 2,
          .neutral = (one.neutral + other.neutral) / 2,
          .sad = (one.sad + other.sad) / 2,
          .surprised = (one.surprised + other.surprised) / 2};
}

}  // namespace face_analyzer
