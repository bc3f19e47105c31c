# Changes two of llama.cpp's kernels in the unpacked sources before they're compiled; the answers stay the same to the bit.
# Read by lean.cmake, see resources/docs/decisions/0073-two-kernels.md.

# Puts what a file here holds in the place of what stands between two strings in the text variable; the second one stays.
function(emodesk_splice text begin end file)
  string(FIND "${${text}}" "${begin}" from)
  string(FIND "${${text}}" "${end}" to)
  if(from EQUAL -1 OR to LESS from)
    message(FATAL_ERROR "llama.cpp isn't what kernels.cmake was written for: “${begin}” isn't there, or not before “${end}”.")
  endif()
  string(SUBSTRING "${${text}}" 0 ${from} before)
  string(SUBSTRING "${${text}}" ${to} -1 after)
  file(READ "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/${file}" ours)
  set(${text} "${before}${ours}${after}" PARENT_SCOPE)
endfunction()

function(emodesk_replace text old new)
  string(FIND "${${text}}" "${old}" place)
  if(place EQUAL -1)
    message(FATAL_ERROR "llama.cpp isn't what kernels.cmake was written for: “${old}” isn't there.")
  endif()
  string(REPLACE "${old}" "${new}" changed "${${text}}")
  set(${text} "${changed}" PARENT_SCOPE)
endfunction()

set(emodesk_kernels "${PROJECT_SOURCE_DIR}/ggml/src/ggml-cpu")

# Attention: what reads the mask, from its comment to the next step's. What follows does its sums for those rows alone.
file(READ "${emodesk_kernels}/ops.cpp" emodesk_code)
if(NOT emodesk_code MATCHES "EmoDesk: ")
  emodesk_splice(emodesk_code
    "            // skip the tile entirely if all the masks are -inf" "            // Pack K tile transposed" attention_rows.inc)
  emodesk_replace(emodesk_code
    "simd_gemm(KQ, (const float *)Q_q, K_f32, Q_TILE_SZ, DK, KV_TILE_SZ)"
    "simd_gemm(KQ + first_row*KV_TILE_SZ, (const float *)Q_q + first_row*DK, K_f32, end_row - first_row, DK, KV_TILE_SZ)")
  emodesk_replace(emodesk_code
    "bool skip[Q_TILE_SZ] = {};\n\n            for (int tq = 0; tq < Q_TILE_SZ; tq++)"
    "bool skip[Q_TILE_SZ] = {};\n\n            for (int tq = first_row; tq < end_row; tq++)")
  emodesk_replace(emodesk_code
    "simd_gemm(VKQ32, KQ, V32, Q_TILE_SZ, KV_TILE_SZ, DV)"
    "simd_gemm(VKQ32 + first_row*DV, KQ + first_row*KV_TILE_SZ, V32, end_row - first_row, KV_TILE_SZ, DV)")
  file(WRITE "${emodesk_kernels}/ops.cpp" "${emodesk_code}")
endif()

# Activations as bytes, before they meet weights of the K formats: a function of its own in the place of the call.
file(READ "${emodesk_kernels}/arch/x86/quants.c" emodesk_code)
if(NOT emodesk_code MATCHES "EmoDesk: ")
  emodesk_splice(emodesk_code
    "// placeholder implementation for Apple targets" "//===================================== Dot products" quantize_row.inc)
  file(WRITE "${emodesk_kernels}/arch/x86/quants.c" "${emodesk_code}")
endif()
