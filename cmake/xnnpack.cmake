# The targets `xnnpack` and, under Emscripten, `xnnpack_relaxed`: the inner loops of the networks, XNNPACK's convolutions, fully connected
# layers and pooling for 32-bit floats, with pthreadpool, which shares them out to threads. XNNPACK's own build knows neither WebAssembly
# nor a part of itself.
if(NOT EXISTS ${THIRD_PARTY}/xnnpack/include/xnnpack.h)
  message(FATAL_ERROR "THIRD_PARTY ('${THIRD_PARTY}') has no xnnpack: run scripts/fetch-sources again")
endif()

block()
set(folder ${THIRD_PARTY}/xnnpack)
set(generated ${CMAKE_CURRENT_BINARY_DIR}/xnnpack)

# Natively, too, it is the portable code, which adds in the same order as WebAssembly's: XNNPACK chooses an architecture's own by these
# macros, and would want to know the processor from another library. They are changed in a copy of its headers and of what lies beside them.
# (What is changed is not copied as it was first: with a new time, it would have everything compiled anew.)
file(COPY ${folder}/src/xnnpack DESTINATION ${generated} PATTERN common.h EXCLUDE PATTERN hardware-config.h EXCLUDE)
file(READ ${folder}/src/xnnpack/common.h common)
string(REGEX REPLACE "#define (XNN_ARCH_(ARM|ARM64|X86|X86_64|PPC64|RISCV|HEXAGON)) 1" "#define \\1 0" common "${common}")
file(CONFIGURE OUTPUT ${generated}/xnnpack/common.h CONTENT "${common}" @ONLY)
copy_changed(${folder}/src/xnnpack/hardware-config.h ${generated}/xnnpack/hardware-config.h
  "enum xnn_arch_flags {" "enum xnn_arch_flags {\n  xnn_arch_portable = 0,") # C knows no empty one

set(sources)
foreach(source IN ITEMS allocator cache datatype im2col indirection init log memory microkernel-utils microparams-init mutex normalization
    operator-delete operator-run operator-utils params)
  configure_file(${folder}/src/${source}.c ${generated}/${source}.c COPYONLY)
  list(APPEND sources ${generated}/${source}.c)
endforeach()
list(APPEND sources ${folder}/src/reference/packing.cc ${generated}/convolution-nhwc.c
  ${folder}/src/operators/fully-connected-nc.c)
file(GLOB parts ${folder}/src/configs/*.c ${folder}/src/enums/*.c)
list(REMOVE_ITEM parts ${folder}/src/configs/gemm-config.c)
list(APPEND sources ${parts} ${generated}/gemm-config.c)
# It asks the browser for the number of cores, to choose between two kernels of the same bits by it; here it is always the one for processors with AVX.
file(READ ${folder}/src/configs/gemm-config.c gemm)
change_text(gemm "hardware_concurrency() > kCoreCountThresholdForAdaptiveAvxOptimization" "1")
string(FIND "${gemm}" "  EM_JS(int, hardware_concurrency" begin)
string(FIND "${gemm}" "  // A cpu with more" end)
string(SUBSTRING "${gemm}" 0 ${begin} before)
string(SUBSTRING "${gemm}" ${end} -1 after)
set(gemm "${before}${after}")
file(CONFIGURE OUTPUT ${generated}/gemm-config.c CONTENT "${gemm}" @ONLY)

# The weights of a filter that sees several places are laid out number by number. Where a kernel takes them one by one, they come to lie as
# those of one that sees one place and as many more channels, which are laid out in vectors: half of what it takes to open a network of such filters.
copy_changed(${folder}/src/operators/convolution-nhwc.c ${generated}/convolution-nhwc.c "        } else {
          pack_conv_goki_w(" "        } else if (kr == 1 && sr == 1) {
          pack_gemm_goi_w(groups, group_output_channels, kernel_size * group_input_channels, nr, kr, sr, kernel, bias, /*scale=*/NULL, weights_ptr,
              gemm_config->nr * extra_weights_bytes, packing_params);
        } else {
          pack_conv_goki_w(")

if(NOT EMSCRIPTEN OR THREADS)
  set(pool memory portable-api pthreads)
else()
  set(pool shim) # the caller's thread alone
endif()
# A thread that waits for others spins for a million turns, which is milliseconds, before it sleeps: where the cores are busy with something
# else, it keeps from working the very thread that it waits for. A tenth of it is longer than most layers' ends differ.
file(COPY ${THIRD_PARTY}/pthreadpool/src/ DESTINATION ${generated}/pthreadpool PATTERN threadpool-common.h EXCLUDE PATTERN pthreads.c EXCLUDE)
copy_changed(${THIRD_PARTY}/pthreadpool/src/threadpool-common.h ${generated}/pthreadpool/threadpool-common.h
  "SPIN_WAIT_ITERATIONS 1000000" "SPIN_WAIT_ITERATIONS 100000")
# Under Emscripten the thread that waits for the others looks up ten times a second: where one of them crashed, the runtime takes it out of its wait then,
# and it would wait for ever.
if(EMSCRIPTEN)
  copy_changed(${THIRD_PARTY}/pthreadpool/src/pthreads.c ${generated}/pthreadpool/pthreads.c
    "futex_wait(&threadpool->has_active_threads, 1)" "emscripten_futex_wait(&threadpool->has_active_threads, 1, 100)")
else()
  configure_file(${THIRD_PARTY}/pthreadpool/src/pthreads.c ${generated}/pthreadpool/pthreads.c COPYONLY)
endif()
list(TRANSFORM pool REPLACE "(.+)" "${generated}/pthreadpool/\\1.c")
list(APPEND sources ${pool})

add_library(xnnpack_headers INTERFACE)
target_include_directories(xnnpack_headers SYSTEM INTERFACE ${folder}/include ${THIRD_PARTY}/pthreadpool/include)

# add_xnnpack(NAME KIND...): with the kernels in use of those of each kind that XNNPACK calls fit for production.
function(add_xnnpack name)
  foreach(kind IN LISTS ARGN)
    include(${folder}/cmake/gen/${kind}_microkernels.cmake)
    string(TOUPPER ${kind} list)
    set(kernels ${PROD_${list}_MICROKERNEL_SRCS})
    list(FILTER kernels INCLUDE REGEX "src/(f32-(gemm|igemm|dwconv|vmulcaddc)|x32-packw|xx-copy|xx-fill)/")
    set(products ${kernels})
    list(FILTER products INCLUDE REGEX "-[14]x8-.*loadsplat")
    list(REMOVE_ITEM kernels ${products})
    list(TRANSFORM kernels PREPEND ${folder}/)
    list(APPEND sources ${kernels})
    # The loops of the products take four numbers a turn: with one, a third of their instructions only counts, which is a seventh of a
    # network's time where the processor's core has another thread to serve.
    foreach(kernel IN LISTS products)
      cmake_path(GET kernel FILENAME file)
      copy_changed(${folder}/${kernel} ${generated}/${file} "size_t k = kc;" "size_t k = kc;\n#pragma clang loop unroll_count(4)")
      list(APPEND sources ${generated}/${file})
    endforeach()
  endforeach()
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC xnnpack_headers)
  target_include_directories(${name} PRIVATE ${generated} ${folder}/src ${folder} ${THIRD_PARTY}/fp16/include
    ${THIRD_PARTY}/fxdiv/include)
  target_compile_definitions(${name} PRIVATE XNN_LOG_LEVEL=0 FXDIV_USE_INLINE_ASSEMBLY=0 XNN_ENABLE_CPUINFO=0 XNN_ENABLE_MEMOPT=1
    XNN_ENABLE_SPARSE=0 XNN_ENABLE_ASSEMBLY=0 XNN_ENABLE_JIT=0 XNN_ENABLE_GEMM_M_SPECIALIZATION=0 XNN_ENABLE_DWCONV_MULTIPASS=0
    XNN_ENABLE_KLEIDIAI=0 XNN_ENABLE_HVX=0 XNN_ENABLE_VSX=0)
  # Products are not fused with sums, so that WebAssembly and the processor give the same bits. What is not used of its large files is
  # left out.
  target_link_options(${name} INTERFACE -Wl,--gc-sections)
  target_compile_options(${name} PRIVATE -w -ffp-contract=off -fno-math-errno -ffunction-sections -fdata-sections
    $<$<NOT:$<CONFIG:Debug>>:-O2>)
endfunction()

if(EMSCRIPTEN)
  add_xnnpack(xnnpack scalar wasm wasmsimd)
  # Relaxed SIMD fuses products with sums where the processor does: faster, but the last bits are the machine's.
  add_xnnpack(xnnpack_relaxed scalar wasm wasmsimd wasmrelaxedsimd)
  target_compile_options(xnnpack_relaxed PRIVATE -mrelaxed-simd)
else()
  add_xnnpack(xnnpack scalar)
  if(FUZZ)
    # Clang's sanitizers keep functions that nobody calls, and these call what is not here. The native tests' sanitizers see it.
    target_compile_options(xnnpack PRIVATE -fno-sanitize=all)
  endif()
endif()
endblock()
