#include "response/response.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "response/hundredths.hpp"
#include "response/refusal_table.hpp"

namespace face_analyzer {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kOk = 200;
constexpr float kPixelCentre = .5F;  // the response counts from the centre of the first pixel, the core from its corner

/// Two decimals; what is whole is written without a fraction.
Json rounded(float value) {
  const double rounded = hundredths(value);
  if (std::fmod(rounded, 100) == 0) return static_cast<std::int64_t>(rounded / 100);
  return rounded / 100;
}

Json whole(float value) { return std::int64_t{std::llround(value)}; }

/// The response's code of a question with two answers: 1 where its probability is a half or more.
int code(float probability) { return probability >= .5F ? 1 : 0; }

/// The response's code of a question with several answers: the place of the most probable one.
std::ptrdiff_t likeliest(const std::array<float, 3>& probabilities) {
  return std::ranges::max_element(probabilities) - probabilities.begin();
}

void append(Json& list, std::initializer_list<Json> values) {
  for (const Json& value : values) list.push_back(value);
}

void append_place(Json& list, Point place) {
  append(list, {rounded(place.x - kPixelCentre), rounded(place.y - kPixelCentre)});
}

/// Of what starts somewhere and is so long, the part from 0 to an end: where it starts and how long it is, 1 or more.
std::pair<std::int64_t, std::int64_t> visible_part(std::int64_t start, std::int64_t length, std::int64_t end) {
  const std::int64_t from = std::clamp<std::int64_t>(start, 0, end - 1);
  return {from, std::clamp(start + length, from + 1, end) - from};
}

/// One list over all faces.
template <typename Append>
Json list_of(const std::vector<Face>& faces, Append append_face) {
  Json list = Json::array();
  for (const Face& face : faces) append_face(list, face);
  return list;
}

/// One value a face, or nothing at all where the attribute is switched off.
template <typename ValueOf>
Json values_of(const std::vector<Face>& faces, bool wanted, ValueOf value_of) {
  Json list = Json::array();
  if (wanted)
    for (const Face& face : faces) list.push_back(value_of(face));
  return list;
}

/// The part of the face's rectangle that is in the picture; a pixel of it at least.
void append_rectangle(Json& list, const Face& face, const Findings& findings) {
  const Rectangle& box = face.rectangle;
  const auto [left, width] = visible_part(std::llround(box.left), std::llround(box.width), findings.image_width);
  const auto [top, height] = visible_part(std::llround(box.top), std::llround(box.height), findings.image_height);
  append(list, {left, top, width, height});
}

void append_pupils(Json& list, const Face& face) {
  append_place(list, face.pupils.image_left);
  list.push_back(rounded(face.pupils.radius));
  append_place(list, face.pupils.image_right);
  list.push_back(rounded(face.pupils.radius));
}

void append_pose(Json& list, const Face& face) {
  append(list, {rounded(face.pose.yaw), rounded(face.pose.pitch), rounded(face.pose.roll)});
}

void append_landmarks(Json& list, const Face& face) {
  for (const Point& point : face.landmarks) append_place(list, point);
}

Json qualities(const std::vector<Face>& faces, bool wanted) {
  const auto scores_of = [&](float Qualities::*score) {
    return values_of(faces, wanted, [&](const Face& face) { return rounded((*face.qualities).*score); });
  };
  Json scores = Json::object();
  scores["score_list"] = scores_of(&Qualities::overall);
  scores["noise_list"] = scores_of(&Qualities::noise);
  scores["blur_list"] = scores_of(&Qualities::blur);
  scores["fnf_list"] = scores_of(&Qualities::face);
  scores["glass_list"] = scores_of(&Qualities::glasses);
  scores["mask_list"] = scores_of(&Qualities::mask);
  scores["illu_list"] = scores_of(&Qualities::illumination);
  scores["pose_list"] = scores_of(&Qualities::pose);
  return scores;
}

Json data(const Findings& findings, const Switches& switches) {
  const std::vector<Face>& faces = findings.faces;
  Json data = Json::object();
  data["beauty_list"] =
      values_of(faces, switches.beauty, [](const Face& face) { return rounded(face.attributes->beauty); });
  data["face_rectangles"] =
      list_of(faces, [&](Json& list, const Face& face) { append_rectangle(list, face, findings); });
  data["qualities"] = qualities(faces, switches.quality);
  data["dense_feature_length"] = switches.feature ? Embedding().size() : 0;
  data["pupils"] = list_of(faces, append_pupils);
  data["gender_list"] = values_of(faces, switches.gender, [](const Face& face) { return code(face.attributes->male); });
  data["pose_list"] = list_of(faces, append_pose);
  data["masks"] = values_of(faces, switches.mask, [](const Face& face) { return likeliest(face.attributes->mask); });
  data["face_probability_list"] = values_of(faces, true, [](const Face& face) { return rounded(face.probability); });
  data["hat_list"] = values_of(faces, switches.hat, [](const Face& face) { return code(face.attributes->hat); });
  data["landmark_count"] = switches.landmarks ? Landmarks().size() : 0;
  data["age_list"] = values_of(faces, switches.age, [](const Face& face) { return whole(face.attributes->age); });
  data["glasses"] =
      values_of(faces, switches.glasses, [](const Face& face) { return likeliest(face.attributes->glasses); });
  data["landmarks"] = switches.landmarks ? list_of(faces, append_landmarks) : Json::array();
  data["expressions"] =
      values_of(faces, switches.expression, [](const Face& face) { return code(face.attributes->smile); });
  data["face_count"] = faces.size();
  return data;
}

}  // namespace

std::string response_json(const Findings& findings, const Switches& switches) {
  Json response = {
      {"request_id", ""},
      {"log_id", ""},
      {"error_code", 0},
      {"error_code_str", ""},
      {"error_msg", ""},
      {"error_detail", {{"status_code", kOk}, {"code", ""}, {"code_message", ""}, {"message", ""}}},
      {"image_width", findings.image_width},
      {"image_height", findings.image_height},
  };
  response["data"] = data(findings, switches);
  return response.dump();
}

std::string response_json(const Refusal& refusal) {
  const RefusalRow& row = refusal_row(refusal.reason);
  const Json response = {
      {"request_id", ""},
      {"log_id", ""},
      {"error_code", row.status},
      {"error_code_str", row.error_code},
      {"error_msg", std::string(row.summary) + " - " + refusal.detail},
      {"error_detail",
       {{"status_code", row.status},
        {"code", row.code},
        {"code_message", row.code_message},
        {"message", refusal.detail}}},
  };
  return response.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace face_analyzer
