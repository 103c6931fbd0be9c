#include "inference/networks.hpp"

#include <gtest/gtest.h>

#include <exception>
#include <vector>

#include "../support/onnx_file.hpp"

namespace face_analyzer {
namespace {

std::vector<std::uint8_t> doubling_file() {
  return OnnxFile().input("x", {0, 2}).node("Add", {"x", "x"}, "y").output("y").bytes();
}

Tensor two_numbers() {
  Tensor tensor({1, 2});
  tensor.values = {3, 4};
  return tensor;
}

TEST(Networks, AModelThatWasOpenedIsRun) {
  Networks networks(ThreadPool(1));
  networks.open(Model::emotion, doubling_file());
  const Outputs outputs = networks.run(Model::emotion, two_numbers());
  ASSERT_EQ(outputs.size(), 1U);
  EXPECT_EQ(outputs[0].values, (std::vector<float>{6, 8}));
}

TEST(Networks, AModelThatWasNotOpenedIsNotRun) {
  Networks networks(ThreadPool(1));
  networks.open(Model::emotion, doubling_file());
  EXPECT_THROW(networks.run(Model::face_mesh, two_numbers()), std::exception);
}

TEST(Networks, ADamagedFileIsNotOpenedAndTheOthersStay) {
  Networks networks(ThreadPool(2));
  networks.open(Model::emotion, doubling_file());
  const std::vector<std::uint8_t> rubbish(100, 0x5A);
  EXPECT_THROW(networks.open(Model::face_mesh, rubbish), std::exception);
  EXPECT_THROW(networks.run(Model::face_mesh, two_numbers()), std::exception);
  EXPECT_EQ(networks.run(Model::emotion, two_numbers())[0].values, (std::vector<float>{6, 8}));
}

}  // namespace
}  // namespace face_analyzer
