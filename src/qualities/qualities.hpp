#pragma once

#include "attributes/attributes.hpp"
#include "landmarks/landmarks.hpp"
#include "mesh/mesh.hpp"
#include "pose/pose.hpp"
#include "qualities/illumination.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

/// How fit for recognition a face is in each respect, 0-100, 85 and more meaning fit, and the raw values behind it.
struct Qualities {
  float blur = 0;
  float noise = 0;
  float illumination = 0;
  float pose = 0;
  float face = 0;     // whether it is one
  float glasses = 0;  // the upper face can be seen
  float mask = 0;     // the lower face can be seen
  float overall = 0;

  struct Raw {
    float pupil_distance = 0;  // pixels, as if the face looked at the viewer
    float sharpness = 0;
    float noise_deviation = 0;  // grey levels of 255
    Illumination light;
    float face_logit = 0;
    float no_glasses = 0;   // probability
    float no_mask = 0;      // probability
    float recognition = 0;  // cosine
  } raw;
};

/// What is known of a face before its qualities are measured.
struct LocatedFace {
  const Mesh& mesh;
  const HeadFit& head;
  const Pose& pose;
  const Pupils& pupils;
  const Landmarks& landmarks;
  const Attributes& attributes;
  float probability;
};

Qualities measure_qualities(const Pyramid& pyramid, const LocatedFace& face);

}  // namespace face_analyzer
