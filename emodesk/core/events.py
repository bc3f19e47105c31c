"""What happens while a job runs. The core of the program says it; every front end only listens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from emodesk.core.engine_settings import EngineSettings
from emodesk.core.errors import EmoDeskError
from emodesk.core.reading import ModelInfo


@dataclass(frozen=True, slots=True)
class ModelLoaded:
    """The model is ready."""

    info: ModelInfo


@dataclass(frozen=True, slots=True)
class TuningStarted:
    """It's measured how the model runs fastest, which takes from a second to half a minute."""


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
class SettingsChanged:
    """A run goes on in another way than it began, because the user asks for it: what it was, and what it is now."""

    before: EngineSettings
    now: EngineSettings


@dataclass(frozen=True, slots=True)
class SettingsCameLate:
    """Everything was labelled before, without these settings that the user asks for: they change nothing any more."""

    asked: EngineSettings


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


@dataclass(frozen=True, slots=True)
class RowsRead:
    """More rows of the spreadsheet are in the project and can be shown. ``fraction`` (0..1) is None while unknown."""

    rows: int
    fraction: float | None
    is_complete: bool


@dataclass(frozen=True, slots=True)
class RowsLabelled:
    """These rows have got labels; they're safe on the disk."""

    numbers: Sequence[int]


@dataclass(frozen=True, slots=True)
class RunProgressed:
    """How far a run is. Texts are distinct texts of this run."""

    done: int
    to_do: int
    texts_per_s: float
    """Of the last minute or so; 0 while unknown."""
    seconds_left: float | None
    """Weighted by the length of what is left; None while unknown."""
    device: str
    model: str


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A run has begun; ``run`` is its number in the project."""

    run: int
    texts: int
    rows: int


@dataclass(frozen=True, slots=True)
class RunPaused:
    """Nothing is computed any more until the run goes on."""


@dataclass(frozen=True, slots=True)
class RunResumed:
    """The run goes on."""


@dataclass(frozen=True, slots=True)
class RunEnded:
    """A run is over: complete, or stopped by the user."""

    run: int
    is_complete: bool
    attention_rows: int


@dataclass(frozen=True, slots=True)
class RunFailed:
    """A run could not go on. Whatever was labelled is kept, and starting again goes on from there."""

    error: EmoDeskError


Event = (
    ModelLoaded
    | TuningStarted
    | FileOpened
    | RunPrepared
    | SettingsCameLate
    | SettingsChanged
    | TextsLabelled
    | FileExported
    | RowsRead
    | RowsLabelled
    | RunStarted
    | RunProgressed
    | RunPaused
    | RunResumed
    | RunEnded
    | RunFailed
)
Emit = Callable[[Event], None]
