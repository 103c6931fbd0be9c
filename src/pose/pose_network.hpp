#pragma once

#include <span>
#include <vector>

#include "inference/host.hpp"
#include "inference/task.hpp"
#include "mesh/mesh.hpp"
#include "pose/pose.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

/// The yaw of each face, in degrees as in Pose: the mean of three opinions, which agrees better with labels than any of
/// them (models/cards/head_pose.md). One is the mesh's own, two are the head_pose network's, of the face and of its
/// mirror image, whose yaw is the opposite one. `heads` and `meshes` describe the same faces. Throws where the network
/// gives something else than the vertices of a fit.
Task<std::vector<float>> find_yaws(Host& host, const Pyramid& pyramid, std::span<const HeadFit> heads,
                                   std::span<const Mesh> meshes);

}  // namespace face_analyzer
