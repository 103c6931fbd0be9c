#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>

#include "geometry/point.hpp"
#include "mesh/mesh.hpp"
#include "mesh/vertices.hpp"

namespace face_analyzer::test {

/// MediaPipe's canonical face: centimetres, x to image-right, y down, z away from the viewer.
inline constexpr Point3 kCanonicalVertices[] = {
#include "canonical_vertices.inc"
};

/// The part of the distance between the pupils that an iris's radius measures.
inline constexpr float kIrisRadius = .09F;

/// How a head is held and where it is: degrees with the signs of the response's contract, pixels.
struct HeadPosture {
  float yaw = 0;    // nose to image-right
  float pitch = 0;  // looking up
  float roll = 0;   // clockwise on screen
  float scale = 20;
  Point3 place{300, 400, 0};
};

inline float radians(float degrees) { return degrees * std::numbers::pi_v<float> / 180; }

/// Takes a place of the canonical face to the picture. The nose points to the viewer (z negative), so these turns send
/// it up, then to image-right, then around the line of sight.
inline Point3 held(const HeadPosture& posture, Point3 p) {
  const float pitch = radians(posture.pitch);
  const float yaw = radians(posture.yaw);
  const Point3 nodded{p.x, p.y * std::cos(pitch) + p.z * std::sin(pitch),
                      -p.y * std::sin(pitch) + p.z * std::cos(pitch)};
  const Point3 shaken{nodded.x * std::cos(yaw) - nodded.z * std::sin(yaw), nodded.y,
                      nodded.x * std::sin(yaw) + nodded.z * std::cos(yaw)};
  const Point tilted = turned(shaken.flat(), radians(posture.roll));
  return {posture.place.x + posture.scale * tilted.x, posture.place.y + posture.scale * tilted.y,
          posture.place.z + posture.scale * shaken.z};
}

inline Point3 canonical_middle(std::uint16_t a, std::uint16_t b) {
  const Point3 first = kCanonicalVertices[a];
  const Point3 second = kCanonicalVertices[b];
  return {(first.x + second.x) / 2, (first.y + second.y) / 2, (first.z + second.z) / 2};
}

/// The centres of the canonical face's eyes, where its pupils look from when it looks straight ahead.
inline Point3 canonical_pupil_left() {
  return canonical_middle(vertices::kImageLeftEyeOuter, vertices::kImageLeftEyeInner);
}
inline Point3 canonical_pupil_right() {
  return canonical_middle(vertices::kImageRightEyeInner, vertices::kImageRightEyeOuter);
}

/// What the mesh network makes of a head: it exaggerates depths, and a face that looks into the camera seems to it to
/// look down a little. The pose allows for both (pose.cpp says how they were measured).
inline constexpr float kDepthExaggeration = 1 / .7F;
inline constexpr float kPitchOfPortraits = -4.5F;

inline HeadPosture as_the_network_sees(HeadPosture posture) {
  posture.pitch += kPitchOfPortraits;
  return posture;
}

/// The canonical face, held so, as the network's mesh, with irises in the middle of its eyes.
inline Mesh mesh_of_head(const HeadPosture& true_posture) {
  const HeadPosture posture = as_the_network_sees(true_posture);
  Mesh mesh;
  for (std::size_t i = 0; i < Mesh::kVertices; ++i) mesh.points[i] = held(posture, kCanonicalVertices[i]);
  const Point3 left = canonical_pupil_left();
  const Point3 right = canonical_pupil_right();
  const float radius = kIrisRadius * distance(left.flat(), right.flat());
  const auto set_iris = [&](std::size_t first, Point3 centre) {
    const Point3 ends[] = {{0, 0, 0}, {radius, 0, 0}, {0, -radius, 0}, {-radius, 0, 0}, {0, radius, 0}};
    for (std::size_t i = 0; i < Mesh::kIrisPoints; ++i)
      mesh.points[first + i] = held(posture, {centre.x + ends[i].x, centre.y + ends[i].y, centre.z});
  };
  set_iris(Mesh::kImageLeftIris, left);
  set_iris(Mesh::kImageRightIris, right);
  for (Point3& point : mesh.points) point.z *= kDepthExaggeration;
  mesh.face_logit = 20;
  return mesh;
}

}  // namespace face_analyzer::test
