#pragma once

namespace face_analyzer {

/// 0-100: how well the upper face (eyes and brows) can be seen, for `glass_list`. Raw value: the heads' probability of
/// no glasses. 85 and more: that it wears none is at least as probable as 85 %, which is what the API's page asks of
/// the threshold.
float upper_face_score(float no_glasses);

}  // namespace face_analyzer
