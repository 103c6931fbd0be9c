#pragma once

namespace face_analyzer {

/// 0-100: how fit the image is for recognition as a whole. Raw value: the heads' `recognition`, the expected cosine of
/// the face's embedding with that of another photograph of the same person, fitted on people with several photographs.
float overall_score(float recognition);

}  // namespace face_analyzer
