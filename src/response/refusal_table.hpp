#pragma once

#include <optional>
#include <string_view>

#include "refusal.hpp"

namespace face_analyzer {

/// One row of the contract's table of refusals: what the envelope says of a reason.
struct RefusalRow {
  Reason reason;
  int status;                     // HTTP
  std::string_view code;          // error_detail.code
  std::string_view error_code;    // error_code_str; the code again, but where a published refusal says otherwise
  std::string_view code_message;  // error_detail.code_message
  std::string_view summary;       // how error_msg begins
};

const RefusalRow& refusal_row(Reason reason);

/// The reason of an `error_detail.code`, or nothing where the contract has no such code.
std::optional<Reason> reason_of(std::string_view code);

}  // namespace face_analyzer
