#include "mesh/mesh_network.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <vector>

#include "../support/fake_host.hpp"
#include "../support/fake_networks.hpp"
#include "../support/painted_faces.hpp"
#include "../support/pictures.hpp"
#include "mesh/vertices.hpp"

namespace face_analyzer {
namespace {

using test::FakeHost;
using test::kMeshCrop;
using test::mesh_filling_crop;

/// A detection whose region is this square.
Detection detection_in(Point centre, float region_side, float roll) {
  const float side = region_side / 1.5F;
  Detection detection;
  detection.probability = .9F;
  detection.box = {centre.x - side / 2, centre.y - side / 2, side, side};
  detection.key_points[Detection::image_left_eye] = centre + turned({-side / 5, 0}, roll);
  detection.key_points[Detection::image_right_eye] = centre + turned({side / 5, 0}, roll);
  return detection;
}

/// Where a place in a crop lies in the picture, when the crop shows a turned square.
Point in_picture(Point centre, float region_side, float roll, Point in_crop) {
  const Point from_middle{(in_crop.x - kMeshCrop / 2) * region_side / kMeshCrop,
                          (in_crop.y - kMeshCrop / 2) * region_side / kMeshCrop};
  return centre + turned(from_middle, roll);
}

const Pyramid& black_picture() {
  static const Pyramid pyramid(test::plain_picture(640, 480, test::kBlack));
  return pyramid;
}

std::vector<Mesh> meshes_found(FakeHost& host, const Pyramid& pyramid, const std::vector<Detection>& detections) {
  MeshFinder finder(host.host, pyramid);
  const std::vector<Mesh> first = host.result_of(finder.meshes_of(detections));
  return host.result_of(finder.improved(first));
}

TEST(MeshFinder, PointsOfTheCropLandInThePictureHoweverItsRegionIsTurned) {
  const Mesh in_crop = mesh_filling_crop();
  FakeHost host;
  host.with(Model::face_mesh, test::same_mesh_everywhere(in_crop));
  const Point centre{310, 220};
  for (const float roll : {0.F, .5F, -1.2F, 3.F}) {
    const std::vector<Mesh> meshes = meshes_found(host, black_picture(), {detection_in(centre, 300, roll)});
    ASSERT_EQ(meshes.size(), 1U);
    for (std::size_t i = 0; i < Mesh::kPoints; ++i) {
      const Point expected = in_picture(centre, 300, roll, in_crop.points[i].flat());
      ASSERT_NEAR(distance(meshes[0].points[i].flat(), expected), 0, .02) << "point " << i << " at roll " << roll;
    }
    for (std::size_t i = 0; i < Mesh::kVertices; ++i)
      ASSERT_NEAR(meshes[0].points[i].z, in_crop.points[i].z * 300 / kMeshCrop, .02) << "depth of vertex " << i;
    EXPECT_EQ(meshes[0].face_logit, in_crop.face_logit);
  }
}

TEST(MeshFinder, TheNetworkSeesTheFaceUprightAndInItsColours) {
  // A red spot where the image-left eye of a face is that lies on its side.
  const float roll = test::radians(90);
  const Point centre{310, 220};
  const Point eye = centre + turned({-40, -30}, roll);
  Image picture = test::plain_picture(640, 480, test::kBlack);
  test::paint(picture, static_cast<int>(eye.x) - 10, static_cast<int>(eye.y) - 10, 20, 20, test::kRed);
  const Pyramid pyramid(std::move(picture));
  Tensor seen;
  FakeHost host;
  host.with(Model::face_mesh, [&](const Tensor& input) {
    if (seen.values.empty()) seen = input;
    return test::mesh_outputs(std::array{mesh_filling_crop()});
  });
  meshes_found(host, pyramid, {detection_in(centre, kMeshCrop, roll)});
  ASSERT_EQ(seen.shape, (std::vector<int>{1, 3, 192, 192}));
  const auto value = [&](std::size_t plane, std::size_t x, std::size_t y) {
    return seen.values[(plane * 192 + y) * 192 + x];
  };
  EXPECT_NEAR(value(0, 96 - 40, 96 - 30), 1, .02);
  EXPECT_NEAR(value(1, 96 - 40, 96 - 30), 0, .02);
  EXPECT_NEAR(value(0, 96 + 40, 96 - 30), 0, .02);
}

TEST(MeshFinder, TheSecondRunLooksAtTheFirstRunsMesh) {
  // The network sees the face a tenth of the crop beside its middle, in both runs: the second crop moves along.
  Mesh in_crop = mesh_filling_crop();
  for (Point3& point : in_crop.points) {
    point.x += .1F * kMeshCrop;
    point.y -= .1F * kMeshCrop;
  }
  FakeHost host;
  host.with(Model::face_mesh, test::same_mesh_everywhere(in_crop));
  const Point centre{310, 220};
  const std::vector<Mesh> meshes = meshes_found(host, black_picture(), {detection_in(centre, 300, 0)});
  EXPECT_EQ(host.inputs(Model::face_mesh).size(), 2U);
  for (std::size_t i = 0; i < Mesh::kPoints; ++i) {
    const Point expected = in_picture({centre.x + 30, centre.y - 30}, 300, 0, in_crop.points[i].flat());
    ASSERT_NEAR(distance(meshes[0].points[i].flat(), expected), 0, .02) << "point " << i;
  }
}

TEST(MeshFinder, ShowsTheNetworkEachRegionOnce) {
  int shown = 0;
  FakeHost host;
  host.with(Model::face_mesh, [&](const Tensor& input) {
    shown += input.shape.front();
    return test::same_mesh_everywhere(mesh_filling_crop())(input);
  });
  const Detection one = detection_in({310, 220}, 300, 0);
  const Detection other = detection_in({150, 100}, 90, .5F);
  MeshFinder finder(host.host, black_picture());
  const std::vector<Mesh> before = host.result_of(finder.meshes_of(std::array{one}));
  const std::vector<Mesh> meshes = host.result_of(finder.meshes_of(std::array{other, one}));
  EXPECT_EQ(shown, 2);
  ASSERT_EQ(meshes.size(), 2U);
  EXPECT_EQ(meshes[1].points.front().x, before[0].points.front().x);
  EXPECT_NE(meshes[0].points.front().x, before[0].points.front().x);
}

TEST(MeshesIn, RegionsThatComeFromMeshesAreLookedAtOnce) {
  FakeHost host;
  host.with(Model::face_mesh, test::same_mesh_everywhere(mesh_filling_crop()));
  const std::vector<Region> regions{{{200, 150}, 180, 180, .2F}, {{400, 300}, 120, 120, -1}};
  const std::vector<Mesh> meshes = host.result_of(meshes_in(host.host, black_picture(), regions));
  EXPECT_EQ(host.inputs(Model::face_mesh).size(), 1U);
  ASSERT_EQ(meshes.size(), 2U);
  for (std::size_t i = 0; i < meshes.size(); ++i) {
    const Region again = mesh_region(meshes[i]);
    EXPECT_NEAR(distance(again.centre, regions[i].centre), 0, .05);
    EXPECT_NEAR(again.width, regions[i].width, .05);
    EXPECT_NEAR(again.angle, regions[i].angle, .01);
  }
}

TEST(MeshFinder, RefinedOutputsReplaceTheirVerticesButKeepTheDepth) {
  const Mesh coarse = mesh_filling_crop();
  FakeHost host;
  host.with(Model::face_mesh, [&](const Tensor&) {
    Outputs outputs = test::mesh_outputs(std::array{coarse});
    for (const std::size_t refined : {1U, 2U, 3U})  // half a pixel for the lips, one and one and a half for the eyes
      for (float& value : outputs[refined].values) value += .5F * static_cast<float>(refined);
    return outputs;
  });
  const Point centre{96, 96};  // the region shows the picture's first 192 pixels a side as they are
  const Mesh mesh = meshes_found(host, black_picture(), {detection_in(centre, kMeshCrop, 0)}).at(0);
  std::array<float, Mesh::kVertices> shift{};
  for (const auto vertex : vertices::kRefinedLips) shift.at(vertex) = .5F;
  for (const auto vertex : vertices::kRefinedImageLeftEye) shift.at(vertex) = 1;
  for (const auto vertex : vertices::kRefinedImageRightEye) shift.at(vertex) = 1.5F;
  // The second region follows the first mesh, whose box the refinements may have moved a little.
  const Region region = mesh_region([&] {
    Mesh first = coarse;
    for (std::size_t i = 0; i < Mesh::kVertices; ++i) {
      first.points[i].x += shift[i];
      first.points[i].y += shift[i];
    }
    return first;
  }());
  for (std::size_t i = 0; i < Mesh::kVertices; ++i) {
    const Point in_crop = coarse.points[i].flat() + Point{shift[i], shift[i]};
    const Point expected = region.to_picture(in_crop * (1 / kMeshCrop));
    ASSERT_NEAR(distance(mesh.points[i].flat(), expected), 0, .01) << "vertex " << i;
    ASSERT_NEAR(mesh.points[i].z, coarse.points[i].z * region.width / kMeshCrop, .01) << "depth of vertex " << i;
  }
}

TEST(MeshFinder, IrisesComeFromTheirOwnOutputsAtTheirEyesDepth) {
  const Mesh in_crop = mesh_filling_crop();
  FakeHost host;
  host.with(Model::face_mesh, [&](const Tensor&) {
    Outputs outputs = test::mesh_outputs(std::array{in_crop});
    for (std::size_t i = 0; i < 10; ++i) {
      outputs[4].values[i] = 60 + static_cast<float>(i);
      outputs[5].values[i] = 120 + static_cast<float>(i);
    }
    return outputs;
  });
  const Mesh mesh = meshes_found(host, black_picture(), {detection_in({96, 96}, kMeshCrop, 0)}).at(0);
  for (std::size_t i = 0; i < Mesh::kIrisPoints; ++i) {
    const Point3 left = mesh.points[Mesh::kImageLeftIris + i];
    const Point3 right = mesh.points[Mesh::kImageRightIris + i];
    EXPECT_NEAR(left.x, 60 + 2 * static_cast<float>(i), .01);
    EXPECT_NEAR(left.y, 61 + 2 * static_cast<float>(i), .01);
    EXPECT_NEAR(right.x, 120 + 2 * static_cast<float>(i), .01);
    EXPECT_NEAR(right.y, 121 + 2 * static_cast<float>(i), .01);
    EXPECT_NEAR(left.z, (mesh.points[33].z + mesh.points[133].z) / 2, .01);
    EXPECT_NEAR(right.z, (mesh.points[362].z + mesh.points[263].z) / 2, .01);
  }
}

TEST(MeshFinder, EveryFaceOfACrowdGetsItsOwnMeshInPortionsOfSixteen) {
  // The network sees each face a tenth of the crop beside its middle, in both runs.
  Mesh in_crop = mesh_filling_crop();
  for (Point3& point : in_crop.points) point.x += .1F * kMeshCrop;
  constexpr float kMoved = 2 * .1F * 60;
  FakeHost host;
  host.with(Model::face_mesh, test::same_mesh_everywhere(in_crop));
  std::vector<Detection> detections;
  for (int i = 0; i < 35; ++i)
    detections.push_back(detection_in({static_cast<float>(20 + 17 * i), static_cast<float>(400 - 9 * i)}, 60, 0));
  const std::vector<Mesh> meshes = meshes_found(host, black_picture(), detections);
  std::vector<int> portions;
  for (const std::vector<int>& shape : host.inputs(Model::face_mesh)) portions.push_back(shape.front());
  EXPECT_EQ(portions, (std::vector<int>{16, 16, 3, 16, 16, 3}));
  ASSERT_EQ(meshes.size(), detections.size());
  for (std::size_t i = 0; i < meshes.size(); ++i) {
    const Region region = mesh_region(meshes[i]);
    EXPECT_NEAR(distance(region.centre, detections[i].box.centre() + Point{kMoved, 0}), 0, .05) << "face " << i;
  }
}

TEST(MeshFinder, WithoutDetectionsTheNetworkIsNotAsked) {
  FakeHost host;
  EXPECT_TRUE(meshes_found(host, black_picture(), {}).empty());
  EXPECT_TRUE(host.inputs(Model::face_mesh).empty());
}

TEST(Vertices, EveryListOfRefinedVerticesNamesEachOnce) {
  const auto distinct = [](std::span<const std::uint16_t> list) {
    for (const auto vertex : list) EXPECT_LT(vertex, Mesh::kVertices);
    return std::set<std::uint16_t>(list.begin(), list.end()).size();
  };
  EXPECT_EQ(distinct(vertices::kRefinedLips), 80U);
  EXPECT_EQ(distinct(vertices::kRefinedImageLeftEye), 71U);
  EXPECT_EQ(distinct(vertices::kRefinedImageRightEye), 71U);
}

TEST(Vertices, TheEyesRefinedListsMirrorEachOther) {
  for (std::size_t i = 0; i < vertices::kRefinedImageLeftEye.size(); ++i) {
    const Point3 left = test::kCanonicalVertices[vertices::kRefinedImageLeftEye[i]];
    const Point3 right = test::kCanonicalVertices[vertices::kRefinedImageRightEye[i]];
    EXPECT_NEAR(left.x, -right.x, .05) << "entry " << i;
    EXPECT_NEAR(left.y, right.y, .05) << "entry " << i;
  }
}

}  // namespace
}  // namespace face_analyzer
