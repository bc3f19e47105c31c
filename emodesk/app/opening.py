"""From a spreadsheet on the disk to an open project: a look first, then the rows as they come."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, count, takewhile
from pathlib import Path
from typing import Final

from emodesk.app.language import foreign_language
from emodesk.app.opened_project import OpenedProject
from emodesk.app.places import other_name, sheet_part
from emodesk.app.tuning import Tuning
from emodesk.core.affect.prompts import one_line
from emodesk.core.errors import InputFileError, ProjectError, TextColumnError
from emodesk.core.ports import Engine, Models, Sheets
from emodesk.core.preview import Choices, Counts, Preview
from emodesk.core.project import text_key
from emodesk.core.review_ports import OpenStream, ReviewProject, TableStream
from emodesk.core.table import Cell, Column, Table

PROJECT_SUFFIX: Final = ".emodesk"
_PREVIEW_ROWS: Final = 40
_SLAB: Final = 2_000
_TWEET_CHARS: Final = 280
_LANGUAGE_OF_ALL: Final = 400
_LANGUAGE_EVERY: Final = 50


@dataclass(frozen=True, slots=True)
class Adapters:
    """What opening stands on."""

    open_stream: OpenStream
    sheets: Sheets
    open_project: Callable[[Path], ReviewProject]
    models: Models
    new_engine: Callable[[], Engine]
    tuning: Tuning


@dataclass(frozen=True, slots=True)
class OtherSheet:
    """A sheet that can be opened beside those of its workbook that are open."""

    preview: Preview
    usual_sheet: str | None
    """The sheet that's taken where none is named."""
    open_sheets: frozenset[str]


class Opening:
    """Looks at spreadsheets and opens projects. Any thread may call it."""

    def __init__(self, adapters: Callable[[], Adapters]) -> None:
        """``adapters`` is called once, when the first file is looked at."""
        self._make_adapters = adapters

    @cached_property
    def _adapters(self) -> Adapters:
        return self._make_adapters()

    def preview(self, path: Path, choices: Choices | None = None) -> Preview:
        """Return the first rows and what was guessed. Raises InputFileError for what can't be read at all."""
        wanted = choices or Choices()
        stream = self._adapters.open_stream(path, wanted)
        source = stream.source
        column, problem = self._text_column(stream, wanted.text_column)
        is_text = source.encoding is not None
        return Preview(
            path=path,
            size_bytes=path.stat().st_size,
            choices=Choices(
                sheet=source.sheet,
                header_row=source.header_row,
                text_column=column.name if column else None,
                encoding=source.encoding,
                delimiter=source.delimiter,
            ),
            sheets=stream.sheets,
            has_encoding=is_text,
            has_delimiter=source.delimiter is not None,
            has_header_choice=is_text or source.sheet is not None,
            columns=stream.columns,
            rows=tuple(
                (number, tuple(map(_shown, row)))
                for number, row in enumerate(stream.head[:_PREVIEW_ROWS], stream.first_row)
            ),
            lines_above=tuple((number, tuple(map(_shown, row))) for number, row in stream.above),
            problem=problem,
        )

    def look_beside(self, path: Path, open_sheets: Collection[str]) -> OtherSheet | None:
        """Look at the first sheet with texts that isn't open; None where there is none. Raises InputFileError."""
        usual = self.preview(path)
        for name in usual.sheets:
            if name in open_sheets:
                continue
            with suppress(InputFileError):  # there's nothing in it
                preview = usual if name == usual.choices.sheet else self.preview(path, Choices(sheet=name))
                if preview.choices.text_column is not None:
                    return OtherSheet(preview, usual.choices.sheet, frozenset(open_sheets))
        return None

    def count(
        self, path: Path, choices: Choices, tell: Callable[[Counts], None], should_stop: Callable[[], bool]
    ) -> Counts:
        """Count what is in the text column; ``tell`` hears of it on the way. Raises InputFileError."""
        stream = self._adapters.open_stream(path, choices)
        column, _ = self._text_column(stream, choices.text_column)
        if column is None:
            return Counts()
        counts = Counts()
        seen: set[bytes] = set()
        for slab in stream.slabs(_SLAB):
            for row in slab.rows:
                counts = _counted(counts, one_line(_shown(row[column.index])), seen)
            tell(counts)
            if should_stop():
                return counts
        return replace(counts, is_complete=True)

    def project_path(self, source: Path, folder: Path | None = None, sheet: str | None = None) -> Path:
        """Return where the project of a spreadsheet lies: beside it, or in a folder of the user's choice.

        ``sheet`` stands in the name, as on the command line; None for the one that's taken where none is named.
        """
        return (folder or source.parent) / f"{source.name}{sheet_part(sheet)}{PROJECT_SUFFIX}"

    def open(self, path: Path, choices: Choices, project: Path, others: Collection[Path] = ()) -> OpenedProject:
        """Open a spreadsheet; the first rows are there when this returns, the rest comes on a thread of its own.

        A project of this very sheet is just opened, and one whose reading was cut short begins anew. One of another
        spreadsheet or sheet, or of an earlier state of it, is left alone; so is one that was cut short and holds what
        people decided, because its rows may be others by now. The new one gets a number then. ``others`` are projects
        of other sheets that are open. Raises InputFileError and the errors under ProjectError.
        """
        stream = self._adapters.open_stream(path, choices)
        numbered = (each for each in _numbered(project) if each.absolute() not in others)
        while True:
            target = next(numbered)
            if not target.exists():
                elsewhere = self._take_up_other_name(project, stream, path, choices.text_column, others)
                if elsewhere is not None:
                    return elsewhere
            opened = self._take_up(target, stream, path, choices.text_column)
            if opened is not None:
                return opened

    def open_project(self, path: Path) -> OpenedProject:
        """Open a project file; one whose reading was cut short begins anew, unless people have decided on its rows.

        Raises InputFileError and the errors under ProjectError.
        """
        if not path.is_file():
            raise ProjectError(f"There is no project “{path.name}”.", hint="It was moved, renamed or deleted.")
        opened = self._open(path, None)
        with _closed_on_failure(opened):
            if not opened.project.has_rows():
                raise ProjectError(f"“{path.name}” holds no table yet.", hint="Open the spreadsheet itself.")
            if opened.project.is_whole() or opened.project.has_decisions():
                opened.spread_labels()
                return opened
            source = opened.source
            if not source.path.exists():
                raise ProjectError(
                    f"“{path.name}” was cut short while its spreadsheet was read, and that isn't there any more.",
                    hint=f"Put {source.path.name} back and open it.",
                )
            choices = Choices(source.sheet, source.header_row, None, source.encoding, source.delimiter)
            opened.read(self._adapters.open_stream(source.path, choices))
            return opened

    def _take_up(
        self, target: Path, stream: TableStream, path: Path, text_column: str | None, *, may_be_empty: bool = True
    ) -> OpenedProject | None:
        """Open a project if it's one of this very sheet, or if the sheet can be read into it."""
        opened = self._open(target, text_column)
        with _closed_on_failure(opened):
            if (may_be_empty or opened.project.has_rows()) and _may_begin(opened, stream, path):
                opened.read(stream)
                opened.remember_text_column()
                return opened
            if opened.project.is_whole() and _is_same(opened, stream, path):
                opened.remember_text_column()
                opened.spread_labels()
                return opened
        opened.close()
        return None

    def _take_up_other_name(
        self, project: Path, stream: TableStream, path: Path, text_column: str | None, others: Collection[Path]
    ) -> OpenedProject | None:
        """Open the project of a sheet that lies under its other name: with the sheet, or without.

        An empty one is left alone: it needn't be this sheet's.
        """
        other = other_name(project, stream.source.sheet)
        if other is None:
            return None
        # Without the sheet in its name, one that's in use or damaged is most likely another sheet's.
        passed_over = (ProjectError,) if len(other.name) < len(project.name) else ()
        for target in takewhile(Path.exists, _numbered(other)):
            if target.absolute() in others:
                continue
            with suppress(*passed_over):
                opened = self._take_up(target, stream, path, text_column, may_be_empty=False)
                if opened is not None:
                    return opened
        return None

    def _open(self, path: Path, text_column: str | None) -> OpenedProject:
        project = self._adapters.open_project(path)
        try:
            return OpenedProject(
                project,
                self._adapters.sheets,
                self._adapters.models,
                self._adapters.new_engine(),
                text_column,
                self._adapters.tuning,
            )
        except BaseException:
            project.close()
            raise

    def _text_column(self, stream: TableStream, name: str | None) -> tuple[Column | None, str]:
        table = Table(stream.source, stream.columns, stream.head, stream.first_row)
        try:
            return self._adapters.sheets.text_column(table, name), stream.problem
        except TextColumnError as error:
            return None, error.message


@contextmanager
def _closed_on_failure(opened: OpenedProject) -> Iterator[None]:
    """Let a project go that can't be opened after all: it would be locked until the program ends."""
    try:
        yield
    except BaseException:
        opened.close()
        raise


def _numbered(project: Path) -> Iterator[Path]:
    """Yield where a project may lie: under its name, and numbered from 2 on where others have that."""
    return chain([project], (project.with_name(f"{project.stem} ({n}){PROJECT_SUFFIX}") for n in count(2)))


def _may_begin(opened: OpenedProject, stream: TableStream, path: Path) -> bool:
    """Say whether a sheet can be read into this project: a new one, or its own whose reading was cut short."""
    project = opened.project
    if not project.has_rows():
        return True
    is_own = (opened.source.path, opened.source.sheet) == (path, stream.source.sheet)
    return is_own and not project.is_whole() and not project.has_decisions()


def _is_same(opened: OpenedProject, stream: TableStream, path: Path) -> bool:
    known, wanted = opened.source, stream.source
    if (known.sheet, known.header_row, known.encoding, known.delimiter) != (
        wanted.sheet, wanted.header_row, wanted.encoding, wanted.delimiter,
    ):  # fmt: skip
        return False
    return known.sha256 == (wanted.sha256 or _digest(path))


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputFileError(
            f"{path.name} can't be read: {error.strerror}.", hint="Check that you may read it."
        ) from error


def _counted(counts: Counts, text: str, seen: set[bytes]) -> Counts:
    if not text:
        return replace(counts, rows=counts.rows + 1, empty=counts.empty + 1)
    key = text_key(text)
    if key in seen:
        return replace(counts, rows=counts.rows + 1)
    seen.add(key)
    is_looked_at = counts.distinct < _LANGUAGE_OF_ALL or counts.distinct % _LANGUAGE_EVERY == 0
    return replace(
        counts,
        rows=counts.rows + 1,
        distinct=counts.distinct + 1,
        long=counts.long + (len(text) > _TWEET_CHARS),
        language_checked=counts.language_checked + is_looked_at,
        not_english=counts.not_english + (is_looked_at and foreign_language(text) is not None),
    )


def _shown(cell: Cell) -> str:
    return "" if cell is None else str(cell)
