"""llama.cpp's libraries lie in llama_cpp/lib and are opened by path: nothing that PyInstaller reads names them."""

from PyInstaller.utils.hooks import collect_dynamic_libs

binaries = collect_dynamic_libs("llama_cpp")
excludedimports = ["llama_cpp.server"]
