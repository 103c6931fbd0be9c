#include "qualities/upper_face.hpp"

namespace face_analyzer {

float upper_face_score(float no_glasses) { return 100 * no_glasses; }

}  // namespace face_analyzer
