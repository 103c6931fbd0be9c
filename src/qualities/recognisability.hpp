#pragma once

#include <initializer_list>

namespace face_analyzer {

/// 0-100: how fit the image is for recognition as a whole. Raw value: the heads' `recognition`, the expected cosine of
/// the face's embedding with that of another photograph of the same person, fitted on people with several photographs;
/// below 85 lies the worst tenth of LFW's press photographs. The scores of what else spoils recognition (`others`,
/// 0-100) each take away their part, so that a clearly spoiled image is not called fit.
float overall_score(float recognition, std::initializer_list<float> others);

}  // namespace face_analyzer
