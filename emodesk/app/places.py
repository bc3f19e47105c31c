"""Which files are read, and where what belongs to each of them goes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from emodesk.core.errors import ExportError, InputFileError, OptionError

_LABELLED: Final = "_emodesk"
_CLEAN: Final = "_clean"
"""How the name ends of a workbook of ours that stands in for the user's own."""
_NOT_IN_NAMES: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
"""What a file's name can't hold on one system or another."""
_NAMES: Final = (
    lambda source: source.stem,
    lambda source: f"{source.stem}_{source.suffix[1:]}",
    lambda source: f"{source.parent.name}_{source.stem}_{source.suffix[1:]}",
)
"""What an output is called, the more distinct names last; those that are alike even then get a number."""
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
    sheet: str | None = None,
) -> list[Place]:
    """Return what to label: every input, and every spreadsheet in the inputs that are folders.

    Without ``output``, a workbook named ``<name>_emodesk.xlsx`` goes beside each source; a workbook of a kind among
    ``kept`` keeps its suffix, because it's added to and not written anew. A sheet that was asked for by name stands in
    the names, so that two sheets of a workbook don't replace each other. ``output`` is a file for one input, else a
    folder. The project file ``<file name>.emodesk`` lies beside the output.
    Raises InputFileError, OptionError, and ExportError where the output is the source itself.
    """
    try:
        return _find_places(inputs, output, frozenset(readable), frozenset(writable), frozenset(kept), sheet)
    except (OSError, RuntimeError) as error:  # a name too long, a folder that can't be read, links in a circle
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "links in a circle"
        raise InputFileError(
            f"What was named can't be looked at: {reason}.", hint="Check the names, and that you may read the folders."
        ) from error


def spreadsheets_in(folder: Path, readable: frozenset[str]) -> list[Path]:
    """Return the spreadsheets of a folder, but for those that we made. Raises OSError where it can't be read."""
    return sorted(
        child
        for child in folder.iterdir()
        if child.is_file()
        and child.suffix.lower() in readable
        and not child.name.startswith((".", "~$"))  # hidden, or Excel's lock of an open file
        and not child.stem.removesuffix(_CLEAN).endswith(_LABELLED)
    )


def sheet_part(sheet: str | None) -> str:
    """Return what stands for a sheet in the names of its files: nothing for the one that's taken if none is named."""
    return "" if sheet is None else f" {_NOT_IN_NAMES.sub('-', sheet)}"


def other_name(project: Path, sheet: str | None) -> Path | None:
    """Return the other name that a project of this sheet may have: with the sheet, or without. None for no sheet."""
    part = sheet_part(sheet)
    if not part:
        return None
    name = project.stem
    return project.with_name(f"{name.removesuffix(part) if name.endswith(part) else name + part}{project.suffix}")


def is_same_file(path: Path, other: Path) -> bool:
    """Say whether two paths lead to one file: on many a disk ``A.xlsx`` is ``a.xlsx``."""
    try:
        return path.samefile(other)
    except OSError:  # one of them isn't there, or can't be reached
        return path.resolve() == other.resolve()


def _find_places(
    inputs: Sequence[Path],
    output: Path | None,
    readable: frozenset[str],
    writable: frozenset[str],
    kept: frozenset[str],
    sheet: str | None,
) -> list[Place]:
    sources = _sources(inputs, readable)
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
    elif is_same_file(output, sources[0]):
        raise ExportError("The output would replace the source file.", hint="Choose another name with -o.")
    else:
        return [_place(sources[0], output, sheet_part(sheet))]
    return _in_folders(sources, folders, kept & _BOOKS, sheet_part(sheet))


def _sources(inputs: Sequence[Path], readable: frozenset[str]) -> list[Path]:
    sources: list[Path] = []
    for path in inputs:
        if not path.is_dir():
            sources.append(path)
            continue
        found = spreadsheets_in(path, readable)
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


def _in_folders(sources: Sequence[Path], folders: Sequence[Path], kept: frozenset[str], sheet_part: str) -> list[Place]:
    """Give each source a name of its own in its folder: with its suffix, or its folder's name, where two would meet."""
    levels = [0] * len(sources)
    ends = [f"{sheet_part}{_LABELLED}{_suffix(source, kept)}" for source in sources]
    while True:
        begins = [
            folder / _NAMES[level](source) for source, folder, level in zip(sources, folders, levels, strict=True)
        ]
        outputs = [f"{begin}{end}" for begin, end in zip(begins, ends, strict=True)]
        counts = Counter(output.casefold() for output in outputs)
        meeting = [i for i, output in enumerate(outputs) if counts[output.casefold()] > 1]
        if not meeting or min(levels[i] for i in meeting) == len(_NAMES) - 1:
            break
        for i in meeting:
            levels[i] = min(levels[i] + 1, len(_NAMES) - 1)
    # Answers belong to the project: its name hangs on the source alone, not on who else is in the folder. Only where
    # name and folder are alike it hangs on the order, too.
    once = Counter((folder, source.name.casefold()) for source, folder in zip(sources, folders, strict=True))
    projects = [
        folder / f"{'' if once[folder, source.name.casefold()] == 1 else f'{source.parent.name}_'}{source.name}"
        for source, folder in zip(sources, folders, strict=True)
    ]
    project_ends = [f"{sheet_part}.emodesk"] * len(sources)
    return list(map(Place, sources, _numbered(begins, ends, taken=sources), _numbered(projects, project_ends)))


def _numbered(begins: Sequence[Path], ends: Sequence[str], taken: Iterable[Path] = ()) -> list[Path]:
    """Put beginnings and ends of paths together, with a number in between where two would meet, or one of ``taken``."""
    met = {_key(path) for path in taken}
    found: list[Path] = []
    for begin, end in zip(begins, ends, strict=True):
        path, number = Path(f"{begin}{end}"), 2
        while _key(path) in met:
            path, number = Path(f"{begin} ({number}){end}"), number + 1
        met.add(_key(path))
        found.append(path)
    return found


def _key(path: Path) -> str:
    return str(path.resolve()).casefold()


def _suffix(source: Path, kept: frozenset[str]) -> str:
    return source.suffix if source.suffix.lower() in kept else ".xlsx"


def _place(source: Path, output: Path, part: str) -> Place:
    """Return the place of a source whose output was named."""
    name = output.name
    if source.parent == output.parent:
        name = f"{source.name}{part}"
    elif output.stem.endswith(_LABELLED) and output.suffix.lower() in _BOOKS:
        name = output.stem.removesuffix(_LABELLED) + source.suffix
    return Place(source, output, output.parent / f"{name}.emodesk")
