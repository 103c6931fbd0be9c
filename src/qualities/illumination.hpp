#pragma once

#include "landmarks/landmarks.hpp"
#include "mesh/mesh.hpp"
#include "qualities/aligned_face.hpp"

namespace face_analyzer {

/// How a face is lit; none of it asks for a light skin.
struct Illumination {
  float shadow = 0;      // share of the face that is nearly black, 0-1, each sample counted by how dark it is
  float glare = 0;       // share of the face that is burnt out, 0-1
  float unevenness = 0;  // of the two cheeks' light: difference by sum, 0-1; 0 where a cheek is hidden
  float contrast = 0;    // deviation of the luma, grey levels of 255
};

Illumination illumination(const AlignedFace& face, const Mesh& mesh);

/// 0-100.
float illumination_score(const Illumination& light);

}  // namespace face_analyzer
