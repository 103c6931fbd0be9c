#pragma once
// Read by C and C++, after jpeglib.h.

/// libjpeg's progress monitor, which is told of the work that the bytes of a file do not tell.
struct JpegWork {
  struct jpeg_progress_mgr monitor;
  unsigned long long decisions;  // of AC coefficients' arithmetic codes, so far
};
