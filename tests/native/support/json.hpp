#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace face_analyzer::test {

using Json = nlohmann::json;

inline std::set<std::string> keys_of(const Json& object) {
  std::set<std::string> keys;
  for (const auto& item : object.items()) keys.insert(item.key());
  return keys;
}

}  // namespace face_analyzer::test
