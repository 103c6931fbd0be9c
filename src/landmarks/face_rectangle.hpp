#pragma once

#include "detection/detection.hpp"
#include "geometry/rectangle.hpp"
#include "landmarks/landmarks.hpp"
#include "pose/pose.hpp"

namespace face_analyzer {

/// What the pupil distance would be if the face looked at the viewer, in pixels: as measured and as fitted, half each,
/// since the first suffers where the eyes are hard to see and the second where a part of the face is hidden.
float frontal_pupil_distance(const Pupils& pupils, const HeadFit& head);

/// The response's rectangle. The published ones are 1.99-2.24 pupil distances wide and 2.70-2.98 high, with the eye
/// line at 36.6-40.5 % of the height; they are a detector's boxes, not hulls of the landmarks. Ours is the mean of two:
/// one laid about the pupils, which a turned head is thought to have as far apart as if it faced the viewer, and the
/// detector's own box in the same proportions, which holds where the mesh cannot see the pupils well.
Rectangle face_rectangle(const Pupils& pupils, const HeadFit& head, const Detection& detection);
/// The first of the two alone, of a face that the detector was not asked about.
Rectangle face_rectangle(const Pupils& pupils, const HeadFit& head);

}  // namespace face_analyzer
