# Read by CMake inside llama.cpp's own project() call, see resources/docs/decisions/0006-lean-build.md.
# llama-cpp-python forces LLAMA_BUILD_COMMON on in the cache; a normal variable of the sub-project wins over
# a cache entry (policy CMP0077), so chat templates, samplers, servers and their tests are never compiled.
set(LLAMA_BUILD_COMMON OFF)

# With AMX (Intel's servers and workstations since 2023) weights that are copied into its tiles end the process
# otherwise, see amx_tiles.h.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:SHELL:-include \"${CMAKE_CURRENT_LIST_DIR}/amx_tiles.h\">")
endif()

include("${CMAKE_CURRENT_LIST_DIR}/kernels.cmake")
