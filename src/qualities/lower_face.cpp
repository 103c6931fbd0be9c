#include "qualities/lower_face.hpp"

namespace face_analyzer {

float lower_face_score(float no_mask) { return 100 * no_mask; }

}  // namespace face_analyzer
