"""CTranslate2's library lies in the package's own folder or beside it, by the name of the wheel that brought it."""

from PyInstaller.utils.hooks import collect_dynamic_libs

binaries = collect_dynamic_libs("ctranslate2")
