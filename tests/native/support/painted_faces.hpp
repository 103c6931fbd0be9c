#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "fake_host.hpp"
#include "fake_networks.hpp"
#include "geometry/point.hpp"
#include "pictures.hpp"

/// Faces that a few lines of code can detect: white squares on black, the half with the forehead red.
namespace face_analyzer::test {

/// Paints a face whose head is turned clockwise by quarters of a circle.
inline void paint_face(Image& image, int left, int top, int side, int quarters = 0) {
  paint(image, left, top, side, side, kWhite);
  const int half = side / 2;
  switch (quarters) {
    case 0:
      return paint(image, left, top, side, half, kRed);
    case 1:
      return paint(image, left + side - half, top, half, side, kRed);
    case 2:
      return paint(image, left, top + side - half, side, half, kRed);
    default:
      return paint(image, left, top, half, side, kRed);
  }
}

/// Where the painted face's six key points lie from its centre, in parts of its side, in the detector's order.
inline constexpr Point kPaintedKeyPoints[] = {{-.2F, -.1F}, {.2F, -.1F}, {0, .1F}, {0, .3F}, {-.4F, 0}, {.4F, 0}};

/// Detects painted faces as the real network does its own: only upright ones, and only those which have between the
/// least and the most pixels in the view it is given (the real one was trained on 16 to 192), whole. Of smaller ones it
/// has a suspicion.
struct PaintedFaceDetector {
  static constexpr float kNever = -50;  // a logit

  float least = 15.5F;
  float most = 192.5F;
  float logit = 4;
  bool sees_lying_faces = false;  // and takes them for upright ones
  float suspicion = 2;            // of what is too small yet
  float background = kNever;      // the suspicion of what is no face

  Outputs operator()(const Tensor& view) const {
    const Blobs blobs(view);
    const int rows = view.shape[2] / kStride;
    const int columns = view.shape[3] / kStride;
    Outputs outputs{Tensor({1, 16, rows, columns}), Tensor({1, 1, rows, columns}), Tensor({1, 1, rows, columns})};
    std::ranges::fill(outputs[1].values, kNever);
    std::ranges::fill(outputs[2].values, background);
    for (const Blob& blob : blobs.found) {
      if (blob.side > most || blob.is_cut) continue;
      if (!blob.upright && !sees_lying_faces) continue;
      const auto column = static_cast<int>(blob.centre.x) / kStride;
      const auto row = static_cast<int>(blob.centre.y) / kStride;
      put(outputs, blob, std::min(column, columns - 1), std::min(row, rows - 1));
    }
    return outputs;
  }

 private:
  static constexpr int kStride = 4;

  struct Blob {
    Point centre;
    float side = 0;
    bool upright = false;
    bool is_cut = false;  // by the view
  };

  /// The connected bright parts of a view, measured by their light, which is finer than whole pixels.
  struct Blobs {
    explicit Blobs(const Tensor& view)
        : width(view.shape[3]), height(view.shape[2]), values(view.values), visited(plane()) {
      for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
          if (light(x, y) > kDark && !visited[at(x, y)]) found.push_back(blob_from(x, y));
    }

    static constexpr float kDark = .02F;

    [[nodiscard]] std::size_t plane() const {
      return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    }
    [[nodiscard]] std::size_t at(int x, int y) const {
      return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
    }
    // The detector's input runs from -1 to 1. Red is light in the first plane alone.
    [[nodiscard]] float light(int x, int y) const { return (values[at(x, y)] + 1) / 2; }
    [[nodiscard]] float redness(int x, int y) const { return (values[at(x, y)] - values[plane() + at(x, y)]) / 2; }

    Blob blob_from(int from_x, int from_y) {
      double total = 0;
      double red = 0;
      bool is_cut = false;
      Point sum;
      Point red_sum;
      std::vector<std::pair<int, int>> open{{from_x, from_y}};
      visited[at(from_x, from_y)] = true;
      while (!open.empty()) {
        const auto [x, y] = open.back();
        open.pop_back();
        const Point middle{static_cast<float>(x - from_x), static_cast<float>(y - from_y)};
        is_cut = is_cut || x == 0 || y == 0 || x == width - 1 || y == height - 1;
        total += light(x, y);
        red += redness(x, y);
        sum = sum + middle * light(x, y);
        red_sum = red_sum + middle * redness(x, y);
        for (const auto& [next_x, next_y] : {std::pair(x - 1, y), {x + 1, y}, {x, y - 1}, {x, y + 1}}) {
          if (next_x < 0 || next_y < 0 || next_x >= width || next_y >= height) continue;
          if (light(next_x, next_y) <= kDark || visited[at(next_x, next_y)]) continue;
          visited[at(next_x, next_y)] = true;
          open.emplace_back(next_x, next_y);
        }
      }
      const Point centre = sum * static_cast<float>(1 / total);
      const Point forehead = red_sum * static_cast<float>(1 / std::max(red, 1e-6)) - centre;
      const Point start{static_cast<float>(from_x) + .5F, static_cast<float>(from_y) + .5F};
      return {start + centre, static_cast<float>(std::sqrt(total)), -forehead.y > std::abs(forehead.x), is_cut};
    }

    int width;
    int height;
    const std::vector<float>& values;
    std::vector<bool> visited;
    std::vector<Blob> found;
  };

  /// Sixteen numbers in a cell, from its anchor: the box's centre, its size, the key points.
  void put(Outputs& outputs, const Blob& blob, int column, int row) const {
    const std::size_t cells = outputs[1].values.size();
    const auto cell = static_cast<std::size_t>(row) * static_cast<std::size_t>(outputs[1].shape[3]) +
                      static_cast<std::size_t>(column);
    const Point anchor{static_cast<float>(column * kStride) + kStride / 2,
                       static_cast<float>(row * kStride) + kStride / 2};
    std::vector<Point> pairs{blob.centre - anchor, {blob.side, blob.side}};
    for (const Point point : kPaintedKeyPoints) pairs.push_back(blob.centre - anchor + point * blob.side);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      outputs[0].values[2 * i * cells + cell] = pairs[i].x;
      outputs[0].values[(2 * i + 1) * cells + cell] = pairs[i].y;
    }
    if (blob.side < least)
      outputs[2].values[cell] = suspicion;
    else
      outputs[1].values[cell] = logit;
  }
};

/// A mesh network that sees its frontal mesh in every crop, but believes in it only where a painted face is upright in
/// the crop's middle.
inline Network mesh_of_painted_faces(float logit_upright = 25, float logit_lying = 2) {
  return [=](const Tensor& input) {
    std::vector<Mesh> meshes(static_cast<std::size_t>(input.shape.front()), mesh_filling_crop());
    for (std::size_t face = 0; face < meshes.size(); ++face) {
      constexpr std::size_t kPlane = 192 * 192;
      const std::span<const float> crop = input.item(face);
      const auto red_at = [&](std::size_t x, std::size_t y) {
        return crop[y * 192 + x] > .5F && crop[kPlane + y * 192 + x] < .5F;
      };
      const bool upright = red_at(96 - 20, 80) && red_at(96 + 20, 80);
      meshes[face].face_logit = upright ? logit_upright : logit_lying;
    }
    return mesh_outputs(meshes);
  };
}

}  // namespace face_analyzer::test
