#pragma once

namespace face_analyzer {

/// 0-100: whether it is a face at all. `face_logit` is the mesh network's own verdict (Mesh::face_logit), `probability`
/// the response's, in which the detector has its say (Face::probability).
float face_score(float face_logit, float probability);

}  // namespace face_analyzer
