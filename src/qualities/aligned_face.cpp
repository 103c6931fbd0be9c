#include "qualities/aligned_face.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "geometry/angle.hpp"
#include "geometry/convex_hull.hpp"
#include "landmarks/face_rectangle.hpp"
#include "tensor/sample.hpp"

namespace face_analyzer {
namespace {

// A face of no width has no square; networks' numbers may lead to one.
constexpr float kLeastPupilDistance = 1;

/// The middle of the landmarks' extent along the face's own axes.
Point middle_of(const Landmarks& landmarks, float roll) {
  Point least = turned(landmarks.front(), -roll);
  Point most = least;
  for (const Point& landmark : landmarks) {
    const Point upright = turned(landmark, -roll);
    least = {std::min(least.x, upright.x), std::min(least.y, upright.y)};
    most = {std::max(most.x, upright.x), std::max(most.y, upright.y)};
  }
  return turned(midpoint(least, most), roll);
}

/// Where a row of samples lies inside a convex polygon: columns from `first` up to but not including `last`.
struct Run {
  int first = 0;
  int last = 0;
};

Run run_inside(std::span<const Point> polygon, float y) {
  float least = AlignedFace::kSide;
  float most = 0;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Point a = polygon[i];
    const Point b = polygon[(i + 1) % polygon.size()];
    if ((a.y <= y) == (b.y <= y)) continue;
    const float x = std::lerp(a.x, b.x, (y - a.y) / (b.y - a.y));
    least = std::min(least, x);
    most = std::max(most, x);
  }
  const auto column = [](float x) {
    return static_cast<int>(std::ceil(std::clamp(x - .5F, 0.F, static_cast<float>(AlignedFace::kSide))));
  };
  return {column(least), column(most)};
}

void mark_face(AlignedFace& face, const Pyramid& pyramid, const Landmarks& landmarks) {
  std::vector<Point> hull = convex_hull(landmarks);
  for (Point& corner : hull) corner = face.to_square(corner);
  const auto width = static_cast<float>(pyramid.width());
  const auto height = static_cast<float>(pyramid.height());
  for (int row = 0; row < AlignedFace::kSide; ++row) {
    const Run run = run_inside(hull, static_cast<float>(row) + .5F);
    for (int column = run.first; column < run.last; ++column) {
      const Point place = face.to_picture(column, row);
      const bool in_picture = place.x >= 0 && place.y >= 0 && place.x < width && place.y < height;
      face.mask[AlignedFace::index(column, row)] = in_picture ? 1 : 0;
    }
  }
}

}  // namespace

Point AlignedFace::to_square(Point place) const {
  const Point upright = turned(place - region.centre, -region.angle) * (kSide / region.width);
  return {upright.x + kSide / 2.F, upright.y + kSide / 2.F};
}

Point AlignedFace::to_picture(int column, int row) const {
  return region.to_picture({(static_cast<float>(column) + .5F) / kSide, (static_cast<float>(row) + .5F) / kSide});
}

AlignedFace align_face(const Pyramid& pyramid, const HeadFit& head, const Pupils& pupils, const Landmarks& landmarks) {
  AlignedFace face;
  face.pupil_distance = std::max(frontal_pupil_distance(pupils, head), kLeastPupilDistance);
  const float roll = to_radians(head.pose().roll);
  const float side = AlignedFace::kPupilDistances * face.pupil_distance;
  face.region = {middle_of(landmarks, roll), side, side, roll};
  face.luma.resize(AlignedFace::kSamples);
  face.mask.resize(AlignedFace::kSamples);
  sample(pyramid, face.region, {AlignedFace::kSide, AlignedFace::kSide}, Border::replicate,
         {.order = ChannelOrder::grey, .mean = {}, .scale = 1}, face.luma);
  mark_face(face, pyramid, landmarks);
  return face;
}

}  // namespace face_analyzer
