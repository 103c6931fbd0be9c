#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "geometry/point.hpp"
#include "tensor/pyramid.hpp"

namespace face_analyzer {

/// Where in the picture a view that shows it at `scale` (pixels of the view for one of the picture, less than 1) shows
/// more than one of half that size: where there is detail of two to four pixels of the view. A plain wall, the blur
/// behind a portrait or an enlarged photograph has none. The pyramid must outlive it.
class Detail {
 public:
  Detail(const Pyramid& pyramid, float scale);

  /// Whether there is any around a place of the picture, within about the smallest face of the view.
  bool is_near(Point place);

 private:
  bool is_in_block(int column, int row);

  const Image* level_ = nullptr;  // null where even the smallest copy of the picture is finer than the view
  float block_ = 0;               // pixels of the picture
  int columns_ = 0;
  int rows_ = 0;
  std::vector<std::optional<bool>> blocks_;  // what is known so far
};

}  // namespace face_analyzer
