#pragma once

#include <span>
#include <vector>

#include "inference/host.hpp"
#include "inference/task.hpp"
#include "mesh/mesh.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

enum class Expression { neutral = 0, smile = 1 };  // the response's codes

/// The expressions of faces, in their order.
Task<std::vector<Expression>> find_expressions(Host& host, const Pyramid& pyramid, std::span<const Mesh> meshes);

}  // namespace face_analyzer
