#pragma once

namespace face_analyzer {

/// How much is believed in a face: what the detector's probability (0-1) and the mesh network's own doubt, a logit, say
/// together, and the second alone where the detector was not asked.

/// How probable the face is, 0-1. The mesh network alone gives about what both give together
/// (models/cards/face_mesh.md).
float face_probability(float detected, float face_logit);
float face_probability(float face_logit);

/// Whether a doubtful face is taken for one where no face is certain. Chance likenesses have the more places in a
/// picture the smaller they are, so that more is asked of a face the less of the picture it takes. `side` is the
/// shorter one of its rectangle, in pixels, `share` how much it is of the picture's shorter side. Of a face too small
/// to be seen clearly the most is not asked, as doubt is all that can be expected. Tight crops of half hidden faces
/// pass; of 65 large pictures of nobody 34 had likenesses of 64 pixels and more by probability alone, and 6 have any
/// now.
bool is_possible(float probability, float share, float side);
/// Whether the mesh network may yet find the face possible.
bool may_be_possible(float detected, float share, float side);

/// Whether the face would be seen among others, where it is more likely to be a chance likeness than in a picture
/// without any: more is asked of a face large enough to be seen clearly than of a small one. `side` is the shorter one
/// of its rectangle, in pixels.
bool is_certain(float detected, float face_logit, float side);
/// Logits that the mesh network may find more of a face when it looks again, at a better region: of 1,023 certain
/// faces in labelled photographs one gained more.
constexpr float kMostGain = 15;
/// Whether the mesh network may yet find the face certain when it looks again, or for the first time.
bool may_be_certain(float detected, float face_logit, float side);
bool may_be_certain(float detected, float side);
/// The mesh network alone has to find the face as probable as that.
bool is_certain(float face_logit);

/// Whether a face may be a likeness, which the recognition network has to bear out: one large enough to be seen
/// clearly, of which the mesh network says less than of clear ones.
bool may_be_a_likeness(float face_logit, float side);

/// Whether the recognition network bears out a face of which the mesh network says less than of clear ones: a likeness
/// is no person that could be known again. `recognition`: Attributes::recognition; the others as above. Of a face too
/// small to be seen clearly nothing is expected, and little of a certain one, or one that fills its picture. Of 1,058
/// pictures of nobody (things alone before one colour, parts of landscapes and patterns) 79 have a face without it and
/// 20 with it; of 1,234 faces in labelled photographs one is lost.
bool is_borne_out(float recognition, float face_logit, bool certain, float share, float side);

}  // namespace face_analyzer
