#pragma once

#include <string>
#include <tl/expected.hpp>

namespace face_analyzer {

/// Every way in which a request can go wrong: one value a row of the contract's table of refusals. Status, code and
/// message of each stand in `response/refusal_table.cpp`, the only place that knows them.
enum class Reason {
  missing_image,     // no image, or an empty one
  invalid_option,    // an option out of range
  file_too_large,    // more bytes than the contract allows
  resolution,        // a side too short or too long
  unsupported_type,  // not a JPEG, PNG or BMP by its bytes
  undecodable,       // damaged or truncated
  no_face,           // no face in the picture
  faces_too_small,   // faces, but all below the smallest size
  engine_failure,    // the engine or one of its models failed
  out_of_memory,     // not enough memory for this picture
  // Those that only the remote API has, and who stands in its place:
  unknown_user,       // a wrong key
  locked_user,        // an account that is locked
  no_credits,         // an account whose credits are used up
  too_many_requests,  // more requests at a time than are served
  service_failure,    // what answers the request cannot be reached, or answers nonsense
  service_timeout,    // it does not answer in time
};

/// A refused request. `detail` says in one English sentence what was wrong and what would be accepted.
struct Refusal {
  Reason reason;
  std::string detail;
};

/// A value, or the refusal that stands in its place. (tl::expected: C++23's std::expected for C++20.)
template <typename Value>
using Result = tl::expected<Value, Refusal>;

}  // namespace face_analyzer
