// Every fuzz target on its seeds and on some hundred changes of each, the same ones every time. npm run fuzz goes on
// from here.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "../../fuzz/target.hpp"

namespace face_analyzer::fuzz {
namespace {

constexpr int kChanges = 60;  // of each seed

class Changer {
 public:
  Bytes changed(Bytes bytes) {
    for (int count = between(1, 4); count > 0; --count) change(bytes);
    return bytes;
  }

 private:
  void change(Bytes& bytes) {
    const auto place = [&] { return static_cast<std::ptrdiff_t>(between(0, static_cast<int>(bytes.size()))); };
    const std::ptrdiff_t at = place();
    switch (between(0, 4)) {
      case 0:  // cut off
        bytes.resize(static_cast<std::size_t>(at));
        break;
      case 1:  // a bit
        if (at < std::ssize(bytes))
          bytes[static_cast<std::size_t>(at)] ^= static_cast<std::uint8_t>(1U << between(0, 7));
        break;
      case 2:  // an extreme
        if (at < std::ssize(bytes)) bytes[static_cast<std::size_t>(at)] = between(0, 1) == 0 ? 0 : 255;
        break;
      case 3:  // more
        bytes.insert(bytes.begin() + at, static_cast<std::size_t>(between(1, 9)),
                     static_cast<std::uint8_t>(between(0, 255)));
        break;
      default:  // less
        bytes.erase(bytes.begin() + at, bytes.begin() + std::min(std::ssize(bytes), at + between(1, 9)));
    }
  }

  int between(int least, int most) { return std::uniform_int_distribution(least, most)(numbers_); }

  std::mt19937 numbers_{1};  // the same every time
};

class FuzzTarget : public testing::TestWithParam<Target> {};

INSTANTIATE_TEST_SUITE_P(Every, FuzzTarget, testing::ValuesIn(targets().begin(), targets().end()),
                         [](const auto& test) {
                           std::string name(test.param.name);
                           std::erase(name, '-');
                           return name;
                         });

TEST_P(FuzzTarget, KeepsItsPromisesOnItsSeedsAndOnChangesOfThem) {
  const auto seeds = GetParam().seeds();
  ASSERT_FALSE(seeds.empty());
  Changer changer;
  for (const Bytes& seed : seeds) {
    GetParam().run(seed);
    for (int i = 0; i < kChanges; ++i) GetParam().run(changer.changed(seed));
  }
}

}  // namespace
}  // namespace face_analyzer::fuzz
