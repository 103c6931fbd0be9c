#pragma once

#include <string_view>
#include <vector>

/// The contract's edges in drawing order, from image-left to image-right.
namespace face_analyzer::test {

struct Edge {
  std::string_view name;
  std::vector<int> landmarks;
};

inline const std::vector<Edge>& edges() {
  static const std::vector<Edge> all{
      {"image_left_eyebrow_upper", {0, 4, 5, 2, 6, 7, 1}},
      {"image_left_eyebrow_lower", {0, 8, 9, 3, 10, 11, 1}},
      {"image_right_eyebrow_upper", {12, 16, 17, 14, 18, 19, 13}},
      {"image_right_eyebrow_lower", {12, 20, 21, 15, 22, 23, 13}},
      {"image_left_eye_upper", {24, 26, 27, 28, 29, 30, 31, 32, 25}},
      {"image_left_eye_lower", {24, 33, 34, 35, 36, 37, 38, 39, 25}},
      {"image_right_eye_upper", {40, 42, 43, 44, 45, 46, 47, 48, 41}},
      {"image_right_eye_lower", {40, 49, 50, 51, 52, 53, 54, 55, 41}},
      {"mouth_outer_upper", {62, 71, 69, 72, 67, 66, 68, 73, 70, 74, 63}},
      {"mouth_outer_lower", {62, 78, 76, 79, 75, 80, 77, 81, 63}},
      {"mouth_inner_upper", {64, 88, 84, 90, 82, 92, 86, 94, 65}},
      {"mouth_inner_lower", {64, 89, 85, 91, 83, 93, 87, 95, 65}},
      {"contour", {96, 101, 99, 103, 98, 104, 100, 102, 97}},
  };
  return all;
}

/// The nose, which has no edge of its own.
inline constexpr int kNose[] = {56, 57, 58, 59, 60, 61};

}  // namespace face_analyzer::test
