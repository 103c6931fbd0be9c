#include "response/refusal_table.hpp"

#include <algorithm>
#include <iterator>

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

constexpr RefusalRow kRows[] = {
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
};

}  // namespace

const RefusalRow& refusal_row(Reason reason) { return *std::ranges::find(kRows, reason, &RefusalRow::reason); }

}  // namespace face_analyzer
