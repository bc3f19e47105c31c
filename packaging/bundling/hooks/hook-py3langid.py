"""The model that tells languages is a file beside the code."""

from PyInstaller.utils.hooks import collect_data_files

datas = collect_data_files("py3langid")
