#pragma once

#include <optional>
#include <vector>

#include "attributes/attributes.hpp"
#include "attributes/confidence.hpp"
#include "geometry/rectangle.hpp"
#include "landmarks/landmarks.hpp"
#include "mesh/mesh.hpp"
#include "pose/pose.hpp"
#include "qualities/qualities.hpp"

namespace face_analyzer {

/// All that is known of one face; what was switched off is not there.
struct Face {
  float probability = 0;
  Mesh mesh;
  HeadFit head;
  Pose pose;  // the fit's, its yaw measured anew where a network was asked for it
  Rectangle rectangle;
  Pupils pupils;
  Landmarks landmarks;
  std::optional<Attributes> attributes;
  std::optional<Confidences> confidences;
  std::optional<Qualities> qualities;
  bool certain = true;  // else it is only possible (belief.hpp)
};

/// What the mesh network alone tells of a face: its probability and all geometry.
Face face_of(const Mesh& mesh);

/// Whether a face is certain and cannot be a likeness (belief.hpp).
bool is_sure(const Face& face);

/// Whether two faces are one, seen twice.
bool same_face(const Face& a, const Face& b);

/// Puts faces in the order of an answer: the more probable first and, of those that the response gives the same
/// probability, the larger. What it does not say of a probability tells only how many views have shown a face.
void put_in_order(std::vector<Face>& faces);

/// How much of a picture's shorter side a face takes.
float share_of(const Rectangle& face, const Rectangle& picture);

/// Whether a face's rectangle, in whole pixels, has the shorter side that is asked for. What the picture's border cuts
/// off counts: the face is no smaller.
bool large_enough(const Face& face, int smallest_face);

/// What an analysis found.
struct Findings {
  int image_width = 0;  // of the upright picture, in pixels
  int image_height = 0;
  std::vector<Face> faces;  // in the order of an answer
};

}  // namespace face_analyzer
