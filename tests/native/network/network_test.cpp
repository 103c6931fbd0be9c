#include "network/network.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <vector>

#include "../support/onnx_file.hpp"
#include "../support/values.hpp"

namespace face_analyzer {
namespace {

using Numbers = std::vector<float>;

const OnnxFile::Attributes kPointwise{{"kernel_shape", {1, 1}}, {"strides", {1, 1}}, {"pads", {0, 0, 0, 0}}};

/// Two channels in, twice the first less the second out, then what follows.
OnnxFile mixing_file() {
  return OnnxFile()
      .input("picture", {0, 2, 0, 0})
      .floats("weights", {1, 2, 1, 1}, {2, -1})
      .node("Conv", {"picture", "weights"}, "mixed", kPointwise);
}

Tensor picture(std::vector<int> shape, Numbers numbers) {
  Tensor tensor(std::move(shape));
  EXPECT_EQ(tensor.values.size(), numbers.size());
  tensor.values = std::move(numbers);
  return tensor;
}

std::vector<Tensor> run(const OnnxFile& file, const Tensor& input) {
  return Network(file.bytes()).run(input, ThreadPool(1));
}

const Tensor kTwoPixels = picture({1, 2, 1, 2}, {1, 5, 4, 7});

TEST(Network, PicturesComeAndGoWithTheirChannelsFirst) {
  OnnxFile file = mixing_file();
  file.floats("both", {2, 2, 1, 1}, {1, 0, 0, 1}).node("Conv", {"picture", "both"}, "same", kPointwise);
  const std::vector<Tensor> outputs = run(file.output("same").output("mixed"), kTwoPixels);
  ASSERT_EQ(outputs.size(), 2U);  // in the file's order
  EXPECT_EQ(outputs[0].shape, (std::vector<int>{1, 2, 1, 2}));
  EXPECT_EQ(outputs[0].values, kTwoPixels.values);
  EXPECT_EQ(outputs[1].shape, (std::vector<int>{1, 1, 1, 2}));
  EXPECT_EQ(outputs[1].values, (Numbers{-2, 3}));
}

TEST(Network, AnActivationIsAppliedOnceWhetherItsInputIsReadElsewhereOrNot) {
  EXPECT_EQ(run(mixing_file().node("Relu", {"mixed"}, "held").output("held"), kTwoPixels)[0].values, (Numbers{0, 3}));
  const std::vector<Tensor> both =
      run(mixing_file().node("Relu", {"mixed"}, "held").output("held").output("mixed"), kTwoPixels);
  EXPECT_EQ(both[0].values, (Numbers{0, 3}));
  EXPECT_EQ(both[1].values, (Numbers{-2, 3}));
  const OnnxFile clipped = mixing_file()
                               .floats("least", {}, {-1})
                               .floats("most", {}, {2})
                               .node("Clip", {"mixed", "least", "most"}, "held")
                               .output("held");
  EXPECT_EQ(run(clipped, kTwoPixels)[0].values, (Numbers{-1, 2}));
}

TEST(Network, AConstantBesidePicturesIsOneNumberOrOneAChannel) {
  const Tensor input = picture({1, 2, 1, 2}, {1, 2, 3, 4});
  const auto file = [] {
    return OnnxFile()
        .input("picture", {0, 2, 0, 0})
        .floats("same", {2, 2, 1, 1}, {1, 0, 0, 1})
        .node("Conv", {"picture", "same"}, "seen", kPointwise);
  };
  const auto added = [&](OnnxFile with) { return with.node("Add", {"seen", "c"}, "sum").output("sum"); };
  EXPECT_EQ(run(added(file().floats("c", {1, 2, 1, 1}, {10, 20})), input)[0].values, (Numbers{11, 12, 23, 24}));
  EXPECT_EQ(run(added(file().floats("c", {2, 1, 1}, {10, 20})), input)[0].values, (Numbers{11, 12, 23, 24}));
  EXPECT_EQ(run(added(file().floats("c", {1}, {10})), input)[0].values, (Numbers{11, 12, 13, 14}));
  EXPECT_THROW(Network(added(file().floats("c", {2}, {10, 20})).bytes()), std::runtime_error);
  EXPECT_THROW(Network(added(file().floats("c", {3, 1, 1}, {10, 20, 30})).bytes()), std::runtime_error);
}

TEST(Network, FactorsSummandsAndActivationsAfterAConvolutionAreInWhicheverOrderTheyCome) {
  const Tensor input = picture({1, 2, 1, 2}, {1, 2, 3, 4});
  const auto file = [] {
    return OnnxFile()
        .input("picture", {0, 2, 0, 0})
        .floats("same", {2, 2, 1, 1}, {1, 0, 0, 1})
        .floats("bias", {2}, {1, -1})
        .floats("factors", {2, 1, 1}, {2, -3})
        .floats("summands", {1, 2, 1, 1}, {10, 20})
        .floats("half", {}, {.5F})
        .floats("most", {}, {12})
        .node("Conv", {"picture", "same", "bias"}, "seen", kPointwise);  // 2, 3 and 2, 3
  };
  EXPECT_EQ(run(file()
                    .node("Mul", {"seen", "factors"}, "times")
                    .node("Add", {"summands", "times"}, "plus")
                    .node("Relu", {"plus"}, "least")
                    .node("Clip", {"least", "half", "most"}, "held")
                    .output("held"),
                input)[0]
                .values,
            (Numbers{12, 12, 12, 11}));
  EXPECT_EQ(run(file()
                    .node("Add", {"seen", "half"}, "plus")
                    .node("Mul", {"plus", "factors"}, "times")
                    .node("Relu", {"times"}, "held")
                    .node("Add", {"held", "summands"}, "sum")
                    .output("sum"),
                input)[0]
                .values,
            (Numbers{15, 17, 20, 20}));
  EXPECT_EQ(run(file().node("Mul", {"seen", "factors"}, "times").output("times").output("seen"), input)[1].values,
            (Numbers{2, 3, 2, 3}));
}

TEST(Network, AConstantThatIsComputedAfterAConvolutionIsPartOfItToo) {
  const OnnxFile file = mixing_file()
                            .floats("a", {1, 1, 1}, {2})
                            .floats("b", {1, 1, 1}, {3})
                            .node("Add", {"a", "b"}, "factor")
                            .node("Mul", {"mixed", "factor"}, "times")
                            .output("times");
  EXPECT_EQ(run(file, kTwoPixels)[0].values, (Numbers{-10, 15}));
}

TEST(Network, APictureIsSlopedByItsChannels) {
  const OnnxFile file =
      mixing_file().floats("slopes", {1, 1, 1}, {5}).node("PRelu", {"mixed", "slopes"}, "sloped").output("sloped");
  EXPECT_EQ(run(file, kTwoPixels)[0].values, (Numbers{-10, 3}));
}

TEST(Network, APaddedPictureIsPaddedAtItsOwnSides) {
  const OnnxFile file = mixing_file()
                            .integers("around", {0, 0, 0, 1, 0, 1, 0, 0})
                            .node("Pad", {"mixed", "around"}, "padded")
                            .output("padded");
  const Tensor output = run(file, kTwoPixels)[0];
  EXPECT_EQ(output.shape, (std::vector<int>{1, 2, 1, 3}));
  EXPECT_EQ(output.values, (Numbers{0, -2, 3, 0, 0, 0}));
}

/// The mixed picture with as many channels as the given one, and the sum of both with a slope for what is negative.
OnnxFile residual_file(std::initializer_list<std::string> summands) {
  return mixing_file()
      .integers("behind", {0, 0, 0, 0, 0, 1, 0, 0})
      .floats("same", {2, 2, 1, 1}, {1, 0, 0, -1})
      .floats("slopes", {2, 1, 1}, {3, 10})
      .node("Conv", {"picture", "same"}, "wide", kPointwise)
      .node("Pad", {"mixed", "behind"}, "padded")
      .node("Add", summands, "sum")
      .node("PRelu", {"sum", "slopes"}, "sloped");
}

TEST(Network, AShortcutThatGetsChannelsOfZerosIsAddedToTheFirstOnes) {
  const Numbers sloped{-3, 8, -40, -70};
  EXPECT_EQ(run(residual_file({"wide", "padded"}).output("sloped"), kTwoPixels)[0].values, sloped);
  EXPECT_EQ(run(residual_file({"padded", "wide"}).output("sloped"), kTwoPixels)[0].values, sloped);
  const std::vector<Tensor> all =
      run(residual_file({"wide", "padded"}).output("sloped").output("padded").output("sum"), kTwoPixels);
  EXPECT_EQ(all[0].values, sloped);
  EXPECT_EQ(all[1].values, (Numbers{-2, 3, 0, 0}));
  EXPECT_EQ(all[2].values, (Numbers{-1, 8, -4, -7}));
  EXPECT_EQ(run(residual_file({"padded", "padded"}).output("sloped"), kTwoPixels)[0].values, (Numbers{-12, 6, 0, 0}));
}

TEST(Network, WhatDoesNotDependOnTheInputIsComputedOnce) {
  const OnnxFile file = OnnxFile()
                            .input("x", {0, 2})
                            .floats("a", {2, 2}, {1, 2, 3, 4})
                            .floats("b", {2}, {1, 1})
                            .node("Add", {"a", "b"}, "weights")
                            .node("Gemm", {"x", "weights", "b"}, "y")
                            .output("y");
  EXPECT_EQ(run(file, picture({1, 2}, {1, 10}))[0].values, (Numbers{43, 54}));
}

TEST(Network, BytesStandForWeightsAsTheFileSays) {
  const std::vector<std::uint8_t> steps{130, 126};
  const OnnxFile file = OnnxFile()
                            .input("picture", {0, 2, 0, 0})
                            .constant("bytes", OnnxFile::uint8, {1, 2, 1, 1}, steps)
                            .floats("zero", {}, {128})
                            .floats("scale", {1, 1, 1, 1}, {.5})
                            .node("Cast", {"bytes"}, "wide")
                            .node("Sub", {"wide", "zero"}, "centred")
                            .node("Mul", {"centred", "scale"}, "weights")
                            .node("Conv", {"picture", "weights"}, "seen", kPointwise)
                            .output("seen")
                            .output("centred");
  const std::vector<Tensor> outputs = run(file, kTwoPixels);
  EXPECT_EQ(outputs[0].values, (Numbers{-3, -2}));  // the first channel less the second
  EXPECT_EQ(outputs[1].values, (Numbers{2, -2}));
}

TEST(Network, APictureIsAnsweredAloneAsInABatchAndForEverySize) {
  Network network(mixing_file().node("Relu", {"mixed"}, "held").output("held").bytes());
  const ThreadPool pool(1);
  const auto random_picture = [](std::vector<int> shape, unsigned seed) {
    const Value value = random_value(shape, seed);
    return picture(std::move(shape), {value.numbers().begin(), value.numbers().end()});
  };
  const Tensor both = random_picture({2, 2, 5, 7}, 1);
  const Tensor answer = network.run(both, pool)[0];
  static_cast<void>(network.run(random_picture({1, 2, 9, 3}, 2), pool));  // another size between
  for (std::size_t item = 0; item < 2; ++item) {
    const auto numbers = both.item(item);
    const Tensor alone = network.run(picture({1, 2, 5, 7}, {numbers.begin(), numbers.end()}), pool)[0];
    EXPECT_TRUE(std::ranges::equal(alone.values, answer.item(item)));
  }
}

TEST(Network, AnInputThatDoesNotFitIsRefusedAndTheNextOneAnswered) {
  Network network(mixing_file().output("mixed").bytes());
  const ThreadPool pool(1);
  for (const std::vector<int>& shape : std::vector<std::vector<int>>{{1, 3, 1, 2}, {1, 2, 2}, {1, 2, 0, 2}, {}})
    EXPECT_THROW(network.run(Tensor(shape), pool), std::runtime_error);
  EXPECT_EQ(network.run(kTwoPixels, pool)[0].values, (Numbers{-2, 3}));
}

TEST(Network, WhatIsNotKnownHereIsRefusedWhenItIsOpened) {
  const auto refused = [](OnnxFile file) { EXPECT_THROW(Network(file.output("y").bytes()), std::runtime_error); };
  refused(mixing_file().node("Erf", {"mixed"}, "y"));
  refused(mixing_file().node("Add", {"mixed", "nowhere"}, "y"));
  refused(mixing_file().node("Relu", {"later"}, "y").node("Relu", {"y"}, "later"));
  refused(mixing_file().node("Resize", {"mixed", "", "mixed"}, "y", {}, {{"mode", "cubic"}}));
  refused(mixing_file().node("Transpose", {"mixed"}, "y", {{"perm", {0, 0, 1, 2}}}));
  refused(mixing_file().node("Conv", {"mixed", "mixed"}, "y", kPointwise));
  refused(mixing_file().node("MaxPool", {"mixed"}, "y",
                             {{"kernel_shape", {2, 2}}, {"strides", {1, 1}}, {"pads", {0, 0, 0, 99}}}));
  refused(mixing_file());
  refused(mixing_file().node("ReduceSum", {"mixed"}, "y", {{"axes", {1}}, {"keepdims", {1}}}));
  refused(mixing_file().node("Concat", {}, "y", {{"axis", {0}}}));
  refused(mixing_file().floats("none", {0, 1, 1}, {}).node("Mul", {"mixed", "none"}, "y"));
}

TEST(Network, ANodeThatReadsItsOwnResultIsReadOnce) {
  OnnxFile file = mixing_file().node("Relu", {"mixed"}, "mixed").node("Relu", {"picture"}, "y").output("y");
  EXPECT_EQ(run(file, kTwoPixels)[0].values, kTwoPixels.values);
}

}  // namespace
}  // namespace face_analyzer
