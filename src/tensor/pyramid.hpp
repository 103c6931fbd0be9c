#pragma once

#include <span>
#include <vector>

#include "geometry/rectangle.hpp"
#include "image/image.hpp"
#include "tensor/thread_pool.hpp"

namespace face_analyzer {

/// A picture and its copies at half, a quarter, an eighth ... of the size, each pixel the mean of four of the level
/// below: what is sampled more coarsely than one pixel is taken from a smaller copy, so that nothing aliases.
/// Level k has ceil(side / 2^k) pixels a side; a place (x, y) of the picture lies at (x, y) / 2^k there.
class Pyramid {
 public:
  /// @param pool makes the levels, and samples them
  explicit Pyramid(Image image, ThreadPool pool = ThreadPool(1));

  [[nodiscard]] int width() const { return levels_.front().width; }
  [[nodiscard]] int height() const { return levels_.front().height; }
  /// The whole picture.
  [[nodiscard]] Rectangle bounds() const { return {0, 0, static_cast<float>(width()), static_cast<float>(height())}; }
  [[nodiscard]] std::span<const Image> levels() const { return levels_; }
  [[nodiscard]] const ThreadPool& pool() const { return pool_; }

 private:
  ThreadPool pool_;
  std::vector<Image> levels_;
};

/// The picture at half the size, sides rounded up; the mean of four pixels, rounded to nearest.
Image halved(const Image& image, const ThreadPool& pool);

}  // namespace face_analyzer
