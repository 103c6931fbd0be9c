#pragma once

#include "target.hpp"

/// Files on their way to pixels.
namespace face_analyzer::fuzz {

void run_format(std::span<const std::uint8_t> bytes);
void run_decode(std::span<const std::uint8_t> bytes);
/// As `run_decode`, with the chunks' checksums put right, without which nothing behind them is reached.
void run_png(std::span<const std::uint8_t> bytes);
void run_exif(std::span<const std::uint8_t> bytes);

std::vector<Bytes> jpeg_seeds();
std::vector<Bytes> png_seeds();
std::vector<Bytes> bmp_seeds();
std::vector<Bytes> every_image_seed();
std::vector<Bytes> exif_seeds();

inline constexpr std::string_view kJpegWords =
    R"(soi="\xff\xd8"
eoi="\xff\xd9"
app1="\xff\xe1"
exif="Exif\x00\x00"
app14="\xff\xee"
adobe="Adobe"
dqt="\xff\xdb"
dht="\xff\xc4"
dac="\xff\xcc"
sof0="\xff\xc0"
sof1="\xff\xc1"
sof2="\xff\xc2"
sof9="\xff\xc9"
sof10="\xff\xca"
sos="\xff\xda"
dri="\xff\xdd"
rst0="\xff\xd0"
rst7="\xff\xd7"
dnl="\xff\xdc"
com="\xff\xfe"
)";

inline constexpr std::string_view kPngWords =
    R"(signature="\x89PNG\x0d\x0a\x1a\x0a"
ihdr="IHDR"
plte="PLTE"
idat="IDAT"
iend="IEND"
trns="tRNS"
exif="eXIf"
iccp="iCCP"
ztxt="zTXt"
itxt="iTXt"
gama="gAMA"
stored="\x78\x01\x01"
deflated="\x78\x9c"
)";

inline constexpr std::string_view kBmpWords =
    R"(bm="BM"
core="\x0c\x00\x00\x00"
info="\x28\x00\x00\x00"
v4="\x6c\x00\x00\x00"
v5="\x7c\x00\x00\x00"
rle8="\x01\x00\x00\x00"
rle4="\x02\x00\x00\x00"
fields="\x03\x00\x00\x00"
line="\x00\x00"
end="\x00\x01"
delta="\x00\x02"
)";

inline constexpr std::string_view kExifWords =
    R"(little="II*\x00"
big="MM\x00*"
orientation_little="\x12\x01\x03\x00\x01\x00\x00\x00"
orientation_big="\x01\x12\x00\x03\x00\x00\x00\x01"
)";

}  // namespace face_analyzer::fuzz
