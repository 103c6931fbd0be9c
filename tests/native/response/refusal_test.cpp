#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "../support/json.hpp"
#include "response/refusal_table.hpp"
#include "response/response.hpp"

namespace face_analyzer {
namespace {

using test::Json;
using test::keys_of;

/// The contract's table of refusals.
struct Row {
  Reason reason;
  int status;
  std::string code;
};

const std::vector<Row> kContract{
    {Reason::missing_image, 400, "MISSING_PARAMETERS"},
    {Reason::invalid_option, 400, "ERROR_INVALID_PARAMETER"},
    {Reason::file_too_large, 413, "FILE_SIZE_EXCEEDS_LIMIT"},
    {Reason::resolution, 413, "FILE_RESOLUTION_EXCEEDS_LIMITS"},
    {Reason::unsupported_type, 415, "UNSUPPORTED_FILE_TYPES"},
    {Reason::undecodable, 422, "FILE_DECODING_FAILURE"},
    {Reason::no_face, 422, "ERROR_NO_FACE_IN_FILE"},
    {Reason::faces_too_small, 422, "ERROR_FACE_SIZE_RATIO_NOT_MET"},
    {Reason::engine_failure, 500, "PROCESSING_FAILURE"},
    {Reason::out_of_memory, 503, "ERROR_INSUFFICIENT_RESOURCES"},
    {Reason::unknown_user, 401, "ERROR_USER_NOT_EXISTS"},
    {Reason::locked_user, 403, "ERROR_USER_LOCKED"},
    {Reason::no_credits, 429, "ERROR_NOT_ENOUGH_CREDITS"},
    {Reason::too_many_requests, 429, "EXCEEDING_LIMITS"},
    {Reason::service_failure, 502, "AI_SERVICE_ERROR"},
    {Reason::service_timeout, 504, "AI_SERVICE_TIMEOUT"},
};

Json refusal(Reason reason, const std::string& detail) { return Json::parse(response_json(Refusal{reason, detail})); }

TEST(RefusalResponse, EveryReasonHasTheStatusAndCodeOfTheContract) {
  for (const Row& row : kContract) {
    const Json response = refusal(row.reason, "This was wrong.");
    EXPECT_EQ(response.at("error_code"), row.status) << row.code;
    EXPECT_EQ(response.at("error_detail").at("status_code"), row.status) << row.code;
    EXPECT_EQ(response.at("error_detail").at("code"), row.code);
    EXPECT_EQ(response.at("error_detail").at("message"), "This was wrong.") << row.code;
  }
}

TEST(RefusalResponse, HasTheWholeEnvelopeAndNoData) {
  for (const Row& row : kContract) {
    const Json response = refusal(row.reason, "This was wrong.");
    EXPECT_EQ(keys_of(response), (std::set<std::string>{"request_id", "log_id", "error_code", "error_code_str",
                                                        "error_msg", "error_detail"}))
        << row.code;
    EXPECT_EQ(keys_of(response.at("error_detail")),
              (std::set<std::string>{"status_code", "code", "code_message", "message"}))
        << row.code;
    EXPECT_EQ(response.at("request_id"), "") << row.code;
    EXPECT_EQ(response.at("log_id"), "") << row.code;
  }
}

TEST(RefusalResponse, TheErrorMessageIsTheCodesMessageAndTheDetail) {
  for (const Row& row : kContract) {
    if (row.reason == Reason::no_face) continue;  // published, and otherwise
    const Json response = refusal(row.reason, "This was wrong.");
    const auto code_message = response.at("error_detail").at("code_message").get<std::string>();
    EXPECT_FALSE(code_message.empty()) << row.code;
    EXPECT_EQ(response.at("error_msg"), code_message + " - This was wrong.") << row.code;
    EXPECT_EQ(response.at("error_code_str"), row.code);
  }
}

TEST(RefusalResponse, NoFaceReadsAsPublishedButForItsIdentifiers) {
  const Json published = Json::parse(R"({"error_code":422,"error_code_str":"FILE_CONTENT_NON_COMPLIANCE",
      "error_detail":{"status_code":422,"code":"ERROR_NO_FACE_IN_FILE","code_message":"No face detected in the file.",
      "message":"pic not has face"},"error_msg":"File content does not meet requirements. - 222202 - pic not has face",
      "log_id":"","request_id":""})");
  EXPECT_EQ(refusal(Reason::no_face, "pic not has face"), published);
}

TEST(RefusalResponse, StaysJsonWhateverTheDetailSays) {
  const Json response = refusal(Reason::engine_failure, "a \"quote\",\na line, \xff and half a \xe2\x82");
  EXPECT_TRUE(response.at("error_detail").at("message").get<std::string>().starts_with("a \"quote\",\na line, "));
}

TEST(RefusalTable, FindsEveryReasonsOwnRow) {
  for (const Row& row : kContract) EXPECT_EQ(refusal_row(row.reason).reason, row.reason) << row.code;
}

TEST(RefusalTable, FindsTheReasonOfEveryCodeAndOfNoOther) {
  for (const Row& row : kContract) EXPECT_EQ(reason_of(row.code), row.reason) << row.code;
  for (const char* code : {"", "FILE_CONTENT_NON_COMPLIANCE", "missing_parameters", "ERROR"})
    EXPECT_EQ(reason_of(code), std::nullopt) << code;
}

}  // namespace
}  // namespace face_analyzer
