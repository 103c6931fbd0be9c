#pragma once

#include <string>

#include "analysis/face.hpp"
#include "analysis/options.hpp"
#include "refusal.hpp"

namespace face_analyzer {

/// The response of the Face Analyzer Advanced API as JSON text, with every field of every version of its envelope:
/// for what was found, the arrays of switched-off attributes empty, and for a refusal, without `data`.
std::string response_json(const Findings& findings, const Switches& switches);
std::string response_json(const Refusal& refusal);

}  // namespace face_analyzer
