"""The sheet that gets columns: where its texts stand, which tables hold them, and which columns we added before."""

from __future__ import annotations

from collections.abc import Callable

from emodesk.core.table import TextCells
from emodesk.sheets.patch.book import Book, BookSheet, slug
from emodesk.sheets.patch.package import Package
from emodesk.sheets.patch.shared_strings import shared_strings
from emodesk.sheets.patch.survey import SheetSurvey, survey_sheet
from emodesk.sheets.patch.tables import read_tables


class ChosenSheet:
    """One look at a sheet, with what follows from it."""

    def __init__(
        self,
        package: Package,
        book: Book,
        sheet: BookSheet,
        header_row: int | None,
        texts: TextCells,
        check: Callable[[], None],
    ) -> None:
        """Read the sheet and its tables. Raises CannotAddColumnsError."""
        self._marks = book.our_columns(sheet)
        with package.open(sheet.part) as part:
            self.survey: SheetSurvey = survey_sheet(part, sheet.part, header_row, texts, self._marks, check)
        self.text_column = self.survey.first_filled + texts.column
        """The sheet's column of the texts, 0-based."""
        self.tables = read_tables(package, sheet.part)
        self.text_tables = [
            table for table in self.tables if table.holds(self.text_column, header_row, texts.first_row)
        ]
        """Those that the texts are in."""
        self.totals = frozenset(row for table in self.text_tables for row in table.totals)
        """Rows that hold totals of the texts' table, and get no labels."""
        self.headings = _heading_texts(package, book, self.survey)
        """What stands in the header row, by column."""

    def our_columns(self) -> dict[str, int]:
        """Return the columns that we added before: mark to place.

        One whose heading was changed since is the user's now, and so is one with a formula where a label goes. Formulas
        in other rows, of a mean below the labels for instance, say nothing of that.
        """
        return {
            mark: place
            for place, mark in self._marks.items()
            if (not self.survey.header or slug(self.headings.get(place, "")) == mark)
            and self.survey.formulas.get(place, set()) <= self.totals
        }


def _heading_texts(package: Package, book: Book, survey: SheetSurvey) -> dict[int, str]:
    shared = {int(cell.value) for cell in survey.header.values() if cell.kind == "s" and cell.value.isdecimal()}
    part = book.related("sharedStrings")
    strings = shared_strings(package, part, shared) if part is not None and shared else {}
    return {
        place: strings.get(int(cell.value), "") if cell.kind == "s" and cell.value.isdecimal() else cell.value
        for place, cell in survey.header.items()
        if cell.is_filled
    }
