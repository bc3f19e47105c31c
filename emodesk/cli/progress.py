"""Shows a run's events: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TextIO

from emodesk.core.events import (
    Event,
    FileExported,
    FileOpened,
    ModelLoaded,
    RunPrepared,
    SettingsCameLate,
    SettingsChanged,
    TextsLabelled,
    TuningStarted,
)

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_LINE_EVERY_S: Final = 10.0


class Progress:
    """Listens to events and writes to a stream. Use it as a context manager, so that the bar is taken down."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: Bar | None = None
        self._began = self._last_line = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end_bar()

    def show(self, event: Event) -> None:
        """Show one event."""
        match event:
            case FileOpened():
                sheet = f", sheet “{event.sheet}”" if event.sheet else ""
                chosen = " (it reads like text; another: --text-column)" if event.was_guessed else ""
                self._say(
                    f"{event.path.name}{sheet}: {counted(event.rows, 'row')}; labelling column "
                    f"“{event.text_column}”{chosen}"
                )
                if event.other_sheets:
                    names = ", ".join(f"“{name}”" for name in event.other_sheets)
                    self._say(f"Not read: {names} (--sheet NAME reads another)")
            case TuningStarted():
                self._say("Measuring how the model runs fastest on this computer; that's kept for later …")
            case ModelLoaded(info):
                self._say(f"Model: {info.name}, {info.device}, {counted(info.threads, 'thread')}")
                for note in info.notes:
                    self._say(note)
            case RunPrepared():
                done = event.distinct - event.to_do
                already = f", {done:,} of them already labelled" if done else ""
                empty = f", {counted(event.empty, 'empty row')}" if event.empty else ""
                self._say(f"{counted(event.distinct, 'distinct text')}{already}{empty}")
                self._start_bar(event.to_do)
            case SettingsChanged(before, now):
                self._say(
                    f"This run began with {before.in_words()} and goes on with {now.in_words()}. What is labelled "
                    "stays; last digits of the rest may differ from what they'd have been. The provenance says both."
                )
            case SettingsCameLate(asked):
                self._say(
                    f"Everything is labelled already, so asking for {asked.in_words()} changes nothing. "
                    "To label it anew, move the project file away or choose another output folder (-o)."
                )
            case TextsLabelled():
                self._advance(event)
            case FileExported():
                self._end_bar()

    def _start_bar(self, to_do: int) -> None:
        self._began = self._last_line = time.monotonic()
        if not to_do or not self._stream.isatty():
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        self._bar = Bar(
            TextColumn("Labelling"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(), console=Console(file=self._stream),
        )  # fmt: skip
        self._bar.add_task("label", total=to_do, rate="")
        self._bar.start()

    def _advance(self, event: TextsLabelled) -> None:
        elapsed = max(1e-6, time.monotonic() - self._began)
        rate = event.done / elapsed
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=event.done, rate=f"{rate:.1f} texts/s")
        is_last = event.done >= event.to_do
        if self._bar is None and (is_last or time.monotonic() - self._last_line >= _LINE_EVERY_S):
            self._last_line = time.monotonic()
            left = (event.to_do - event.done) / rate
            self._say(
                f"{event.done:,} of {event.to_do:,} texts, {rate:.1f} texts/s"
                + ("" if is_last else f", {left:.0f} s left")
            )

    def _end_bar(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def _say(self, line: str) -> None:
        print(line, file=self._stream, flush=True)


def counted(number: int, what: str) -> str:
    """Return ``1 row``, ``2 rows``, ``1,000 rows``."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
