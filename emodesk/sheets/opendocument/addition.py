"""Adds columns to a sheet of an .ods file. Only its content is written anew; all other parts are copied as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Final

from emodesk.core.errors import CannotAddColumnsError, SignedFileError
from emodesk.core.table import AddedColumns, SheetOut, TextCells
from emodesk.sheets.opendocument.content import (
    Edit,
    apply,
    behind,
    column_edits,
    filter_edit,
    name_edits,
    replacing,
    style_edit,
    validation_edit,
)
from emodesk.sheets.opendocument.found import ContentSurvey, SheetSurvey, TablePlace
from emodesk.sheets.opendocument.own_tables import named_range, prose_sheet
from emodesk.sheets.opendocument.row import RowWriter
from emodesk.sheets.opendocument.rows import RowPatcher
from emodesk.sheets.opendocument.styles import AutomaticStyles
from emodesk.sheets.opendocument.survey import survey_content
from emodesk.sheets.opendocument.validation import validation_name, validation_xml
from emodesk.sheets.outgoing import Tally
from emodesk.sheets.patch.book import OUR_SHEET, OURS, slug
from emodesk.sheets.patch.package import Package
from emodesk.sheets.patch.parts import parse
from emodesk.sheets.patch.placing import place_columns
from emodesk.sheets.patch.rows import NewRow, Placed
from emodesk.sheets.patch.xml_events import PartCopy

PATCHABLE_DOCUMENTS: Final = frozenset({".ods"})

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_ENCRYPTION: Final = "{*}file-entry/{*}encryption-data"
_MACRO_SIGNATURES: Final = "META-INF/macrosignatures.xml"
"""Signs the macros alone, and they stay."""
_CHUNK_BYTES: Final = 1 << 20


def earlier_document_headings(
    source: Path, sheet: str | None, header_row: int | None, texts: TextCells
) -> frozenset[str]:
    """Return the headings of columns that we added to this sheet before. Raises CannotAddColumnsError."""
    with Package(source) as package:
        if header_row is None or not _bears_our_mark(package):
            return frozenset()
        with package.open(_CONTENT) as part:
            found = survey_content(part, _CONTENT, sheet, header_row, texts, lambda: None).sheet
        if found is None:
            return frozenset()
        return frozenset(found.header[place].text for place in _our_places(found).values() if place in found.header)


def add_to_document(
    source: Path, file: IO[bytes], added: AddedColumns, tally: Tally, check: Callable[[], None]
) -> None:
    """Write the spreadsheet with the columns added. Raises CannotAddColumnsError where that can't be done safely.

    ``check`` is called often and may raise, to end it.
    """
    with Package(source) as package:
        if parse(package, _MANIFEST).find(_ENCRYPTION) is not None:
            raise CannotAddColumnsError(f"{source.name} is protected with a password.")
        if _is_signed(package) and not added.break_signature:
            raise SignedFileError(source.name)
        addition = _Addition(package, added, tally, check)
        package.copy(file, {_CONTENT: addition.write}, {}, None, check)


class _Addition:
    """Everything that one addition needs to know, in the order in which it's found out."""

    def __init__(self, package: Package, added: AddedColumns, tally: Tally, check: Callable[[], None]) -> None:
        self._package, self._added, self._tally, self._check = package, added, tally, check
        with package.open(_CONTENT) as part:
            self._survey: ContentSurvey = survey_content(
                part, _CONTENT, added.sheet, added.header_row, added.texts, check
            )
        if self._survey.sheet is None or self._survey.sheet.rows_at < 0:
            raise CannotAddColumnsError(f"{package.path.name} has no sheet “{added.sheet}” with rows.")
        self._sheet: SheetSurvey = self._survey.sheet
        self._top = added.texts.first_row if added.header_row is None else added.header_row
        self._filters = [each for each in self._survey.filters if each.sheet == self._sheet.place.name]
        self._placed = self._place()
        with package.open(_CONTENT) as part:
            head = part.read(self._survey.body_at)
        named = parse(package, _STYLES) if _STYLES in package else None
        self._styles = AutomaticStyles(head, named, self._survey.namespaces)
        self._validations = self._wanted_validations()

    def write(self, out: IO[bytes]) -> None:
        """Write the content."""
        placed, sheet = self._placed, self._sheet
        left = placed[0].place if placed else 0
        bases = {style for style, last in sheet.blank_styles.items() if last >= left or not style}
        # Sorted: the styles get numbers in this order, and the same addition gives the same bytes in every process.
        self._styles.prepare(
            sorted(bases | {"", *self._column_styles().values()}),
            sorted({each.column.number_format for each in placed}),
        )
        widths = {each.place: self._styles.column(each.column.width) for each in placed if each.is_new}
        edits: list[Edit] = [
            *column_edits(sheet, widths),
            *name_edits(sheet, self._marks()),
            *self._filter_edits(),
            *self._sheet_edits(),
        ]
        if self._styles.added:
            edits.append(style_edit(self._survey, self._styles.added))
        if validations := self._new_validations():
            edits.append(validation_edit(self._survey, validations))
        with self._package.open(_CONTENT) as part, self._package.open(_CONTENT) as again:
            rows = RowPatcher(
                again, _CONTENT, self._check, copy := PartCopy(part, out, self._check), sheet, self._row_writer(),
                self._rows(), self._tally,
            )  # fmt: skip

            def write_rows(_: PartCopy) -> None:
                rows.run()
                rows.finish()

            apply(copy, [*edits, (sheet.rows_at, write_rows)])

    def _place(self) -> list[Placed]:
        """Return where each column goes, from left to right: where it stood before, or right of all that is used."""
        sheet = self._sheet
        in_reach = [each.area.right for each in self._filters if each.area.bottom >= self._top]
        return place_columns(self._added, _our_places(sheet), max(sheet.last_filled, *in_reach, -1, -1))

    def _column_styles(self) -> dict[int, str]:
        """Return the styles that blank cells of our columns have by their column."""
        return {
            each.place: span.default_style
            for each in self._placed
            for span in self._sheet.columns
            if span.first <= each.place <= span.last and span.default_style
        }

    def _row_writer(self) -> RowWriter:
        header = self._sheet.header
        headings = {}
        for each in self._placed:
            left = [column for column in header if column < each.place]
            if left:
                headings[each.place] = header[max(left)].style
        return RowWriter(self._placed, headings, self._column_styles(), self._validations, self._styles, self._tally)

    def _rows(self) -> Iterator[NewRow]:
        """Yield the heading and the rows, their cells from left to right."""
        added = self._added
        order = [added.columns.index(each.column) for each in self._placed]
        if added.header_row is not None:
            yield NewRow(added.header_row, tuple(each.column.name for each in self._placed), is_header=True)
        for number, cells in added.rows():
            has_text = added.texts.takes_label(number)
            yield NewRow(number, tuple(cells[place] for place in order), has_text=has_text)

    def _marks(self) -> dict[str, bytes]:
        """Return the names that our columns lack, or that refer to other ones."""
        place = self._sheet.place
        there = {each.name: each.area.left for each in place.names}
        wanted = {OURS + slug(each.column.name): each.place for each in self._placed}
        return {
            name: named_range(name, place.name, column, self._top)
            for name, column in wanted.items()
            if there.get(name) != column
        }

    def _filter_edits(self) -> list[Edit]:
        """Return what lets a filter that spans the header up to the last used column reach over the new ones.

        One that doesn't span the texts is of something that stands beside them.
        """
        new = [each.place for each in self._placed if each.is_new]
        text_column = self._sheet.first_filled + self._added.texts.column
        return [
            filter_edit(each, new[-1])
            for each in self._filters
            if new
            and each.area.has_column(text_column)
            and each.area.top == self._added.header_row
            and each.area.right == new[0] - 1
        ]

    def _wanted_validations(self) -> dict[int, str]:
        if not self._added.with_validation:
            return {}
        return {each.place: validation_name(each.column.choices) for each in self._placed if each.column.choices}

    def _new_validations(self) -> bytes:
        """Return the validations that the file lacks."""
        known = set(self._survey.validation_names)
        parts = []
        for each in self._placed:
            name = self._validations.get(each.place)
            if name is not None and name not in known:
                known.add(name)
                sheet = self._sheet.place.name
                parts.append(validation_xml(each.column.choices, sheet, each.place, self._added.texts.first_row))
        return b"".join(parts)

    def _sheet_edits(self) -> list[Edit]:
        """Return what adds the sheets that come along, or replaces those of an earlier time."""
        edits: list[Edit] = []
        new: list[tuple[SheetOut, str]] = []
        taken = {table.name.casefold() for table in self._survey.tables}
        for sheet in self._added.sheets:
            mark = OUR_SHEET + slug(sheet.name)
            earlier = next((each for each in self._survey.tables if mark in {name.name for name in each.names}), None)
            if earlier is not None and earlier is not self._sheet.place:
                edits.append(replacing(earlier, self._sheet_writer([(sheet, earlier.name)])))
                continue
            name, number = sheet.name, 2
            while name.casefold() in taken:
                name, number = f"{sheet.name} ({number})", number + 1
            taken.add(name.casefold())
            new.append((sheet, name))
        if new:
            edits.append(behind(self._last_kept(edits), self._sheet_writer(new)))
        return edits

    def _last_kept(self, edits: Sequence[Edit]) -> TablePlace:
        replaced = {at for at, _ in edits}
        return [table for table in self._survey.tables if table.at not in replaced][-1]

    def _sheet_writer(self, sheets: Sequence[tuple[SheetOut, str]]) -> Callable[[PartCopy], None]:
        """Return what writes the sheets. The styles that they need are taken now."""
        heading, prose = self._styles.heading(), self._styles.prose()
        widths = [[self._styles.column(column.width) for column in sheet.columns] for sheet, _ in sheets]

        def write(copy: PartCopy) -> None:
            for (sheet, name), styles in zip(sheets, widths, strict=True):
                for piece in prose_sheet(sheet, name, OUR_SHEET + slug(sheet.name), styles, heading, prose):
                    copy.write(piece)

        return write


def _our_places(sheet: SheetSurvey) -> dict[str, int]:
    """Return the columns that we added before: mark to place.

    One whose heading was changed since is the user's now, and so is one with a formula where a label goes.
    """
    marks = {
        each.name.removeprefix(OURS): each.area.left
        for each in sheet.place.names
        if each.name.startswith(OURS) and each.area.left not in sheet.formula_columns
    }
    if not sheet.header:
        return marks
    return {
        mark: place for mark, place in marks.items() if place in sheet.header and slug(sheet.header[place].text) == mark
    }


def _bears_our_mark(package: Package) -> bool:
    """Say whether a name of ours occurs in the content: a quick look before a close one."""
    mark, tail = OURS.encode(), b""
    with package.open(_CONTENT) as part:
        while chunk := part.read(_CHUNK_BYTES):
            if mark in tail + chunk:
                return True
            tail = chunk[-len(mark) :]
    return False


def _is_signed(package: Package) -> bool:
    return any(
        part.startswith("META-INF/") and "signatures" in part and part != _MACRO_SIGNATURES for part in package.parts
    )
