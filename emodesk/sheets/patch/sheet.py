"""The second look at a sheet: it's copied, and what is new is put in where it belongs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import IO, Final

from emodesk.sheets.patch.column_widths import column_widths_xml
from emodesk.sheets.patch.places import Range, parse_range
from emodesk.sheets.patch.rows import Placed, RowPatcher
from emodesk.sheets.patch.splicer import Attributes, Splicer
from emodesk.sheets.patch.survey import SheetSurvey
from emodesk.sheets.patch.validation import fills_column, list_validation, touch

_REFERENCE: Final = re.compile(rb"""(\sref\s*=\s*["'])[^"']*(["'])""")
_COUNT: Final = re.compile(rb"""(\scount\s*=\s*["'])\d+(["'])""")
_AFTER_VALIDATIONS: Final = frozenset(
    "hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches "  # noqa: SIM905
    "ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls "
    "webPublishItems tableParts extLst".split()
)
"""What CT_Worksheet (ECMA-376 part 1, 18.3.1.99) has behind the validations."""


class SheetPatcher(Splicer):
    """Copies a sheet's part with columns added. Use it once."""

    def __init__(
        self,
        source: IO[bytes],
        out: IO[bytes],
        name: str,
        check: Callable[[], None],
        *,
        survey: SheetSurvey,
        placed: Sequence[Placed],
        bounds: Range,
        first_row: int,
        with_validation: bool,
    ) -> None:
        """``bounds`` is the range that will hold new cells; call ``fill`` before ``run``."""
        super().__init__(source, out, name, check)
        self._survey = survey
        self._placed = placed
        self._bounds = bounds
        self._first_row = first_row
        self._rows: RowPatcher | None = None
        self._row = 0
        self._in_data = self._is_behind_data = self._is_data_empty = False
        self._depth = 0
        p = self._prefix = survey.prefix
        self._cell_tag, self._row_tag, self._data_tag = f"{p}c", f"{p}row", f"{p}sheetData"
        self._new_widths = {each.place: each.column.width for each in placed if each.is_new}
        self._dropped_tag = b""
        self._validations = self._wanted_validations() if with_validation else []

    def fill(self, rows: RowPatcher) -> None:
        """Say what goes into the rows."""
        self._rows = rows

    def on_start(self, tag: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        assert self._rows is not None
        if not self._in_data:
            self._on_outside(tag, tag.removeprefix(self._prefix), attributes)
        elif tag == self._cell_tag:
            if self._rows.wants_cells:
                self._rows.on_cell(attributes)
        elif tag == self._row_tag:
            self._row = int(attributes.get("r", self._row + 1))
            self._rows.on_row(attributes, self._row)

    def on_end(self, tag: str) -> None:
        """Take the end of an element."""
        assert self._rows is not None
        if not self._in_data:
            self._on_outside_end(tag.removeprefix(self._prefix))
        elif tag == self._cell_tag:
            self._rows.on_cell_end()
        elif tag == self._row_tag:
            self._rows.on_row_end()
        elif tag == self._data_tag:
            self._in_data, self._is_behind_data = False, True
            self._depth -= 1
            self._end_data()

    def _on_outside(self, tag: str, local: str, attributes: Attributes) -> None:
        self._depth += 1
        if local == "dimension":
            there = parse_range(attributes.get("ref", "A1"))
            wide = self._bounds if self._survey.last_filled < 0 else there.widened(self._bounds)
            self._replace(_REFERENCE, str(wide))
        elif local == "cols" and self._new_widths:
            self._dropped_tag = self.start_tag()
            self.begin_skipping()
            xml = column_widths_xml(self._prefix, self._survey.widths, self._new_widths)
            self.insert(self._dropped_tag + xml + f"</{tag}>".encode())
        elif tag == self._data_tag:
            self._begin_data()
        elif local == "dataValidations" and self._validations:
            count = len(self._survey.validations) - len(self._replaced_validations()) + len(self._validations)
            self._replace(_COUNT, str(count))
        elif (
            local == "dataValidation"
            and self._validations
            and (attributes.get("sqref", "") in self._replaced_validations())
        ):
            self._dropped_tag = self.start_tag()
            self.begin_skipping()
        elif self._depth == 2 and self._is_behind_data and (local in _AFTER_VALIDATIONS or ":" in local):
            self._write_validations()

    def _on_outside_end(self, local: str) -> None:
        self._depth -= 1
        if local in {"cols", "dataValidation"} and self._dropped_tag:
            self.end_skipping(self._dropped_tag)
            self._dropped_tag = b""
        elif local == "dataValidations" and self._validations:
            self.copy_to(self.here())
            self.insert(b"".join(self._validations))
        elif self._depth == 0:
            self._write_validations()

    def _begin_data(self) -> None:
        assert self._rows is not None
        tag = self.start_tag()
        self.copy_to(self.here())
        if self._new_widths and not self._survey.has_cols:
            p = self._prefix
            self.insert(f"<{p}cols>".encode() + column_widths_xml(p, [], self._new_widths) + f"</{p}cols>".encode())
        self._in_data = True
        self._is_data_empty = tag.endswith(b"/>")
        if self._is_data_empty:
            self.replace_tag(tag, tag[:-2].rstrip() + b">")

    def _end_data(self) -> None:
        assert self._rows is not None
        self.copy_to(self.here())
        self._rows.finish()
        if self._is_data_empty:
            self.insert(f"</{self._data_tag}>".encode())

    def _replace(self, attribute: re.Pattern[bytes], value: str) -> None:
        tag = self.start_tag()
        new = attribute.sub(rb"\g<1>%s\g<2>" % value.encode(), tag)
        if new != tag:
            self.replace_tag(tag, new)

    # ----------------------------------------------------------------------------------------- validations

    def _wanted_validations(self) -> list[bytes]:
        kept = [each for each in self._survey.validations if each not in self._replaced_validations()]
        found = []
        for each in self._placed:
            if each.column.choices and not any(touch(references, each.place) for references in kept):
                area = Range(each.place, self._first_row, each.place, self._bounds.bottom)
                found.append(list_validation(self._prefix, area, each.column.choices))
        return [xml for xml in found if xml]

    def _replaced_validations(self) -> list[str]:
        ours = [each.place for each in self._placed if each.column.choices and not each.is_new]
        return [
            references for references in self._survey.validations if fills_column(references, ours, self._first_row)
        ]

    def _write_validations(self) -> None:
        if not self._validations or self._survey.validations:
            return
        p, xml = self._prefix, b"".join(self._validations)
        self.copy_to(self.here())
        start = f'<{p}dataValidations count="{len(self._validations)}">'
        self.insert(start.encode() + xml + f"</{p}dataValidations>".encode())
        self._validations = []
