"""What the installed program weighs, part by part."""

from collections import Counter
from pathlib import Path
from typing import Final

_PARTS: Final = (
    ("PySide6/Qt/lib/libicu", "Qt: Unicode tables"),
    ("PySide6", "Qt and PySide6"),
    ("shiboken6", "Qt and PySide6"),
    ("libQt6", "Qt and PySide6"),
    ("pyarrow", "Arrow: Parquet"),
    ("libarrow", "Arrow: Parquet"),
    ("libparquet", "Arrow: Parquet"),
    ("llama_cpp", "llama.cpp, all kinds of processors"),
    ("numpy", "NumPy and its linear algebra"),
    ("ctranslate2", "CTranslate2 and its tokenizers"),
    ("tokenizers", "CTranslate2 and its tokenizers"),
    ("sentencepiece", "CTranslate2 and its tokenizers"),
    ("emodesk/_resources/starter", "the starter model"),
    ("emodesk/_resources", "samples, icons, typeface, translations, lexicon"),
    ("lxml", "lxml"),
    ("py3langid", "language recognition"),
    ("python_calamine", "calamine: reading workbooks"),
    ("base_library.zip", "Python"),
    ("libpython", "Python"),
    ("python3", "Python"),
    ("lib-dynload", "Python"),
)


def by_part(folder: Path) -> Counter[str]:
    """Return part → bytes; links count nothing."""
    found: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            found[_part(path.relative_to(folder))] += path.stat().st_size
    return found


def table(folder: Path) -> str:
    """Return the parts, the largest first, and their sum, in MB of a million bytes."""
    parts = by_part(folder)
    lines = [f"{size / 1e6:8.1f} MB  {name}" for name, size in parts.most_common()]
    return "\n".join([*lines, f"{sum(parts.values()) / 1e6:8.1f} MB  in all"])


def _part(path: Path) -> str:
    inside = path.relative_to("_internal").as_posix() if path.parts[0] == "_internal" else path.as_posix()
    for start, part in _PARTS:
        if inside.startswith(start):
            return part
    if path.parts[0] == "licences":
        return "licences"
    if path.parts[0] != "_internal":
        return "the program itself, its modules in one archive"
    return "libraries of the system, and smaller packages"
