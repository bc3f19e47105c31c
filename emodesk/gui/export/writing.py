"""The one place where the window calls the export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from emodesk.app.export import ExportReport
from emodesk.app.export_options import ExportOptions, ExportStyle
from emodesk.app.opened_project import OpenedProject


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What the user asks for."""

    output: Path
    with_confidence: bool = True
    labels: tuple[str, ...] | None = None
    """Names of the label columns; None: all of them."""
    numbers: Sequence[int] | None = None
    """Rows; None: all of them."""
    with_codebook: bool = True
    with_provenance: bool = True
    with_validation: bool = False
    """The user's own file: whether class columns accept nothing but classes."""
    group_by: str | None = None
    """A new workbook: the column of the sheet by whose values the summary is split."""
    keeps_own_file: bool = False
    """Whether it's the user's own file with columns added, everything else in it untouched."""
    breaks_signature: bool = False
    """Whether the user was asked, and lets a signed file's signature become invalid."""


def write(
    project: OpenedProject,
    choice: ExportChoice,
    tell: Callable[[object], None],
    should_stop: Callable[[], bool],
) -> ExportReport | None:
    """Write the labelled file; None if it was stopped.

    ``tell`` is called with (rows written, rows in all). Raises ExportError and OptionError; then nothing has changed.
    """
    options = ExportOptions(
        style=ExportStyle.WORKBOOK if choice.keeps_own_file else ExportStyle.CLEAN,
        columns=choice.labels,
        rows=None if choice.numbers is None else frozenset(choice.numbers),
        with_confidence=choice.with_confidence,
        with_codebook=choice.with_codebook,
        with_provenance=choice.with_provenance,
        with_validation=choice.with_validation,
        group_by=choice.group_by,
        break_signature=choice.breaks_signature,
    )
    return project.export(
        choice.output,
        options,
        progress=lambda done, total: tell((done, total)),
        should_stop=should_stop,
    )


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """Return a name that nothing in the folder has yet."""
    wanted = folder / f"{stem}{suffix}"
    number = 2
    while wanted.exists():
        wanted = folder / f"{stem} ({number}){suffix}"
        number += 1
    return wanted
