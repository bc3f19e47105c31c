/* Included before everything else of llama.cpp where a GCC compiles it for processors with AMX, see lean.cmake.

   GCC's own _tile_loadconfig tells the optimizer that the instruction reads a pointer's worth of the configuration. It
   reads all 64 bytes; what is stored into the others just before is taken for unused and left out, the tiles have no
   size, and the first use of one is an illegal instruction. */
#if defined(__AMX_TILE__) && defined(__GNUC__) && !defined(__clang__)
#include <immintrin.h>
#define _tile_loadconfig(config) __asm__ volatile("ldtilecfg\t%X0" : : "m"(*(const char(*)[64])(config)))
#endif
