"""The second look at a sheet: it's copied, and what is new is put in where it belongs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from emodesk.sheets.patch.column_widths import column_widths_xml
from emodesk.sheets.patch.places import Range
from emodesk.sheets.patch.rows import Placed, RowPatcher
from emodesk.sheets.patch.survey import KnownValidation, SheetSurvey
from emodesk.sheets.patch.validation import fills_column, list_validation, touch
from emodesk.sheets.patch.xml_events import PartCopy

_REFERENCE: Final = re.compile(rb"""(\sref\s*=\s*["'])[^"']*(["'])""")
_COUNT: Final = re.compile(rb"""(\scount\s*=\s*["'])\d+(["'])""")


class SheetPatcher:
    """Copies a sheet's part with columns added. Use it once."""

    def __init__(
        self,
        copy: PartCopy,
        survey: SheetSurvey,
        placed: Sequence[Placed],
        bounds: Range,
        first_row: int,
        *,
        with_validation: bool,
        new_filter: Range | None,
    ) -> None:
        """``bounds`` is the range that will hold new cells, the heading among them; ``first_row`` that of the data.

        ``new_filter`` is what the sheet's own filter will span, None where it stays as it is.
        """
        self._copy = copy
        self._survey = survey
        self._placed = placed
        self._bounds = bounds
        self._first_row = first_row
        self._new_filter = new_filter
        self._prefix = survey.prefix
        self._new_widths = {each.place: each.column.width for each in placed if each.is_new}
        self._dropped = self._replaced_validations() if with_validation else []
        self._validations = self._wanted_validations() if with_validation else []

    def run(self, rows: RowPatcher) -> None:
        """Copy the part. Each step goes on where the one before stopped: this is the order of CT_Worksheet."""
        survey = self._survey
        if survey.dimension is not None:
            wide = self._bounds if survey.last_filled < 0 else survey.dimension.widened(self._bounds)
            self._replace(survey.dimension_at, _REFERENCE, str(wide))
        if self._new_widths:
            self._write_widths()
        self._write_data(rows)
        if self._new_filter is not None:
            self._replace(survey.filter_at, _REFERENCE, str(self._new_filter))
        if self._validations:
            self._write_validations()
        self._copy.copy_rest()

    def _write_widths(self) -> None:
        copy, survey, p = self._copy, self._survey, self._prefix
        xml = column_widths_xml(p, survey.widths, self._new_widths)
        if survey.cols_at < 0:
            copy.copy_to(survey.data_at)
            copy.write(f"<{p}cols>".encode() + xml + f"</{p}cols>".encode())
            return
        copy.copy_to(survey.cols_at)
        copy.write(copy.take_tag() + xml)
        copy.skip_to(survey.cols_end)

    def _write_data(self, rows: RowPatcher) -> None:
        copy, survey = self._copy, self._survey
        copy.copy_to(survey.data_at)
        tag = copy.take_tag()
        is_empty = tag.endswith(b"/>")
        copy.write(tag[:-2].rstrip() + b">" if is_empty else tag)
        rows.run(survey.data_end)
        if is_empty:
            copy.write(f"</{self._prefix}sheetData>".encode())

    def _write_validations(self) -> None:
        copy, survey, p = self._copy, self._survey, self._prefix
        new = b"".join(self._validations)
        if survey.validations_at < 0:
            copy.copy_to(survey.validations_place)
            start = f'<{p}dataValidations count="{len(self._validations)}">'
            copy.write(start.encode() + new + f"</{p}dataValidations>".encode())
            return
        count = len(survey.validations) - len(self._dropped) + len(self._validations)
        self._replace(survey.validations_at, _COUNT, str(count))
        for dropped in self._dropped:
            copy.copy_to(dropped.start)
            tag = copy.take_tag()
            if not tag.endswith(b"/>"):
                copy.skip_to(dropped.end)
                copy.take_tag()
        copy.copy_to(survey.validations_end)
        copy.write(new)

    def _replace(self, offset: int, attribute: re.Pattern[bytes], value: str) -> None:
        self._copy.copy_to(offset)
        tag = self._copy.take_tag()
        self._copy.write(attribute.sub(rb"\g<1>%s\g<2>" % value.encode(), tag))

    def _wanted_validations(self) -> list[bytes]:
        kept = [each for each in self._survey.validations if each not in self._dropped]
        found = []
        for each in self._placed:
            if each.column.choices and not any(touch(known.ranges, each.place) for known in kept):
                area = Range(each.place, self._first_row, each.place, self._bounds.bottom)
                found.append(list_validation(self._prefix, area, each.column.choices))
        return [xml for xml in found if xml]

    def _replaced_validations(self) -> list[KnownValidation]:
        ours = [each.place for each in self._placed if each.column.choices and not each.is_new]
        return [known for known in self._survey.validations if fills_column(known.ranges, ours, self._first_row)]
