# The target `codecs`: the decoding halves of libjpeg-turbo, libpng and zlib in plain C, from the folder that scripts/fetch-sources
# filled. The same C everywhere, so that a picture has the same pixels natively and in WebAssembly.
if(NOT EXISTS ${THIRD_PARTY}/libjpeg-turbo/jpeglib.h)
  message(FATAL_ERROR "THIRD_PARTY ('${THIRD_PARTY}') is not a folder that scripts/fetch-sources filled: "
    "run `scripts/fetch-sources <folder>` and configure with -DTHIRD_PARTY=<folder>")
endif()

block() # the templates of libjpeg-turbo want variables with names as plain as VERSION
set(jpeg_folder ${THIRD_PARTY}/libjpeg-turbo)
set(png_folder ${THIRD_PARTY}/libpng)
set(zlib_folder ${THIRD_PARTY}/zlib)
set(generated ${CMAKE_CURRENT_BINARY_DIR}/codecs)

# libjpeg-turbo: its decoder, whose hot loops are src/image/kernels (its own SIMD is x86 assembler, or NEON, which is emulated slower in
# WebAssembly than plain C is). jerror.c stays out: src/image/jpeg.cpp brings its own error manager, and nothing prints or exits. The
# options for small previews, palettes and rough arithmetic are compiled out by a header in front of each file: 15 KB less of compressed
# WebAssembly.
set(jpeg_sources jaricom.c jcomapi.c jdapimin.c jdapistd.c jdcoefct.c jdcolor.c jddctmgr.c jdinput.c jdmainct.c
  jdmarker.c jdmaster.c jdpostct.c jdsample.c jidctint.c jmemmgr.c jmemnobs.c jsimd_none.c jutils.c)
list(TRANSFORM jpeg_sources PREPEND ${jpeg_folder}/)
# Changes, of which the first two make that a damaged picture is refused. The fast path of its Huffman decoder passes over invalid
# codes in silence, and reads a 17th bit of them, which there may not be; here it warns of them, as its slow path does.
file(READ ${jpeg_folder}/jdhuff.h huffman)
change_text(huffman "if (nb > 16) \\\n      s = 0; \\\n" "if (nb > 16) { \\\n      s = 0; WARNMS(cinfo, JWRN_HUFF_BAD_CODE); } \\\n")
change_text(huffman "s |= GET_BITS(1); \\\n      nb++; \\\n" "if (nb < 16) s |= GET_BITS(1); \\\n      nb++; \\\n")
# It reads ahead 64 bits, natively and in WebAssembly, whose registers hold them too: in an eighth less time than 32 bits of size_t, and
# whether a file is called truncated or damaged hangs on how many they are.
change_text(huffman "typedef unsigned long bit_buf_type;     /* type of bit-extraction buffer */\n#define BIT_BUF_SIZE  32 "
  "typedef unsigned long long bit_buf_type;\n#define BIT_BUF_SIZE  64 ")
file(CONFIGURE OUTPUT ${generated}/jdhuff.h CONTENT "${huffman}" @ONLY)
copy_changed(${jpeg_folder}/jdhuff.c ${generated}/jdhuff.c
  "#if SIZEOF_SIZE_T == 8 || defined(_WIN64) || (defined(__x86_64__) && defined(__ILP32__))" "#if BIT_BUF_SIZE == 64")
# Of its progressive Huffman decoder src/image/kernels/huffman_refinement.inc stands in for the loop that takes longest.
file(READ ${jpeg_folder}/jdphuff.c progressive)
file(CONFIGURE OUTPUT ${generated}/library_jdphuff.c CONTENT "${progressive}" @ONLY)
change_text(progressive "(boolean) decode_mcu_AC_refine(j_decompress_ptr cinfo,\n" "(boolean) refine_band(j_decompress_ptr cinfo,\n")
change_text(progressive "entropy->pub.decode_mcu = decode_mcu_AC_refine;" "entropy->pub.decode_mcu = refine_band;")
string(APPEND progressive "\n#include \"${CMAKE_CURRENT_SOURCE_DIR}/src/image/kernels/huffman_refinement.inc\"\n")
file(CONFIGURE OUTPUT ${generated}/jdphuff.c CONTENT "${progressive}" @ONLY)
# Its arithmetic decoder takes coefficients of 16 bits, up to 33 decisions each for the price of a single bit; samples of 8 bits have none
# beyond 11 (ITU-T T.81, tables F.1 and F.2). And src/image/kernels/arithmetic_coefficients.inc stands in for its hot loops.
file(READ ${jpeg_folder}/jdarith.c arithmetic)
change_text(arithmetic "== 0x8000)" "== MAGNITUDE_OVERFLOW)")
file(CONFIGURE OUTPUT ${generated}/library_jdarith.c CONTENT "${arithmetic}" @ONLY)
change_text(arithmetic "  return sv >> 7;\n}\n" "  return sv >> 7;\n}\n
#include \"${CMAKE_CURRENT_SOURCE_DIR}/src/image/kernels/arithmetic_coefficients.inc\"\n")
change_text(arithmetic "\n  /* Sections F.2.4.2 & F.1.4.4.2: Decoding of AC coefficients */\n"
  "\n  return (decode_coefficients(cinfo, block, tbl, cinfo->Ss, cinfo->Se, cinfo->Al), TRUE);\n")
change_text(arithmetic "    tbl = compptr->ac_tbl_no;\n\n    /* Figure F.20: Decode_AC_coefficients */\n" "    tbl = compptr->ac_tbl_no;
    decode_coefficients(cinfo, block, tbl, 1, DCTSIZE2 - 1, 0);
    if (entropy->ct == -1) return TRUE;
    continue;\n")
change_text(arithmetic "  /* Establish EOBx (previous stage end-of-block) index */\n" "  return (refine_coefficients(cinfo, block, tbl), TRUE);\n")
file(CONFIGURE OUTPUT ${generated}/jdarith.c CONTENT "${arithmetic}" @ONLY)
list(APPEND jpeg_sources ${generated}/jdhuff.c ${generated}/jdphuff.c ${generated}/jdarith.c)
file(STRINGS ${jpeg_folder}/CMakeLists.txt version_line REGEX "^set\\(VERSION [0-9]")
string(REGEX MATCH "[0-9]+\\.[0-9]+\\.[0-9]+" VERSION "${version_line}")
string(REGEX REPLACE "\\.([0-9])" "00\\1" LIBJPEG_TURBO_VERSION_NUMBER "${VERSION}")
set(JPEG_LIB_VERSION 62)
set(BITS_IN_JSAMPLE 8)
set(D_ARITH_CODING_SUPPORTED 1)
set(INLINE "inline __attribute__((always_inline))")
set(SIZE_T 4) # as in WebAssembly, natively too
configure_file(${jpeg_folder}/jconfig.h.in ${generated}/jconfig.h)
configure_file(${jpeg_folder}/jconfigint.h.in ${generated}/jconfigint.h)
set(jpeg_options "#define JPEG_INTERNALS\n#include \"jinclude.h\"\n#include \"jpeglib.h\"\n")
foreach(unused IN ITEMS DCT_FLOAT DCT_IFAST IDCT_SCALING QUANT_1PASS QUANT_2PASS SAVE_MARKERS UPSAMPLE_MERGING)
  string(APPEND jpeg_options "#undef ${unused}_SUPPORTED\n")
endforeach()
file(CONFIGURE OUTPUT ${generated}/jpeg_options.h CONTENT "${jpeg_options}" @ONLY)
set_source_files_properties(${jpeg_sources} PROPERTIES COMPILE_OPTIONS "-include;${generated}/jpeg_options.h")
# Of the hooks for kernels that stay empty, those that src/image/kernels fills get other names.
file(STRINGS ${CMAKE_SOURCE_DIR}/src/image/kernels/jpeg_hooks.cpp hook_lines REGEX "^(int|void) jsimd_")
list(TRANSFORM hook_lines REPLACE "^[a-z]+ (jsimd_[a-z0-9_]+)\\(.*" "\\1=empty_\\1" OUTPUT_VARIABLE filled_hooks)
set_source_files_properties(${jpeg_folder}/jsimd_none.c PROPERTIES COMPILE_DEFINITIONS "${filled_hooks}")
# Its inverse DCT in C, for blocks of damaged files: whole numbers of 32 bits, which overflow as in WebAssembly, natively too.
set_source_files_properties(${jpeg_folder}/jidctint.c PROPERTIES COMPILE_DEFINITIONS JLONG=int)
set_source_files_properties(${generated}/jdarith.c ${generated}/library_jdarith.c PROPERTIES COMPILE_DEFINITIONS MAGNITUDE_OVERFLOW=0x800)

# libpng: sequential reading, with only the options that src/image/png.cpp uses. Every ancillary chunk but tRNS and eXIf is skipped
# unread, which keeps the code for profiles, text and gamma out: smaller, and less for a hostile file to reach.
set(png_sources png.c pngerror.c pngget.c pngmem.c pngread.c pngrio.c pngrtran.c pngrutil.c pngset.c pngtrans.c)
list(TRANSFORM png_sources PREPEND ${png_folder}/)
set(png_options 16BIT BENIGN_ERRORS BENIGN_READ_ERRORS EASY_ACCESS ERROR_TEXT IO_STATE POINTER_INDEXING READ READ_16BIT
  READ_ANCILLARY_CHUNKS READ_EXPAND READ_FILLER READ_GRAY_TO_RGB READ_INTERLACING READ_INT_FUNCTIONS READ_SCALE_16_TO_8 READ_TRANSFORMS
  READ_eXIf READ_tRNS SEQUENTIAL_READ SETJMP SET_USER_LIMITS USER_LIMITS USER_MEM WARNINGS eXIf tRNS)
list(JOIN png_options "|" png_options)
file(STRINGS ${png_folder}/scripts/pnglibconf.h.prebuilt png_lines REGEX "^#define PNG_")
set(png_configuration "#pragma once\n")
foreach(line IN LISTS png_lines)
  if(NOT line MATCHES "_SUPPORTED$" OR line MATCHES "^#define PNG_(${png_options})_SUPPORTED$")
    string(REGEX REPLACE " */\\*.*" "" line "${line}")
    string(APPEND png_configuration "${line}\n")
  endif()
endforeach()
file(CONFIGURE OUTPUT ${generated}/pnglibconf.h CONTENT "${png_configuration}" @ONLY)

# zlib: inflating and the checksums.
set(zlib_sources adler32.c crc32.c inffast.c inflate.c inftrees.c zutil.c)
list(TRANSFORM zlib_sources PREPEND ${zlib_folder}/)

# What stands in the places that libjpeg-turbo and libpng keep for assembler.
add_library(kernels STATIC src/image/kernels/jpeg_hooks.cpp src/image/kernels/jpeg_kernels.cpp src/image/kernels/png_hooks.cpp
  src/image/kernels/png_kernels.cpp)
target_include_directories(kernels PRIVATE src)
target_include_directories(kernels SYSTEM PRIVATE ${generated} ${jpeg_folder} ${png_folder} ${zlib_folder})
target_compile_options(kernels PRIVATE ${strict})

add_library(codecs STATIC ${jpeg_sources} ${png_sources} ${zlib_sources})
target_include_directories(codecs SYSTEM PUBLIC ${generated} ${jpeg_folder} ${png_folder} ${zlib_folder})
target_link_libraries(codecs PRIVATE kernels)
target_compile_definitions(codecs PRIVATE NO_GETENV NO_PUTENV NO_GZIP PNG_FILTER_OPTIMIZATIONS=use_png_kernels PNG_INTEL_SSE_OPT=0
  PNG_ARM_NEON_OPT=0)
# -fwrapv: libjpeg-turbo lets the coefficients of hostile files overflow, which is harmless but undefined without it.
target_compile_options(codecs PRIVATE -w -fwrapv $<$<NOT:$<CONFIG:Debug>>:-O3>)

# For the tests, the decoders of codes as they are without the loops of src/image/kernels, by names of their own, and the library's reader of
# bytes.
if(NOT EMSCRIPTEN)
  set(library_codes ${generated}/library_jdphuff.c ${generated}/library_jdarith.c)
  set_source_files_properties(${library_codes} PROPERTIES COMPILE_OPTIONS "-include;${generated}/jpeg_options.h")
  add_library(library_codes STATIC ${library_codes} ${jpeg_folder}/jdatasrc.c)
  target_link_libraries(library_codes PUBLIC codecs)
  target_compile_definitions(library_codes PRIVATE jinit_phuff_decoder=library_jinit_phuff_decoder
    jinit_arith_decoder=library_jinit_arith_decoder MEM_SRCDST_SUPPORTED)
  target_compile_options(library_codes PRIVATE -w -fwrapv)
endif()
endblock()
