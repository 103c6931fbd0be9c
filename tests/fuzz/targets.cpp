#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include "images.hpp"
#include "jpeg_codes.hpp"
#include "jpeg_kernels.hpp"
#include "networks.hpp"

namespace face_analyzer::fuzz {
namespace {

const std::array kTargets{
    Target{"format", "what a file is, by its first bytes", run_format, every_image_seed, ""},
    Target{"jpeg", "a JPEG to its upright pixels", run_decode, jpeg_seeds, kJpegWords},
    Target{"png", "a PNG to its upright pixels, its checksums put right", run_png, png_seeds, kPngWords},
    Target{"bmp", "a BMP to its upright pixels", run_decode, bmp_seeds, kBmpWords},
    Target{"exif", "an EXIF block's orientation", run_exif, exif_seeds, kExifWords},
    Target{"jpeg-kernels", "the JPEG decoder's vectors against libjpeg's code", run_jpeg_kernels, jpeg_kernels_seeds,
           ""},
    Target{"jpeg-codes", "the JPEG decoder's loops over coefficients against libjpeg's own", run_jpeg_codes,
           jpeg_codes_seeds, kJpegWords},
    Target{"onnx", "a network's file, read, planned and run", run_onnx, onnx_seeds, kOnnxWords},
    Target{"outputs", "options and the networks' outputs, through a whole analysis", run_outputs, outputs_seeds, ""},
};

}  // namespace

std::span<const Target> targets() { return kTargets; }

const Target& target_named(std::string_view name) {
  const auto found = std::ranges::find(kTargets, name, &Target::name);
  if (found == kTargets.end()) throw std::out_of_range("there is no target '" + std::string(name) + "'");
  return *found;
}

}  // namespace face_analyzer::fuzz
