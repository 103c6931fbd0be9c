#include "analysis/belief.hpp"

#include <algorithm>
#include <cmath>

namespace face_analyzer {
namespace {

// What the mesh network's own doubt counts, fitted on street scenes with labelled boxes.
constexpr float kLeastLogit = -15;
constexpr float kMostLogit = 12;
constexpr float kLogitWeight = .07F;   // in a face's probability
constexpr float kStrictWeight = .15F;  // in the decision whether it is certain
constexpr float kCertain = .75F;
constexpr float kExpectedLogit = 10;  // then expected of a face of kClearFace pixels and more
constexpr float kUnclearFace = 20;    // pixels: of such a face nothing is expected
constexpr float kClearFace = 64;

constexpr float kPossibleOdds = .43F;  // of a face that takes kLargeShare of the picture's shorter side
constexpr float kLargeShare = .5F;
constexpr float kMostUnclearOdds = 2.3F;  // that are asked of a face of less than kClearFace

constexpr float kLeastRecognition = .3F;  // of a face that is certain, or takes kLargeShare
constexpr float kDoubtedRecognition = .41F;

// A face's probability by that doubt alone, fitted to what a search gives the same faces.
constexpr float kHalfLogit = 2;
constexpr float kLogitWidth = 4;

/// The detector's probability after a closer look: evidence for a face shrinks the doubt, evidence against it lets it
/// grow.
float confirmed(float detected, float evidence) {
  return std::clamp(1 - (1 - detected) * std::exp(-evidence), 0.F, 1.F);
}

float bounded(float face_logit) { return std::clamp(face_logit, kLeastLogit, kMostLogit); }

}  // namespace

float face_probability(float detected, float face_logit) {
  return confirmed(detected, kLogitWeight * bounded(face_logit));
}

float face_probability(float face_logit) { return 1 / (1 + std::exp((kHalfLogit - face_logit) / kLogitWidth)); }

bool is_possible(float probability, float share, float side) {
  const float smaller = std::max(1.F, kLargeShare / share);
  const float odds = kPossibleOdds * smaller * smaller;
  return probability >= (side < kClearFace ? std::min(odds, kMostUnclearOdds) : odds) * (1 - probability);
}

bool may_be_possible(float detected, float share, float side) {
  return is_possible(face_probability(detected, kMostLogit), share, side);
}

bool is_certain(float detected, float face_logit, float side) {
  const float clarity = std::clamp((side - kUnclearFace) / (kClearFace - kUnclearFace), 0.F, 1.F);
  return confirmed(detected, kStrictWeight * (bounded(face_logit) - clarity * kExpectedLogit)) >= kCertain;
}

bool may_be_certain(float detected, float face_logit, float side) {
  return is_certain(detected, face_logit + kMostGain, side);
}

bool may_be_certain(float detected, float side) { return is_certain(detected, kMostLogit, side); }

bool is_certain(float face_logit) { return face_probability(face_logit) >= kCertain; }

bool may_be_a_likeness(float face_logit, float side) { return side >= kClearFace && face_logit < kExpectedLogit; }

bool is_borne_out(float recognition, float face_logit, bool certain, float share, float side) {
  if (!may_be_a_likeness(face_logit, side)) return true;
  return recognition >= (certain || share >= kLargeShare ? kLeastRecognition : kDoubtedRecognition);
}

}  // namespace face_analyzer
