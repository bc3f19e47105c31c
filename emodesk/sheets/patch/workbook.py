"""Adds columns to a sheet of an xlsx or xlsm workbook. All its other parts are copied as they are."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

from emodesk.core.errors import SignedFileError
from emodesk.core.table import AddedColumns
from emodesk.sheets.outgoing import Tally
from emodesk.sheets.patch.book import Book, BookSheet, slug
from emodesk.sheets.patch.cells import CellWriter
from emodesk.sheets.patch.column_widths import style_of
from emodesk.sheets.patch.formats import CellFormats
from emodesk.sheets.patch.own_sheets import sheet_writer
from emodesk.sheets.patch.package import Package, PartWriter, bytes_writer
from emodesk.sheets.patch.parts import (
    CONTENT_TYPES_PART,
    OFFICE,
    ContentTypes,
    Relationships,
    is_signed,
    parse,
)
from emodesk.sheets.patch.places import Range, letters
from emodesk.sheets.patch.placing import place_columns
from emodesk.sheets.patch.rows import NewRow, Placed, RowPatcher
from emodesk.sheets.patch.shared_strings import shared_strings
from emodesk.sheets.patch.sheet import SheetPatcher
from emodesk.sheets.patch.survey import SheetSurvey, survey_sheet
from emodesk.sheets.patch.tables import Table, read_tables
from emodesk.sheets.patch.xml_events import PartCopy

PATCHABLE_WORKBOOKS: Final = frozenset({".xlsx", ".xlsm"})


def earlier_headings(source: Path, sheet: str | None, header_row: int | None) -> frozenset[str]:
    """Return the headings of columns that we added to this sheet before. Raises CannotAddColumnsError."""
    with Package(source) as package:
        book = Book(package)
        chosen = book.sheet(sheet)
        if header_row is None or not book.our_columns(chosen):
            return frozenset()
        with package.open(chosen.part) as file:
            survey = survey_sheet(file, chosen.part, header_row, _no_check, header_only=True)
        texts = _heading_texts(package, book, survey)
        return frozenset(texts[place] for place in _our_places(book, chosen, survey, texts).values())


def add_to_workbook(
    source: Path, file: IO[bytes], added: AddedColumns, tally: Tally, check: Callable[[], None]
) -> None:
    """Write the workbook with the columns added. Raises CannotAddColumnsError where that can't be done safely.

    ``check`` is called often and may raise, to end it.
    """
    with Package(source) as package:
        if is_signed(package) and not added.break_signature:
            raise SignedFileError(source.name)
        _Addition(package, added, tally, check).write(file)


class _Addition:
    """Everything that one addition needs to know, in the order in which it's found out."""

    def __init__(self, package: Package, added: AddedColumns, tally: Tally, check: Callable[[], None]) -> None:
        self._package, self._added, self._tally, self._check = package, added, tally, check
        self._book = Book(package)
        self._styles = self._book.related("styles")
        self._sheet = self._book.sheet(added.sheet)
        with package.open(self._sheet.part) as part:
            self._survey = survey_sheet(part, self._sheet.part, added.header_row, check)
        self._tables = read_tables(package, self._sheet.part)
        self._formats = self._read_formats()
        self._placed = self._place()
        self._changed: dict[str, PartWriter] = {}
        self._more: dict[str, PartWriter] = {}
        self._new_filter: Range | None = None

    def write(self, file: IO[bytes]) -> None:
        """Write the package."""
        added = self._added
        mark_row = added.first_row if added.header_row is None else added.header_row
        self._book.mark_columns(self._sheet, mark_row, {each.place: each.column.name for each in self._placed})
        self._extend_table()
        self._new_filter = self._wider_filter()
        self._add_sheets()
        self._change(self._sheet.part, self._write_sheet)
        if self._book.is_changed:
            self._change(self._book.part, bytes_writer(self._book.content()))
        # Which formats the cells take is known when the sheet is written: the styles are written behind it.
        styles = self._styles
        self._package.copy(file, self._changed, self._more, styles and self._package.name_of(styles), self._check)

    def _change(self, part: str, write: PartWriter) -> None:
        self._changed[self._package.name_of(part)] = write

    def _read_formats(self) -> CellFormats:
        return CellFormats(None if self._styles is None else parse(self._package, self._styles))

    def _place(self) -> list[Placed]:
        """Return where each column goes, from left to right: where it stood before, or right of all that is used."""
        added, survey = self._added, self._survey
        known = _our_places(self._book, self._sheet, survey, _heading_texts(self._package, self._book, survey))
        known = {mark: place for mark, place in known.items() if place not in survey.formula_columns}
        first_row = added.first_row if added.header_row is None else added.header_row
        last_used = max(survey.used_to(first_row), *(table.area.right for table in self._tables), -1, -1)
        return [
            replace(
                each,
                heading_style=self._heading_style(each.place),
                column_style=style_of(each.place, survey.widths),
            )
            for each in place_columns(added, known, last_used)
        ]

    def _heading_style(self, place: int) -> int:
        """Return the style of the nearest heading to the left."""
        filled = [column for column, cell in self._survey.header.items() if cell.is_filled and column < place]
        return self._survey.header[max(filled)].style if filled else 0

    def _extend_table(self) -> None:
        new = [each for each in self._placed if each.is_new]
        for table in self._our_tables():
            headings = [each.column.name for each in new]
            if new and table.can_take(headings, new[0].place):
                self._change(table.part, bytes_writer(table.extended(headings)))

    def _wider_filter(self) -> Range | None:
        """Return what the sheet's own filter will span: the new columns, too, if it spans the header up to them."""
        old, new = self._survey.filter, [each.place for each in self._placed if each.is_new]
        if old is None or not new or old.top != self._added.header_row or old.right != new[0] - 1:
            return None
        wide = Range(old.left, old.top, new[-1], old.bottom)
        return wide if self._book.widen_filter(self._sheet, old, wide) else None

    def _our_tables(self) -> list[Table]:
        return [table for table in self._tables if table.holds(self._added.header_row, self._added.first_row)]

    def _add_sheets(self) -> None:
        """Add the sheets that come along, or replace those of an earlier time."""
        types = links = None
        for sheet in self._added.sheets:
            write = sheet_writer(sheet, self._formats)
            earlier = self._book.our_sheet(sheet.name)
            if earlier is not None:
                self._change(earlier.part, write)
                continue
            types = types or ContentTypes(self._package)
            links = links or Relationships(self._package, self._book.part)
            part = self._free_part()
            self._more[part] = write
            types.add_sheet(part)
            self._book.add_sheet(sheet.name, links.add(f"{OFFICE}/worksheet", part))
        if types is not None and links is not None:
            self._change(CONTENT_TYPES_PART, bytes_writer(types.content()))
            self._change(links.part, bytes_writer(links.content()))

    def _free_part(self) -> str:
        folder = posixpath.join(posixpath.dirname(self._book.part), "worksheets")
        number = 1
        while (part := posixpath.join(folder, f"sheet{number}.xml")) in self._package or part in self._more:
            number += 1
        return part

    def _write_sheet(self, out: IO[bytes]) -> None:
        added, survey, placed = self._added, self._survey, self._placed
        top = added.first_row if added.header_row is None else added.header_row
        bounds = Range(placed[0].place, top, placed[-1].place, added.last_row)
        writers = [
            CellWriter(
                survey.prefix, letters(each.place), self._tally, self._formats,
                number_format=each.column.number_format, heading_style=each.heading_style, style=each.column_style,
                is_new=each.is_new,
            )
            for each in placed
        ]  # fmt: skip
        with self._package.open(self._sheet.part) as part:
            copy = PartCopy(part, out, self._check)
            looks_at_cells = survey.last_cell >= bounds.left
            rows = RowPatcher(
                copy, survey.prefix, placed, self._rows(), writers, self._tally, looks_at_cells=looks_at_cells
            )
            patcher = SheetPatcher(
                copy,
                survey,
                placed,
                bounds,
                added.first_row,
                with_validation=added.with_validation,
                new_filter=self._new_filter,
            )
            patcher.run(rows)
        if self._formats.is_changed and self._styles is not None:
            self._change(self._styles, bytes_writer(self._formats.content()))

    def _rows(self) -> Iterator[NewRow]:
        """Yield the heading and the rows, their cells from left to right; the totals of a table are no rows."""
        added = self._added
        order = [added.columns.index(each.column) for each in self._placed]
        totals = {row for table in self._our_tables() for row in table.totals}
        if added.header_row is not None:
            yield NewRow(added.header_row, tuple(each.column.name for each in self._placed), is_header=True)
        for number, cells in added.rows():
            if number not in totals:
                yield NewRow(number, tuple(cells[place] for place in order))


def _heading_texts(package: Package, book: Book, survey: SheetSurvey) -> dict[int, str]:
    """Return what stands in the header row, by column."""
    shared = {int(cell.value) for cell in survey.header.values() if cell.kind == "s" and cell.value.isdecimal()}
    part = book.related("sharedStrings")
    strings = shared_strings(package, part, shared) if part is not None and shared else {}
    return {
        place: strings.get(int(cell.value), "") if cell.kind == "s" and cell.value.isdecimal() else cell.value
        for place, cell in survey.header.items()
        if cell.is_filled
    }


def _our_places(book: Book, sheet: BookSheet, survey: SheetSurvey, texts: dict[int, str]) -> dict[str, int]:
    """Return the columns that we added before: mark to place. One whose heading was changed since is the user's now."""
    marks = book.our_columns(sheet)
    if not survey.header:
        return {mark: place for place, mark in marks.items()}
    return {mark: place for place, mark in marks.items() if slug(texts.get(place, "")) == mark}


def _no_check() -> None:
    return
