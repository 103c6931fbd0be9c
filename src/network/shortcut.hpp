#pragma once

#include "network/knowledge.hpp"
#include "network/onnx.hpp"

// Which nodes make up a residual connection, whose shortcut may get channels of zeros on its way.
namespace face_analyzer {

/// Whether the node adds two pictures.
bool adds_pictures(const onnx::Node& node, const Knowledge& knowledge);

/// Whether the node only gives a picture more channels, of zeros, behind its own, before another picture is added to it
/// by `reader`.
bool widens_shortcut(const onnx::Node& node, const onnx::Node& reader, const Knowledge& knowledge);

}  // namespace face_analyzer
