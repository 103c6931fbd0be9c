#include "response/refusal_table.hpp"

#include <algorithm>
#include <array>

namespace face_analyzer {
namespace {

constexpr std::string_view kNoImage = "The image is missing.";
constexpr std::string_view kInvalid = "A parameter is out of its range.";
constexpr std::string_view kTooManyBytes = "The file is too large.";
constexpr std::string_view kResolution = "The picture's width or height is outside the limits.";
constexpr std::string_view kType = "The file type is not supported.";
constexpr std::string_view kUndecodable = "The file cannot be decoded.";
constexpr std::string_view kTooSmall = "The faces in the file are too small.";
constexpr std::string_view kEngine = "The analysis failed.";
constexpr std::string_view kMemory = "Not enough memory for this picture.";

constexpr std::string_view kUnknownUser = "The user does not exist: the API key is wrong.";
constexpr std::string_view kLockedUser = "The user is locked.";
constexpr std::string_view kNoCredits = "There are not enough credits.";
constexpr std::string_view kTooManyRequests = "There are too many requests.";
constexpr std::string_view kService = "The analysis service failed.";
constexpr std::string_view kServiceTimeout = "The analysis service did not answer in time.";

constexpr auto kRows = std::to_array<RefusalRow>({
    {Reason::missing_image, 400, "MISSING_PARAMETERS", "MISSING_PARAMETERS", kNoImage, kNoImage},
    {Reason::invalid_option, 400, "ERROR_INVALID_PARAMETER", "ERROR_INVALID_PARAMETER", kInvalid, kInvalid},
    {Reason::file_too_large, 413, "FILE_SIZE_EXCEEDS_LIMIT", "FILE_SIZE_EXCEEDS_LIMIT", kTooManyBytes, kTooManyBytes},
    {Reason::resolution, 413, "FILE_RESOLUTION_EXCEEDS_LIMITS", "FILE_RESOLUTION_EXCEEDS_LIMITS", kResolution,
     kResolution},
    {Reason::unsupported_type, 415, "UNSUPPORTED_FILE_TYPES", "UNSUPPORTED_FILE_TYPES", kType, kType},
    {Reason::undecodable, 422, "FILE_DECODING_FAILURE", "FILE_DECODING_FAILURE", kUndecodable, kUndecodable},
    // As published by the vendor, number and all.
    {Reason::no_face, 422, "ERROR_NO_FACE_IN_FILE", "FILE_CONTENT_NON_COMPLIANCE", "No face detected in the file.",
     "File content does not meet requirements. - 222202"},
    {Reason::faces_too_small, 422, "ERROR_FACE_SIZE_RATIO_NOT_MET", "ERROR_FACE_SIZE_RATIO_NOT_MET", kTooSmall,
     kTooSmall},
    {Reason::engine_failure, 500, "PROCESSING_FAILURE", "PROCESSING_FAILURE", kEngine, kEngine},
    {Reason::out_of_memory, 503, "ERROR_INSUFFICIENT_RESOURCES", "ERROR_INSUFFICIENT_RESOURCES", kMemory, kMemory},
    {Reason::unknown_user, 401, "ERROR_USER_NOT_EXISTS", "ERROR_USER_NOT_EXISTS", kUnknownUser, kUnknownUser},
    {Reason::locked_user, 403, "ERROR_USER_LOCKED", "ERROR_USER_LOCKED", kLockedUser, kLockedUser},
    {Reason::no_credits, 429, "ERROR_NOT_ENOUGH_CREDITS", "ERROR_NOT_ENOUGH_CREDITS", kNoCredits, kNoCredits},
    {Reason::too_many_requests, 429, "EXCEEDING_LIMITS", "EXCEEDING_LIMITS", kTooManyRequests, kTooManyRequests},
    {Reason::service_failure, 502, "AI_SERVICE_ERROR", "AI_SERVICE_ERROR", kService, kService},
    {Reason::service_timeout, 504, "AI_SERVICE_TIMEOUT", "AI_SERVICE_TIMEOUT", kServiceTimeout, kServiceTimeout},
});

}  // namespace

const RefusalRow& refusal_row(Reason reason) { return *std::ranges::find(kRows, reason, &RefusalRow::reason); }

std::optional<Reason> reason_of(std::string_view code) {
  const auto* const row = std::ranges::find(kRows, code, &RefusalRow::code);
  if (row == kRows.end()) return std::nullopt;
  return row->reason;
}

}  // namespace face_analyzer
