#include "attributes/attributes.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "attributes/face_values.hpp"
#include "attributes/softmax.hpp"
#include "tensor/batch.hpp"

namespace face_analyzer {
namespace {

/// The heads' columns, in the manifest's order.
enum Column : std::size_t {
#include "head_columns.inc"
  column_count
};

constexpr float kOldest = 100;  // years

float probability(float logit) { return 1 / (1 + std::exp(-logit)); }

/// The order of the heads' outputs in the manifest.
enum Output : std::size_t { answers_output, embedding_output };

Attributes attributes_of(std::span<const float> answers, std::span<const float> embedding) {
  Attributes face;
  std::ranges::copy(embedding, face.embedding.begin());
  face.age = std::clamp(answers[age], 0.F, kOldest);
  face.male = probability(answers[male]);
  face.smile = probability(answers[smile]);
  face.glasses = softmax(answers.subspan<no_glasses, 3>());
  face.hat = probability(answers[hat]);
  face.mask = softmax(answers.subspan<no_mask, 3>());
  // Women and men were rated by different features: the head has a part that changes its sign with the gender.
  face.beauty = std::clamp(answers[beauty] + (2 * face.male - 1) * answers[beauty_by_gender], 0.F, 100.F);
  face.recognition = answers[recognition];
  return face;
}

}  // namespace

Task<std::vector<Attributes>> find_attributes(Host& host, const Pyramid& pyramid, std::span<const HeadFit> heads,
                                              std::span<const Mesh> meshes) {
  std::vector<Attributes> faces;
  while (faces.size() < heads.size()) {
    const std::size_t count = std::min(kLargestBatch, heads.size() - faces.size());
    FaceValues found = co_await find_face_values(host, pyramid, heads.subspan(faces.size(), count),
                                                 meshes.subspan(faces.size(), count));
    const Outputs outputs = co_await host.run(Model::attribute_heads, std::move(found.values));
    expect_lengths(outputs, count, {column_count, Embedding().size()});
    for (std::size_t face = 0; face < count; ++face) {
      faces.push_back(attributes_of(outputs[answers_output].item(face), outputs[embedding_output].item(face)));
      faces.back().emotions = found.emotions[face];
    }
  }
  co_return faces;
}

}  // namespace face_analyzer
