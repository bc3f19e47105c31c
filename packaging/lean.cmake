# Read by CMake inside llama.cpp's own project() call, see resources/docs/decisions/0006-lean-build.md.
# llama-cpp-python forces LLAMA_BUILD_COMMON on in the cache; a normal variable of the sub-project wins over
# a cache entry (policy CMP0077), so chat templates, samplers, servers and their tests are never compiled.
set(LLAMA_BUILD_COMMON OFF)
