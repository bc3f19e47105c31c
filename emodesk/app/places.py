"""Which files are read, and where what belongs to each of them goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from emodesk.core.errors import ExportError, InputFileError, OptionError

_LABELLED: Final = "_emodesk"
_CLEAN: Final = "_clean"
"""How the name ends of a workbook of ours that stands in for the user's own."""
_BOOKS: Final = frozenset({".xlsx", ".xlsm", ".ods"})


@dataclass(frozen=True, slots=True)
class Place:
    """One spreadsheet, its labelled output and its project file."""

    source: Path
    output: Path
    project: Path


def find_places(
    inputs: Sequence[Path],
    output: Path | None,
    readable: Iterable[str],
    writable: Iterable[str],
    kept: Iterable[str] = (),
) -> list[Place]:
    """Return what to label: every input, and every spreadsheet in the inputs that are folders.

    Without ``output``, a workbook named ``<name>_emodesk.xlsx`` goes beside each source; a workbook of a kind among
    ``kept`` keeps its suffix, because it's added to and not written anew. ``output`` is a file for one input, else a
    folder. The project file ``<file name>.emodesk`` lies beside the output.
    Raises InputFileError, OptionError, and ExportError where the output is the source itself.
    """
    sources = _sources(inputs, frozenset(readable))
    if output is None:
        folders = [source.parent for source in sources]
    elif output.is_dir() or not output.suffix:
        folders = [output] * len(sources)
    elif output.suffix.lower() not in {*writable, *(s.suffix.lower() for s in sources if s.suffix.lower() in kept)}:
        raise OptionError(
            f"EmoDesk can't write {output.suffix} files.", hint=f"It writes: {', '.join(sorted(writable))}."
        )
    elif len(sources) > 1:
        raise OptionError(
            f"{len(sources)} files can't be written into the one file “{output.name}”.", hint="Name a folder with -o."
        )
    elif output.resolve() == sources[0].resolve():
        raise ExportError("The output would replace the source file.", hint="Choose another name with -o.")
    else:
        return [_place(sources[0], output)]
    return _in_folders(sources, folders, frozenset(kept) & _BOOKS)


def _sources(inputs: Sequence[Path], readable: frozenset[str]) -> list[Path]:
    sources: list[Path] = []
    for path in inputs:
        if not path.is_dir():
            sources.append(path)
            continue
        found = sorted(
            child
            for child in path.iterdir()
            if child.is_file()
            and child.suffix.lower() in readable
            and not child.name.startswith((".", "~$"))  # hidden, or Excel's lock of an open file
            and not child.stem.removesuffix(_CLEAN).endswith(_LABELLED)
        )
        if not found:
            raise InputFileError(
                f"The folder “{path.name or path}” holds no spreadsheet.",
                hint=f"EmoDesk reads: {', '.join(sorted(readable))}.",
            )
        sources.extend(found)
    once: dict[Path, Path] = {}
    for source in sources:
        once.setdefault(source.resolve(), source)  # named twice, or once by itself and once by its folder
    return list(once.values())


def _in_folders(sources: Sequence[Path], folders: Sequence[Path], kept: frozenset[str]) -> list[Place]:
    """Give each source a name of its own in its folder: with its suffix, or its folder's name, where two would meet."""
    outputs: list[Path] = []
    for name_of in (
        lambda source: source.stem,
        lambda source: f"{source.stem}_{source.suffix[1:]}",
        lambda source: f"{source.parent.name}_{source.stem}_{source.suffix[1:]}",
    ):
        outputs = [
            folder / f"{name_of(source)}{_LABELLED}{_suffix(source, kept)}"
            for source, folder in zip(sources, folders, strict=True)
        ]
        if len({str(output).casefold() for output in outputs}) == len(outputs):
            break
    return [_place(source, output) for source, output in zip(sources, outputs, strict=True)]


def _suffix(source: Path, kept: frozenset[str]) -> str:
    return source.suffix if source.suffix.lower() in kept else ".xlsx"


def _place(source: Path, output: Path) -> Place:
    name = output.name
    if source.parent == output.parent:
        name = source.name
    elif output.stem.endswith(_LABELLED) and output.suffix.lower() in _BOOKS:
        name = output.stem.removesuffix(_LABELLED) + source.suffix
    return Place(source, output, output.parent / f"{name}.emodesk")
