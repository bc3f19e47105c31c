"""Adds columns to a sheet of an xlsx or xlsm workbook. All its other parts are copied as they are."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

from emodesk.core.errors import SignedFileError
from emodesk.core.table import AddedColumns, TextCells
from emodesk.sheets.outgoing import Tally
from emodesk.sheets.patch.book import Book
from emodesk.sheets.patch.cells import CellWriter
from emodesk.sheets.patch.chosen_sheet import ChosenSheet
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
from emodesk.sheets.patch.sheet import SheetPatcher
from emodesk.sheets.patch.xml_events import PartCopy

PATCHABLE_WORKBOOKS: Final = frozenset({".xlsx", ".xlsm"})


def earlier_headings(source: Path, sheet: str | None, header_row: int | None, texts: TextCells) -> frozenset[str]:
    """Return the headings of columns that we added to this sheet before. Raises CannotAddColumnsError."""
    with Package(source) as package:
        book = Book(package)
        chosen = book.sheet(sheet)
        if header_row is None or not book.our_columns(chosen):
            return frozenset()
        looked_at = ChosenSheet(package, book, chosen, header_row, texts, _no_check)
        return frozenset(looked_at.headings.get(place, "") for place in looked_at.our_columns().values())


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
        self._looked_at = ChosenSheet(package, self._book, self._sheet, added.header_row, added.texts, check)
        self._survey = self._looked_at.survey
        self._formats = self._read_formats()
        self._top = added.texts.first_row if added.header_row is None else added.header_row
        self._placed = self._place()
        self._changed: dict[str, PartWriter] = {}
        self._more: dict[str, PartWriter] = {}
        self._new_filter: Range | None = None

    def write(self, file: IO[bytes]) -> None:
        """Write the package."""
        self._book.mark_columns(self._sheet, self._top, {each.place: each.column.name for each in self._placed})
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
        looked_at, survey = self._looked_at, self._survey
        last_used = max(survey.used_to(self._top), *(table.area.right for table in looked_at.tables), -1, -1)
        return [
            replace(
                each,
                heading_style=self._heading_style(each.place),
                column_style=style_of(each.place, survey.widths),
            )
            for each in place_columns(self._added, looked_at.our_columns(), last_used)
        ]

    def _heading_style(self, place: int) -> int:
        """Return the style of the nearest heading to the left."""
        filled = [column for column, cell in self._survey.header.items() if cell.is_filled and column < place]
        return self._survey.header[max(filled)].style if filled else 0

    def _extend_table(self) -> None:
        new = [each for each in self._placed if each.is_new]
        for table in self._looked_at.text_tables:
            headings = [each.column.name for each in new]
            if new and table.can_take(headings, new[0].place):
                self._change(table.part, bytes_writer(table.extended(headings)))

    def _wider_filter(self) -> Range | None:
        """Return what the sheet's own filter will span: the new columns, too, if it spans the header up to them.

        One that doesn't span the texts is of something that stands beside them.
        """
        old, new = self._survey.filter, [each.place for each in self._placed if each.is_new]
        if old is None or not old.has_column(self._looked_at.text_column):
            return None
        if not new or old.top != self._added.header_row or old.right != new[0] - 1:
            return None
        wide = Range(old.left, old.top, new[-1], old.bottom)
        return wide if self._book.widen_filter(self._sheet, old, wide) else None

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
        bounds = Range(placed[0].place, self._top, placed[-1].place, added.texts.last_row)
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
                added.texts.first_row,
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
        if added.header_row is not None:
            yield NewRow(added.header_row, tuple(each.column.name for each in self._placed), is_header=True)
        for number, cells in added.rows():
            if number not in self._looked_at.totals:
                has_text = added.texts.takes_label(number)
                yield NewRow(number, tuple(cells[place] for place in order), has_text=has_text)


def _no_check() -> None:
    return
