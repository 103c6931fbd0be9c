# The target `codecs`: the decoding halves of libjpeg-turbo, libpng and zlib in plain C, from the folder that scripts/fetch-sources
# filled. The same C everywhere, so that a picture has the same pixels natively and in WebAssembly: no SIMD in libjpeg-turbo (through
# emulated intrinsics it is slower there than what the compiler vectorises by itself).
if(NOT EXISTS ${THIRD_PARTY}/libjpeg-turbo/jpeglib.h)
  message(FATAL_ERROR "THIRD_PARTY ('${THIRD_PARTY}') is not a folder that scripts/fetch-sources filled: "
    "run `scripts/fetch-sources <folder>` and configure with -DTHIRD_PARTY=<folder>")
endif()

set(jpeg_folder ${THIRD_PARTY}/libjpeg-turbo)
set(png_folder ${THIRD_PARTY}/libpng)
set(zlib_folder ${THIRD_PARTY}/zlib)
set(codecs_generated ${CMAKE_CURRENT_BINARY_DIR}/codecs)

# libjpeg-turbo: its decoder. jerror.c stays out: src/image/jpeg.cpp brings its own error manager, and nothing prints or exits.
set(jpeg_sources jaricom.c jcomapi.c jdapimin.c jdapistd.c jdarith.c jdcoefct.c jdcolor.c jddctmgr.c jdhuff.c jdinput.c jdmainct.c
  jdmarker.c jdmaster.c jdmerge.c jdphuff.c jdpostct.c jdsample.c jidctflt.c jidctfst.c jidctint.c jidctred.c jmemmgr.c jmemnobs.c
  jquant1.c jquant2.c jsimd_none.c jutils.c)
list(TRANSFORM jpeg_sources PREPEND ${jpeg_folder}/)
file(STRINGS ${jpeg_folder}/CMakeLists.txt jpeg_version REGEX "^set\\(VERSION ")
string(REGEX REPLACE ".*VERSION ([0-9.]+).*" "\\1" VERSION "${jpeg_version}")
string(REGEX REPLACE "([0-9]+)\\.([0-9]+)\\.([0-9]+)" "\\1_00\\2_00\\3" LIBJPEG_TURBO_VERSION_NUMBER ${VERSION})
string(REPLACE "_" "" LIBJPEG_TURBO_VERSION_NUMBER ${LIBJPEG_TURBO_VERSION_NUMBER})
set(JPEG_LIB_VERSION 62)
set(BITS_IN_JSAMPLE 8)
set(D_ARITH_CODING_SUPPORTED 1)
set(INLINE "inline __attribute__((always_inline))")
set(SIZE_T ${CMAKE_SIZEOF_VOID_P})
configure_file(${jpeg_folder}/jconfig.h.in ${codecs_generated}/jconfig.h)
configure_file(${jpeg_folder}/jconfigint.h.in ${codecs_generated}/jconfigint.h)

# libpng: sequential reading, with only the options that src/image/png.cpp uses. Every ancillary chunk but tRNS and eXIf is skipped
# unread, which keeps the code for profiles, text and gamma out: smaller, and less for a hostile file to reach.
set(png_sources png.c pngerror.c pngget.c pngmem.c pngread.c pngrio.c pngrtran.c pngrutil.c pngset.c pngtrans.c)
list(TRANSFORM png_sources PREPEND ${png_folder}/)
set(png_options 16BIT BENIGN_ERRORS BENIGN_READ_ERRORS EASY_ACCESS ERROR_TEXT IO_STATE POINTER_INDEXING READ READ_16BIT READ_ANCILLARY_CHUNKS
  READ_EXPAND READ_FILLER READ_GRAY_TO_RGB READ_INTERLACING READ_INT_FUNCTIONS READ_SCALE_16_TO_8 READ_TRANSFORMS READ_eXIf READ_tRNS
  SEQUENTIAL_READ SETJMP SET_USER_LIMITS USER_LIMITS USER_MEM WARNINGS eXIf tRNS)
list(JOIN png_options "|" png_options)
file(STRINGS ${png_folder}/scripts/pnglibconf.h.prebuilt png_lines REGEX "^#define PNG")
set(png_configuration "/* Made by cmake/codecs.cmake from libpng's scripts/pnglibconf.h.prebuilt. */\n#pragma once\n")
foreach(line IN LISTS png_lines)
  if(NOT line MATCHES "_SUPPORTED$" OR line MATCHES "^#define PNG_(${png_options})_SUPPORTED$")
    string(REGEX REPLACE " */\\*.*" "" line "${line}")
    string(APPEND png_configuration "${line}\n")
  endif()
endforeach()
file(CONFIGURE OUTPUT ${codecs_generated}/pnglibconf.h CONTENT "${png_configuration}" @ONLY)

# zlib: inflating and the checksums.
set(zlib_sources adler32.c crc32.c inffast.c inflate.c inftrees.c zutil.c)
list(TRANSFORM zlib_sources PREPEND ${zlib_folder}/)

add_library(codecs STATIC ${jpeg_sources} ${png_sources} ${zlib_sources})
target_include_directories(codecs SYSTEM PUBLIC ${codecs_generated} ${jpeg_folder} ${png_folder} ${zlib_folder})
target_compile_definitions(codecs PRIVATE NO_GETENV NO_PUTENV NO_GZIP PNG_INTEL_SSE_OPT=0 PNG_ARM_NEON_OPT=0)
target_compile_options(codecs PRIVATE -w $<$<NOT:$<CONFIG:Debug>>:-O3>)
