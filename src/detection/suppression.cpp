#include "detection/suppression.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

namespace face_analyzer {
namespace {

using Group = std::span<const Detection>;  // detections of one face, the most probable first

Detection weighted_mean(Group group) {
  Detection mean;
  float total = 0;
  for (const Detection& detection : group) {
    const float weight = detection.probability;
    total += weight;
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

void sort_by_probability(std::vector<Detection>& detections) {
  std::ranges::stable_sort(detections, std::ranges::greater(), &Detection::probability);
}

template <typename ProbabilityOf>
std::vector<Detection> grouped(std::vector<Detection> candidates, float overlap, ProbabilityOf probability_of) {
  sort_by_probability(candidates);
  std::vector<Detection> kept;
  auto rest = std::span(candidates);
  while (!rest.empty()) {
    const Rectangle best = rest.front().box;
    const auto others = std::stable_partition(rest.begin() + 1, rest.end(), [&](const Detection& detection) {
      return intersection_over_union(best, detection.box) > overlap;
    });
    const auto size = static_cast<std::size_t>(others - rest.begin());
    kept.push_back(weighted_mean(rest.first(size)));
    kept.back().probability = probability_of(rest.first(size));
    rest = rest.subspan(size);
  }
  sort_by_probability(kept);
  return kept;
}

float strongest(Group group) { return group.front().probability; }

float of_independent_looks(Group group) {
  float doubt = 1;
  for (const Detection& detection : group) doubt *= 1 - detection.probability;
  return 1 - doubt;
}

}  // namespace

std::vector<Detection> suppressed(std::vector<Detection> candidates, float overlap) {
  return grouped(std::move(candidates), overlap, strongest);
}

std::vector<Detection> agreed(std::vector<Detection> candidates, float overlap) {
  return grouped(std::move(candidates), overlap, of_independent_looks);
}

}  // namespace face_analyzer
