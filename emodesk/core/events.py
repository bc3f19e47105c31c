"""What happens while a job runs. The core of the program says it; every front end only listens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from emodesk.core.reading import ModelInfo


@dataclass(frozen=True, slots=True)
class ModelLoaded:
    """The model is ready."""

    info: ModelInfo


@dataclass(frozen=True, slots=True)
class FileOpened:
    """A spreadsheet was read and its text column chosen."""

    path: Path
    sheet: str | None
    rows: int
    text_column: str
    was_guessed: bool
    other_sheets: tuple[str, ...] = ()
    """Sheets that aren't read, where none was asked for by name."""


@dataclass(frozen=True, slots=True)
class RunPrepared:
    """It's known what there is to do."""

    path: Path
    rows: int
    empty: int
    distinct: int
    to_do: int
    """Distinct texts that lack an answer."""


@dataclass(frozen=True, slots=True)
class TextsLabelled:
    """More answers are safe on the disk. Counts are of distinct texts, of this run alone."""

    done: int
    to_do: int
    prompts: int


@dataclass(frozen=True, slots=True)
class FileExported:
    """The labelled output stands."""

    path: Path
    output: Path
    rows: int
    attention: int


Event = ModelLoaded | FileOpened | RunPrepared | TextsLabelled | FileExported
Emit = Callable[[Event], None]
