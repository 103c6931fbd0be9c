// Collections of files that decoders get wrong, outside the repository: $SHARED_FOLDER/corpora, or ../shared beside the
// repository. Where they are absent these tests are skipped.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "expectations.hpp"
#include "image/bmp.hpp"
#include "image/format.hpp"
#include "image/jpeg.hpp"
#include "image/png.hpp"

namespace face_analyzer::image_test {
namespace {

namespace fs = std::filesystem;

fs::path corpora_folder() {
  const char* shared = std::getenv("SHARED_FOLDER");  // NOLINT(concurrency-mt-unsafe)
  const fs::path repository = fs::path(__FILE__).parent_path().parent_path().parent_path().parent_path();
  return (shared != nullptr ? fs::path(shared) : repository.parent_path() / "shared") / "corpora";
}

class Corpora : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(corpora_folder())) GTEST_SKIP() << "there are no corpora in " << corpora_folder();
  }
};

std::vector<std::uint8_t> read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> files_in(const std::string& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(corpora_folder() / folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  EXPECT_FALSE(paths.empty()) << folder;
  return paths;
}

/// Decodes without the contract's limits, which many of these pictures are too small for.
Result<Image> decode_any_size(const fs::path& path) {
  const auto bytes = read(path);
  const auto format = recognise(bytes);
  if (!format) return refuse(Reason::unsupported_type, "Another type.");
  auto decoded = *format == Format::jpeg  ? decode_jpeg(bytes)
                 : *format == Format::png ? decode_png(bytes)
                                          : decode_bmp(bytes);
  return std::move(decoded).map([](Decoded&& value) { return std::move(value.image); });
}

void expect_all_decode(const std::string& folder, const std::set<std::string>& refused = {}) {
  for (const auto& path : files_in(folder)) {
    const auto image = decode_any_size(path);
    EXPECT_EQ(image.has_value(), !refused.contains(path.filename().string()))
        << path << ": " << (image ? "decoded" : image.error().detail);
  }
}

/// Hostile files, through the room's entry: each has an answer, and has it soon.
void expect_all_answered(const std::string& folder) {
  for (const auto& path : files_in(folder)) {
    const auto bytes = read(path);
    const auto start = std::chrono::steady_clock::now();
    const auto image = decode(bytes);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    EXPECT_LT(seconds.count(), 5.0) << path;
    if (image) {
      EXPECT_EQ(image->pixels.size(), image->stride() * static_cast<std::size_t>(image->height)) << path;
    }
  }
}

TEST_F(Corpora, ValidPngsDecodeAndThoseBrokenOnPurposeAreRefused) {
  for (const auto& path : files_in("png/pngsuite")) {
    const bool is_broken = path.filename().string().starts_with('x');
    const auto image = decode_any_size(path);
    EXPECT_EQ(image.has_value(), !is_broken) << path;
  }
}

TEST_F(Corpora, InterlacedPngsHaveThePixelsOfTheirPlainTwins) {
  int twins = 0;
  for (const auto& path : files_in("png/pngsuite")) {
    std::string name = path.filename().string();
    if (name.substr(3, 1) != "i" || (!name.starts_with("bas") && !name.starts_with("s"))) continue;
    name[3] = 'n';
    const auto interlaced = decode_any_size(path);
    const auto plain = decode_any_size(path.parent_path() / name);
    ASSERT_TRUE(interlaced.has_value() && plain.has_value()) << path;
    EXPECT_EQ(interlaced->pixels, plain->pixels) << path;
    ++twins;
  }
  EXPECT_EQ(twins, 33);
}

TEST_F(Corpora, ValidBmpsDecode) { expect_all_decode("bmp/valid"); }

TEST_F(Corpora, BmpsHaveThePixelsOfTheirReferences) {
  // These declare alpha and leave it 0 everywhere. Their references are transparent, but the picture is that of its
  // twin.
  const std::string twin = "Info_X1_R5_G5_B5.bmp.png";
  const std::set<std::string> without_alpha{"V3_A1_R5_G5_B5.bmp.png", "V3_A1_R5_G5_B5_Top_Down.bmp.png",
                                            "V3_A4_R4_G4_B4.bmp.png", "V3_A4_R4_G4_B4_Top_Down.bmp.png"};
  for (const auto& path : files_in("bmp/reference")) {
    const std::string name = path.filename().string();
    const auto image = decode_any_size(corpora_folder() / "bmp/valid" / path.stem());
    const auto reference = decode_any_size(without_alpha.contains(name) ? path.parent_path() / twin : path);
    ASSERT_TRUE(image.has_value() && reference.has_value()) << path;
    EXPECT_EQ(image->pixels, reference->pixels) << path;
  }
}

// Run lengths that lead out of the picture, and a palette of 305 million colours, are damage; the rest is harmless.
TEST_F(Corpora, LenientBmpsDecodeUnlessPixelsAreLost) {
  expect_all_decode("bmp/lenient", {"badrle.bmp", "badpalettesize.bmp"});
}

TEST_F(Corpora, BadBmpsAreRefused) {
  for (const auto& path : files_in("bmp/bad")) EXPECT_FALSE(decode(read(path)).has_value()) << path;
}

TEST_F(Corpora, ValidJpegsDecodeExceptTwelveBitsAndTruncatedOnes) {
  expect_all_decode("jpeg/valid",
                    {"monkey12.jpg", "peacock.default.truncated.jpeg", "peacock.progressive.truncated.jpeg"});
}

TEST_F(Corpora, OrientedJpegsShowTheSamePicture) {
  const auto upright = decode(read(corpora_folder() / "exif/Portrait_1.jpg"));
  ASSERT_TRUE(upright.has_value());
  for (const auto& path : files_in("exif")) {
    const auto image = decode(read(path));
    ASSERT_TRUE(image.has_value()) << path;
    ASSERT_EQ(image->width, upright->width) << path;
    ASSERT_EQ(image->height, upright->height) << path;
    double difference = 0;
    for (std::size_t i = 0; i < image->pixels.size(); ++i) {
      difference += std::abs(image->pixels[i] - upright->pixels[i]);
    }
    // Each has its number printed on it, and was compressed anew; a wrong turn differs by 30 and more.
    EXPECT_LT(difference / static_cast<double>(image->pixels.size()), 3) << path;
  }
}

TEST_F(Corpora, HostileFilesAllHaveAnAnswer) {
  for (const auto* folder : {"bmp/fuzz", "bmp/bad", "bmp/lenient", "jpeg/fuzz", "jpeg/bugs", "png/crashers"}) {
    expect_all_answered(folder);
  }
}

TEST_F(Corpora, HostileFilesAllHaveAnAnswerFromTheCodecsThemselves) {
  for (const auto* folder : {"bmp/fuzz", "jpeg/fuzz", "jpeg/bugs", "png/crashers"}) {
    for (const auto& path : files_in(folder)) {
      const auto image = decode_any_size(path);
      if (!image) {
        EXPECT_FALSE(image.error().detail.empty()) << path;
      }
    }
  }
}

}  // namespace
}  // namespace face_analyzer::image_test
