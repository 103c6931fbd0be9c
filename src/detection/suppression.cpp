#include "detection/suppression.hpp"

#include <algorithm>
#include <span>

namespace face_analyzer {
namespace {

Detection weighted_mean(std::span<const Detection> group) {
  Detection mean;
  float total = 0;
  for (const Detection& detection : group) {
    const float weight = detection.probability;
    total += weight;
    mean.probability = std::max(mean.probability, weight);
    mean.box.left += detection.box.left * weight;
    mean.box.top += detection.box.top * weight;
    mean.box.width += detection.box.width * weight;
    mean.box.height += detection.box.height * weight;
    for (std::size_t i = 0; i < mean.key_points.size(); ++i)
      mean.key_points[i] = mean.key_points[i] + detection.key_points[i] * weight;
  }
  mean.box = {mean.box.left / total, mean.box.top / total, mean.box.width / total, mean.box.height / total};
  for (Point& point : mean.key_points) point = point * (1 / total);
  return mean;
}

}  // namespace

std::vector<Detection> suppressed(std::vector<Detection> candidates, float overlap) {
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Detection& a, const Detection& b) { return a.probability > b.probability; });
  std::vector<Detection> kept;
  auto rest = std::span(candidates);
  while (!rest.empty()) {
    const Rectangle best = rest.front().box;
    const auto others = std::stable_partition(rest.begin(), rest.end(), [&](const Detection& detection) {
      return &detection == &rest.front() || intersection_over_union(best, detection.box) > overlap;
    });
    const auto group = static_cast<std::size_t>(others - rest.begin());
    kept.push_back(weighted_mean(rest.first(group)));
    rest = rest.subspan(group);
  }
  return kept;
}

}  // namespace face_analyzer
