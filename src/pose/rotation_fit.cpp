#include "pose/rotation_fit.hpp"

#include <cmath>
#include <cstddef>

namespace face_analyzer {
namespace {

using Matrix4 = std::array<std::array<double, 4>, 4>;
using Quaternion = std::array<double, 4>;  // scalar part first

/// Horn's symmetric matrix, whose eigenvector of the largest eigenvalue is the rotation.
Matrix4 quaternion_matrix(const Matrix3& s) {
  const double yz = s[1][2] - s[2][1];
  const double zx = s[2][0] - s[0][2];
  const double xy = s[0][1] - s[1][0];
  const double xy_sum = s[0][1] + s[1][0];
  const double zx_sum = s[2][0] + s[0][2];
  const double yz_sum = s[1][2] + s[2][1];
  return {{{s[0][0] + s[1][1] + s[2][2], yz, zx, xy},
           {yz, s[0][0] - s[1][1] - s[2][2], xy_sum, zx_sum},
           {zx, xy_sum, -s[0][0] + s[1][1] - s[2][2], yz_sum},
           {xy, zx_sum, yz_sum, -s[0][0] - s[1][1] + s[2][2]}}};
}

/// One Jacobi rotation, which makes matrix[p][q] zero and turns the eigenvectors along.
void annihilate(Matrix4& matrix, Matrix4& vectors, std::size_t p, std::size_t q) {
  if (matrix[p][q] == 0) return;
  const double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
  const double tangent = std::copysign(1, theta) / (std::abs(theta) + std::sqrt(theta * theta + 1));
  const double cosine = 1 / std::sqrt(tangent * tangent + 1);
  const double sine = tangent * cosine;
  const auto turn = [&](double& a, double& b) {
    const double old = a;
    a = cosine * old - sine * b;
    b = sine * old + cosine * b;
  };
  for (std::size_t k = 0; k < 4; ++k) turn(matrix[k][p], matrix[k][q]);
  for (std::size_t k = 0; k < 4; ++k) turn(matrix[p][k], matrix[q][k]);
  for (std::size_t k = 0; k < 4; ++k) turn(vectors[k][p], vectors[k][q]);
}

Quaternion largest_eigenvector(Matrix4 matrix) {
  constexpr int kSweeps = 12;  // Jacobi converges quadratically: a 4x4 matrix needs about six
  Matrix4 vectors{{{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}}};
  for (int sweep = 0; sweep < kSweeps; ++sweep)
    for (std::size_t p = 0; p < 3; ++p)
      for (std::size_t q = p + 1; q < 4; ++q) annihilate(matrix, vectors, p, q);
  std::size_t best = 0;
  for (std::size_t i = 1; i < 4; ++i)
    if (matrix[i][i] > matrix[best][best]) best = i;
  return {vectors[0][best], vectors[1][best], vectors[2][best], vectors[3][best]};
}

}  // namespace

Matrix3 best_rotation(const Matrix3& correlation) {
  const auto [w, x, y, z] = largest_eigenvector(quaternion_matrix(correlation));
  return {{{w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y)},
           {2 * (y * x + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x)},
           {2 * (z * x - w * y), 2 * (z * y + w * x), w * w - x * x - y * y + z * z}}};
}

}  // namespace face_analyzer
