"""The labelled output: the user's own file with columns added, or a clean one of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path
from typing import Final

from emodesk.app.codebook import codebook_sheet
from emodesk.app.export_options import DEFAULT_EXPORT, ExportOptions, ExportStyle
from emodesk.app.labelled_rows import ATTENTION_COLUMN, CHANGED_COLUMN, LabelledRows, StoppedError
from emodesk.app.places import is_same_file
from emodesk.app.provenance import provenance_sheet
from emodesk.app.row_counts import RowCounts
from emodesk.app.row_labels import RowLabeller
from emodesk.app.sidecar import write_sidecar
from emodesk.app.summary import Summary
from emodesk.core.affect.prompts import one_line
from emodesk.core.errors import CannotAddColumnsError, ExportError, OptionError, SignedFileError
from emodesk.core.ports import Baseline, Project, Sheets
from emodesk.core.project import RunRecord
from emodesk.core.table import AddedColumns, Column, OutColumn, Row, SheetOut, TextCells, WriteReport

_WITH_SHEETS: Final = frozenset({".xlsx", ".xlsm", ".ods"})
_BOOKS: Final = _WITH_SHEETS | {".xls", ".xlsb"}
_ROWS_TO_MEASURE: Final = 200
_FORMER_NAMES: Final = 20
"""How many of the names are tried that a column of an earlier export may have."""
_NARROWEST, _WIDEST = 8, 60
_LONGEST_SHEET_NAME: Final = 31


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written."""

    output: Path
    written: WriteReport
    counts: RowCounts
    columns: tuple[str, ...]
    """Headings of the label columns."""
    preview: tuple[tuple[str, Row], ...]
    """The first rows: text, then the cells of the label columns."""
    attention_column: str
    """What the column is called in the file that says why a person should look at a row."""
    changed_column: str
    """What the one is called that says which labels people changed; empty if there's none."""
    is_own_file: bool = False
    """Whether the output is the user's own file with columns added."""
    why_clean: str = ""
    """A sentence that says why a clean workbook was written where the user's own was wanted; else empty."""
    is_signed: bool = False
    """Whether that is because the user's own has a signature, which the user may give up."""

    @property
    def rows(self) -> int:
        """Return how many rows were written."""
        return self.counts.rows

    @property
    def attention(self) -> dict[str, int]:
        """Return how many rows need a look or have no text, by reason."""
        return self.counts.attention

    @property
    def attention_rows(self) -> int:
        """Return how many rows a person should look at."""
        return self.counts.attention_rows


def export(
    project: Project,
    sheets: Sheets,
    run: RunRecord,
    column: Column,
    output: Path,
    options: ExportOptions = DEFAULT_EXPORT,
    *,
    baseline: Baseline | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> ExportReport | None:
    """Write the labelled table to ``output``; its suffix says the format. ``baseline`` adds a column of its own.

    Where the user's own workbook can't be added to safely, a clean one is written instead (beside it, where the suffix
    is one that only the user's own file can have), and the report says why.
    A workbook also holds the sheets Codebook and Provenance; beside other formats they go into
    ``<output>.provenance.json``.
    ``progress`` is called with (rows written, rows in all), ``should_stop`` is asked often. Both are called in the
    caller's thread. Returns None when it was stopped: then nothing has been written.
    Raises ExportError and OptionError; then nothing has changed.
    """
    if is_same_file(output, project.source().path):
        raise ExportError("The output would replace the source file.", hint="Choose another name with -o.")
    texts = _text_cells(project, column)
    earlier = sheets.earlier_columns(project.source(), texts)
    try:
        rows = LabelledRows(
            project, RowLabeller(project, column, run), column, options, progress, should_stop, baseline,
            must_say_who=not earlier.isdisjoint(islice(_names_for(CHANGED_COLUMN), _FORMER_NAMES)),
        )  # fmt: skip
        return _Export(project, sheets, run, column, output, options, rows, texts, earlier).run()
    except StoppedError:
        return None


class _Export:
    """One export, with everything that its steps need."""

    def __init__(
        self,
        project: Project,
        sheets: Sheets,
        run: RunRecord,
        column: Column,
        output: Path,
        options: ExportOptions,
        rows: LabelledRows,
        texts: TextCells,
        earlier: frozenset[str],
    ) -> None:
        """``earlier`` are the headings of those columns of the source that an export of before has added to it."""
        self._texts = texts
        self._project, self._sheets, self._run, self._column = project, sheets, run, column
        self._output, self._options, self._rows = output, options, rows
        own = project.columns()
        self._names = _free_names([each.name for each in own if each.name not in earlier], rows.headings)
        rows.take_names(self._names)
        replaced = earlier & frozenset(self._names)
        self._own = tuple(each for each in own if each.name not in replaced)
        """The sheet's own columns, without those that an earlier export added and this one writes again."""
        self._kept = tuple(each.name for each in self._own if each.name in earlier)
        """Those that an earlier export added and this one leaves as they are."""

    def run(self) -> ExportReport:
        """Write it. Raises StoppedError if the user stopped it."""
        if self._options.style is ExportStyle.WORKBOOK and self._is_same_kind():
            return self._into_own_file()
        return self._clean(self._why_not_own())

    def _is_same_kind(self) -> bool:
        suffix = self._project.source().path.suffix.lower()
        return suffix in self._sheets.addable_suffixes and suffix == self._output.suffix.lower()

    def _why_not_own(self) -> str:
        source = self._project.source().path
        suffix, wanted = source.suffix.lower(), self._output.suffix.lower()
        if self._options.style is ExportStyle.CLEAN or suffix not in _BOOKS or wanted not in _WITH_SHEETS:
            return ""
        if suffix not in self._sheets.addable_suffixes:
            return f"Columns can't be added to {suffix} workbooks as they are; save it as .xlsx to have that."
        return f"{source.name} stays as it is only in a {suffix} file; this is a {wanted} file."

    def _into_own_file(self) -> ExportReport:
        source = self._project.source()
        try:
            written = self._sheets.add_columns(source, self._output, self._added(), self._rows.check)
        except CannotAddColumnsError as error:
            if self._output.suffix.lower() not in self._sheets.writable_suffixes:
                self._output = self._output.with_name(f"{self._output.stem}_clean.xlsx")
            report = self._clean(str(error))
            return replace(report, is_signed=isinstance(error, SignedFileError))
        return self._report(written, is_own_file=True)

    def _added(self) -> AddedColumns:
        source, options = self._project.source(), self._options
        return AddedColumns(
            sheet=source.sheet,
            header_row=source.header_row,
            texts=self._texts,
            columns=self._rows.out_columns(self._names),
            rows=lambda: ((row.number, row.cells) for row in self._rows.all()),
            sheets=tuple(self._sheets_beside()) if self._output.suffix.lower() in _WITH_SHEETS else (),
            with_validation=options.with_validation,
            break_signature=options.break_signature,
            guard=options.guard,
        )

    def _clean(self, why: str) -> ExportReport:
        table = SheetOut(
            (self._project.source().sheet or "Labels")[:_LONGEST_SHEET_NAME],
            (
                *(
                    OutColumn(each.name, width, is_label=each.name in self._kept)
                    for each, width in zip(self._own, self._widths(), strict=True)
                ),
                *self._rows.out_columns(self._names),
            ),
            self._clean_rows,
        )
        beside = self._sheets_beside()
        if self._output.suffix.lower() in _WITH_SHEETS:
            beside.insert(0, self._summary().sheet())
        written = self._sheets.write(self._output, _distinct_names([table, *beside]), guard=self._options.guard)
        return self._report(written, why_clean=why)

    def _clean_rows(self) -> Iterator[Row]:
        for row in self._rows.chosen():
            yield (*(row.own[each.index] for each in self._own), *row.cells)

    def _summary(self) -> Summary:
        """Return the summary, and let it count along."""
        wanted = self._options.group_by
        named = [each for each in self._project.columns() if each.name == wanted]
        if wanted is not None and not named:
            raise OptionError(f"The sheet has no column “{wanted}” to group by.")
        names = self._rows.label_names(self._names)
        summary = self._rows.summary = Summary(self._rows.columns, names, next(iter(named), None))
        return summary

    def _sheets_beside(self) -> list[SheetOut]:
        options = self._options
        wanted = []
        if options.with_codebook:
            wanted.append(
                codebook_sheet(
                    self._rows.columns, self._names, with_confidence=options.with_confidence,
                    baseline=self._rows.baseline, says_who=self._rows.says_who,
                )
            )  # fmt: skip
        if options.with_provenance:
            wanted.append(
                provenance_sheet(
                    self._project, self._run, self._column,
                    lambda: self._rows.counts,
                    self._rows.baseline.name if self._rows.baseline else None,
                )
            )  # fmt: skip
        return wanted

    def _report(self, written: WriteReport, *, is_own_file: bool = False, why_clean: str = "") -> ExportReport:
        if self._output.suffix.lower() not in _WITH_SHEETS:
            write_sidecar(self._output, self._sheets_beside(), self._project.source().path, self._kept)
        counts = self._rows.counts
        names = dict(zip(self._rows.headings, self._names, strict=True))
        return ExportReport(
            self._output, replace(written, rows=counts.rows), counts, tuple(self._names), tuple(self._rows.preview),
            names[ATTENTION_COLUMN], names.get(CHANGED_COLUMN, ""), is_own_file, why_clean,
        )  # fmt: skip

    def _widths(self) -> list[int]:
        """Return how wide each of the sheet's own columns should be, in characters, going by its first rows."""
        widths = [len(column.name) + 2 for column in self._own]
        for _, cells in islice(self._project.rows(), _ROWS_TO_MEASURE):
            lengths = (len("" if cells[each.index] is None else str(cells[each.index])) + 1 for each in self._own)
            widths = [max(pair) for pair in zip(widths, lengths, strict=True)]
        return [max(_NARROWEST, min(_WIDEST, width)) for width in widths]


def _text_cells(project: Project, column: Column) -> TextCells:
    first = next((number for number, _ in project.rows()), 1)
    textless = (number for number, text in project.column_texts(column) if not one_line(text))
    return TextCells(first, first + max(0, project.row_count() - 1), column.index, frozenset(textless))


def _free_names(taken: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Return the wanted headings, changed where the sheet has a column of that name already."""
    used = {name.casefold() for name in taken}
    return [next(free for free in _names_for(name) if free.casefold() not in used) for name in wanted]


def _names_for(name: str) -> Iterator[str]:
    """Yield what a column of ours is called: by its name, or by another where the sheet has columns of that name."""
    yield name
    yield f"{name} (EmoDesk)"
    yield from (f"{name} (EmoDesk {number})" for number in count(2))


def _distinct_names(sheets: Sequence[SheetOut]) -> list[SheetOut]:
    used: set[str] = set()
    result = []
    for sheet in sheets:
        name = sheet.name if sheet.name.casefold() not in used else f"EmoDesk {sheet.name}"[:_LONGEST_SHEET_NAME]
        used.add(name.casefold())
        result.append(replace(sheet, name=name))
    return result
