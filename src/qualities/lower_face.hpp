#pragma once

namespace face_analyzer {

/// 0-100: how well the lower face (nose and mouth) can be seen, for `mask_list`. Raw value: the heads' probability of
/// no mask. 85 and more: that it wears none is at least as probable as 85 %, which is what the API's page asks of the
/// threshold.
float lower_face_score(float no_mask);

}  // namespace face_analyzer
