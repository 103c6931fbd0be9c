#include "landmarks/landmarks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <vector>

#include "../support/canonical_head.hpp"
#include "edges.hpp"

namespace face_analyzer {
namespace {

using test::HeadPosture;
using test::mesh_of_head;

const HeadPosture kFrontal{.scale = 20, .place = {300, 400, 0}};
const HeadPosture kPostures[] = {
    kFrontal,
    {.yaw = 25, .pitch = -10, .roll = 5, .scale = 12, .place = {150, 900, 30}},
    {.yaw = -20, .pitch = 12, .roll = -30, .scale = 55, .place = {2000, 1500, -9}},
};

Point at(const Landmarks& landmarks, int index) { return landmarks.at(static_cast<std::size_t>(index)); }

std::vector<float> steps_along(const Landmarks& landmarks, const std::vector<int>& edge) {
  std::vector<float> steps;
  for (std::size_t i = 1; i < edge.size(); ++i)
    steps.push_back(distance(at(landmarks, edge[i - 1]), at(landmarks, edge[i])));
  return steps;
}

double coefficient_of_variation(const std::vector<float>& values) {
  const double count = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.) / count;
  double squares = 0;
  for (const float value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / count) / mean;
}

TEST(Landmarks, EveryIndexHasItsPlaceOnTheFace) {
  std::set<int> placed(std::begin(test::kNose), std::end(test::kNose));
  for (const test::Edge& edge : test::edges()) placed.insert(edge.landmarks.begin(), edge.landmarks.end());
  ASSERT_EQ(placed.size(), 105U) << "the drawing orders leave out an index";
  const Landmarks landmarks = landmarks_of(mesh_of_head(kFrontal));
  for (const Point point : landmarks) {  // the canonical face is about 15 x 18 cm
    EXPECT_LT(std::abs(point.x - 300), 8 * 20);
    EXPECT_LT(std::abs(point.y - 400), 10 * 20);
    EXPECT_NE(point.y, 0);
  }
}

/// The edges that are divided evenly: the contour either side of the chin, whose tip is a landmark of its own.
std::vector<test::Edge> evenly_divided_edges() {
  std::vector<test::Edge> edges = test::edges();
  const std::vector<int> contour = edges.back().landmarks;
  edges.pop_back();
  edges.push_back({"contour, image-left of the chin", {contour.begin(), contour.begin() + 5}});
  edges.push_back({"contour, image-right of the chin", {contour.begin() + 4, contour.end()}});
  return edges;
}

TEST(Landmarks, PointsLieEvenlyAlongEveryEdge) {
  for (const HeadPosture& posture : kPostures) {
    const Landmarks landmarks = landmarks_of(mesh_of_head(posture));
    for (const test::Edge& edge : evenly_divided_edges())
      EXPECT_LE(coefficient_of_variation(steps_along(landmarks, edge.landmarks)), .09)  // that of the published faces
          << edge.name << " at yaw " << posture.yaw;
  }
}

/// Bends an edge of the mesh straight, its vertices at uneven steps.
template <std::size_t Count>
void straighten(Mesh& mesh, const vertices::Edge<Count>& edge, Point from, Point to) {
  for (std::size_t i = 0; i < Count; ++i) {
    const float part = static_cast<float>(i) / static_cast<float>(Count - 1);
    const Point place = interpolate(from, to, part * part);
    mesh.points[edge[i]] = {place.x, place.y, 0};
  }
}

TEST(Landmarks, AnEdgeIsDividedByItsLengthHoweverUnevenlyTheMeshDividesIt) {
  Mesh mesh = mesh_of_head(kFrontal);
  const Point from{100, 500};
  const Point to{420, 340};
  straighten(mesh, vertices::kMouthOuterUpper, from, to);
  const Landmarks landmarks = landmarks_of(mesh);
  const std::vector<int>& order = test::edges()[8].landmarks;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Point expected = interpolate(from, to, static_cast<float>(i) / 10);
    EXPECT_NEAR(at(landmarks, order[i]).x, expected.x, .01) << order[i];
    EXPECT_NEAR(at(landmarks, order[i]).y, expected.y, .01) << order[i];
  }
}

TEST(Landmarks, EveryEdgeRunsFromImageLeftToImageRight) {
  const Landmarks landmarks = landmarks_of(mesh_of_head(kFrontal));
  for (const test::Edge& edge : test::edges()) {
    for (std::size_t i = 1; i < edge.landmarks.size(); ++i)
      EXPECT_LT(at(landmarks, edge.landmarks[i - 1]).x, at(landmarks, edge.landmarks[i]).x)
          << edge.name << ": " << edge.landmarks[i - 1] << " and " << edge.landmarks[i];
  }
}

TEST(Landmarks, UpperEdgesLieAboveLowerOnes) {
  const Landmarks landmarks = landmarks_of(mesh_of_head(kFrontal));
  const std::vector<test::Edge>& edges = test::edges();
  for (std::size_t pair = 0; pair + 1 < edges.size(); pair += 2) {
    const auto middle = [&](const test::Edge& edge) {
      return at(landmarks, edge.landmarks[edge.landmarks.size() / 2]).y;
    };
    // The canonical face's lips are closed, which the inner ones show.
    EXPECT_LE(middle(edges[pair]), middle(edges[pair + 1]) + .5F) << edges[pair].name;
  }
}

TEST(Landmarks, ImageLeftPartsLieLeftOfImageRightOnes) {
  const Landmarks landmarks = landmarks_of(mesh_of_head(kFrontal));
  EXPECT_LT(at(landmarks, 1).x, at(landmarks, 12).x);   // brows
  EXPECT_LT(at(landmarks, 25).x, at(landmarks, 40).x);  // eyes
  EXPECT_LT(at(landmarks, 60).x, at(landmarks, 61).x);  // wings of the nose
  EXPECT_LT(at(landmarks, 96).x, at(landmarks, 97).x);  // ears
}

TEST(Landmarks, AMirroredFaceHasMirroredLandmarks) {
  const Landmarks landmarks = landmarks_of(mesh_of_head(kFrontal));  // the canonical face is symmetrical
  const std::vector<test::Edge>& edges = test::edges();
  for (const auto& [left, right] : {std::pair(0, 2), {1, 3}, {4, 6}, {5, 7}, {8, 8}, {9, 9}, {10, 10}, {12, 12}}) {
    std::vector<int> mirrored = edges[static_cast<std::size_t>(right)].landmarks;
    std::ranges::reverse(mirrored);
    for (std::size_t i = 0; i < mirrored.size(); ++i) {
      const Point one = at(landmarks, edges[static_cast<std::size_t>(left)].landmarks[i]);
      const Point other = at(landmarks, mirrored[i]);
      EXPECT_NEAR(one.x - 300, 300 - other.x, .5) << edges[static_cast<std::size_t>(left)].name;
      EXPECT_NEAR(one.y, other.y, .5) << edges[static_cast<std::size_t>(left)].name;
    }
  }
}

/// How far a point lies from the line through the pupils.
float from_pupil_line(const Mesh& mesh, Point point) {
  const Pupils pupils = pupils_of(mesh);
  const Point along = pupils.image_right - pupils.image_left;
  const Point from = point - pupils.image_left;
  return std::abs(along.x * from.y - along.y * from.x) / length(along);
}

TEST(Landmarks, TheContourBeginsAndEndsAtThePupilsHeight) {
  for (const HeadPosture& posture : kPostures) {
    const Mesh mesh = mesh_of_head(posture);
    const Landmarks landmarks = landmarks_of(mesh);
    EXPECT_NEAR(from_pupil_line(mesh, at(landmarks, 96)), 0, .05) << posture.yaw;
    EXPECT_NEAR(from_pupil_line(mesh, at(landmarks, 97)), 0, .05) << posture.yaw;
  }
}

TEST(Landmarks, TheMiddleOfTheContourIsTheChin) {
  const Mesh mesh = mesh_of_head(kPostures[1]);
  EXPECT_NEAR(distance(at(landmarks_of(mesh), 98), mesh.points[152].flat()), 0, .01);
}

TEST(Landmarks, TheBridgeOfTheNoseIsAtThePupilsHeightAndItsMiddleHalfWayToTheTip) {
  for (const HeadPosture& posture : kPostures) {
    const Mesh mesh = mesh_of_head(posture);
    const Landmarks landmarks = landmarks_of(mesh);
    EXPECT_NEAR(from_pupil_line(mesh, at(landmarks, 56)), 0, .05) << posture.yaw;
    EXPECT_NEAR(distance(at(landmarks, 57), mesh.points[1].flat()), 0, .01);
    EXPECT_NEAR(distance(at(landmarks, 58), midpoint(at(landmarks, 56), at(landmarks, 57))), 0, .01);
  }
}

TEST(Landmarks, TheNoseRunsDownFromTheBridgeToTheBase) {
  const Landmarks landmarks = landmarks_of(mesh_of_head(kFrontal));
  EXPECT_LT(at(landmarks, 56).y, at(landmarks, 58).y);
  EXPECT_LT(at(landmarks, 58).y, at(landmarks, 57).y);
  EXPECT_LT(at(landmarks, 57).y, at(landmarks, 59).y);
  EXPECT_LT(at(landmarks, 60).x, at(landmarks, 59).x);
  EXPECT_GT(at(landmarks, 61).x, at(landmarks, 59).x);
}

TEST(Landmarks, AFaceOfOnePointHasAllItsLandmarksThere) {
  Mesh mesh;
  mesh.points.fill({50, 60, 0});
  for (const Point point : landmarks_of(mesh)) {
    EXPECT_EQ(point.x, 50);
    EXPECT_EQ(point.y, 60);
  }
}

TEST(Pupils, AreTheCentresOfTheIrises) {
  const Pupils pupils = pupils_of(mesh_of_head(kFrontal));
  const Point left = test::held(test::as_the_network_sees(kFrontal), test::canonical_pupil_left()).flat();
  const Point right = test::held(test::as_the_network_sees(kFrontal), test::canonical_pupil_right()).flat();
  EXPECT_NEAR(distance(pupils.image_left, left), 0, .01);
  EXPECT_NEAR(distance(pupils.image_right, right), 0, .01);
  EXPECT_LT(pupils.image_left.x, pupils.image_right.x);
  EXPECT_NEAR(pupils.distance(), distance(left, right), .01);
}

TEST(Pupils, ShareTheMeanRadiusOfBothIrises) {
  Mesh mesh = mesh_of_head(kFrontal);
  const auto set_iris = [&](std::size_t first, float horizontal, float vertical) {
    const Point3 centre = mesh.points[first];
    mesh.points[first + 1] = {centre.x + horizontal, centre.y, 0};
    mesh.points[first + 2] = {centre.x, centre.y - vertical, 0};
    mesh.points[first + 3] = {centre.x - horizontal, centre.y, 0};
    mesh.points[first + 4] = {centre.x, centre.y + vertical, 0};
  };
  set_iris(Mesh::kImageLeftIris, 10, 8);
  set_iris(Mesh::kImageRightIris, 12, 12);
  EXPECT_NEAR(pupils_of(mesh).radius, (9 + 12) / 2.F, 1e-4);
}

TEST(Pupils, TheRadiusGrowsWithTheFaceAndIgnoresItsRoll) {
  const float expected = pupils_of(mesh_of_head(kFrontal)).radius;
  EXPECT_NEAR(expected / pupils_of(mesh_of_head(kFrontal)).distance(), test::kIrisRadius, .001);
  for (const float roll : {0.F, 30.F, 90.F, -120.F})
    EXPECT_NEAR(pupils_of(mesh_of_head({.roll = roll, .scale = 20})).radius, expected, .01) << roll;
  EXPECT_NEAR(pupils_of(mesh_of_head({.scale = 40})).radius, 2 * expected, .01);
}

}  // namespace
}  // namespace face_analyzer
