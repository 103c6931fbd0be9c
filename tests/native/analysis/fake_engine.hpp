#pragma once

#include <cstdint>
#include <vector>

#include "../support/fake_host.hpp"
#include "../support/fake_networks.hpp"
#include "../support/json.hpp"
#include "../support/painted_faces.hpp"
#include "../support/pictures.hpp"
#include "analysis/analysis.hpp"

namespace face_analyzer::test {

/// A host with a stand-in for every network: it detects painted faces and finds a frontal, smiling man of 39 with
/// glasses in each.
inline FakeHost fake_engine() {
  FakeHost engine;
  engine.with(Model::face_detection, PaintedFaceDetector())
      .with(Model::face_mesh, same_mesh_everywhere(mesh_filling_crop()))
      .with(Model::head_pose, same_head_everywhere(mesh_filling_crop()))
      .with(Model::attribute_heads, heads_network({{{Column::age, 39},
                                                    {Column::male, 3},
                                                    {Column::smile, 2},
                                                    {Column::regular_glasses, 4},
                                                    {Column::hat, -3},
                                                    {Column::no_mask, 5},
                                                    {Column::beauty, 62},
                                                    {Column::recognition, .6F}}}));
  return with_face_networks(engine, .25F);
}

/// 400 x 300 pixels with a face of 160.
inline Image picture_with_a_face(int quarters = 0) {
  Image picture = plain_picture(400, 300, kBlack);
  paint_face(picture, 120, 80, 160, quarters);
  return picture;
}

inline std::vector<std::uint8_t> file_with_a_face(int quarters = 0) { return bmp_of(picture_with_a_face(quarters)); }

/// The response to a file, with every inference answered.
inline Json analyzed(FakeHost& engine, std::vector<std::uint8_t> file, const Options& options = {}) {
  Analysis analysis(File{std::move(file)}, options);
  engine.answer_all(analysis);
  EXPECT_EQ(analysis.pending(), nullptr);
  return Json::parse(analysis.response());
}

inline void expect_refusal(const Json& response, int status, const std::string& code) {
  EXPECT_EQ(response.at("error_code"), status) << response;
  EXPECT_EQ(response.at("error_detail").at("code"), code) << response;
  EXPECT_FALSE(response.contains("data")) << response;
}

}  // namespace face_analyzer::test
