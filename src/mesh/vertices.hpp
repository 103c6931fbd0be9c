#pragma once

#include <array>
#include <cstdint>

/// Which vertices of the mesh lie where on the face: MediaPipe's published topology (canonical_face_model_uv, and the
/// refinement lists of its face landmark graph with attention). Edges run from image-left to image-right.
namespace face_analyzer::vertices {

template <std::size_t Count>
using Edge = std::array<std::uint16_t, Count>;

inline constexpr Edge<5> kImageLeftBrowUpper{70, 63, 105, 66, 107};
inline constexpr Edge<5> kImageLeftBrowLower{46, 53, 52, 65, 55};
inline constexpr Edge<5> kImageRightBrowUpper{336, 296, 334, 293, 300};
inline constexpr Edge<5> kImageRightBrowLower{285, 295, 282, 283, 276};

inline constexpr Edge<9> kImageLeftEyeUpper{33, 246, 161, 160, 159, 158, 157, 173, 133};
inline constexpr Edge<9> kImageLeftEyeLower{33, 7, 163, 144, 145, 153, 154, 155, 133};
inline constexpr Edge<9> kImageRightEyeUpper{362, 398, 384, 385, 386, 387, 388, 466, 263};
inline constexpr Edge<9> kImageRightEyeLower{362, 382, 381, 380, 374, 373, 390, 249, 263};

inline constexpr Edge<11> kMouthOuterUpper{61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291};
inline constexpr Edge<11> kMouthOuterLower{61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291};
inline constexpr Edge<11> kMouthInnerUpper{78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308};
inline constexpr Edge<11> kMouthInnerLower{78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308};

/// The face's outline from the brow's height down to the chin, either side from the top.
inline constexpr Edge<14> kImageLeftContour{54, 21, 162, 127, 234, 93, 132, 58, 172, 136, 150, 149, 176, 148};
inline constexpr Edge<14> kImageRightContour{284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377};
inline constexpr std::uint16_t kChin = 152;

/// The ridge of the nose, from between the brows to the tip.
inline constexpr Edge<7> kNoseBridge{168, 6, 197, 195, 5, 4, 1};
inline constexpr std::uint16_t kNoseTip = 1;
inline constexpr std::uint16_t kNoseBase = 2;
inline constexpr std::uint16_t kNoseWingImageLeft = 64;
inline constexpr std::uint16_t kNoseWingImageRight = 294;

inline constexpr std::uint16_t kImageLeftEyeOuter = 33;
inline constexpr std::uint16_t kImageLeftEyeInner = 133;
inline constexpr std::uint16_t kImageRightEyeInner = 362;
inline constexpr std::uint16_t kImageRightEyeOuter = 263;

/// The vertex that each point of the network's refined outputs replaces, from the manifest.
inline constexpr Edge<80> kRefinedLips{
#include "refined_lips.inc"
};
inline constexpr Edge<71> kRefinedImageLeftEye{
#include "refined_left_eye.inc"
};
inline constexpr Edge<71> kRefinedImageRightEye{
#include "refined_right_eye.inc"
};

}  // namespace face_analyzer::vertices
