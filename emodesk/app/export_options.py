"""What the user wants out of an export."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Final


class ExportStyle(enum.Enum):
    """What the output is made of."""

    WORKBOOK = "workbook"
    """The user's own file with columns added, where its format allows it; else a clean one."""
    CLEAN = "clean"
    """A new file of our own; its suffix says the format."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How the labels go out."""

    style: ExportStyle = ExportStyle.WORKBOOK
    columns: tuple[str, ...] | None = None
    """Names of the label columns to write, confidences aside; all if None."""
    rows: frozenset[int] | None = None
    """Numbers, as the spreadsheet shows them, of the rows that get labels; all if None.

    A clean file holds these rows alone. In the user's own file the label cells of the others are left, or made, empty.
    """
    with_confidence: bool = True
    with_codebook: bool = True
    with_provenance: bool = True
    with_validation: bool = False
    """Whether class columns accept only classes when somebody types into them."""
    guard: bool = True
    """csv and tsv: whether text that would run as a formula gets an apostrophe."""
    group_by: str | None = None
    """Clean workbook: a column of the sheet by whose values the summary is split."""
    break_signature: bool = False
    """Whether columns may be added to a signed workbook, which makes the signature invalid."""


DEFAULT_EXPORT: Final = ExportOptions()
