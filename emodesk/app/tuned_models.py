"""How the models that are here run on this computer, in words: doctor, diagnostics and ``models info`` say the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from emodesk.app.model_store import ModelRow, Presence
from emodesk.app.tuning import WORTH_ROWS, Trial, Tuned
from emodesk.core.catalogue import FileFormat
from emodesk.core.model_file import Receipt

_NOT_HERE: Final = frozenset({Presence.AVAILABLE, Presence.PARTLY})
_OWN: Final = "a model of your own"


@dataclass(frozen=True, slots=True)
class TunedModel:
    """One model that is here and can run."""

    name: str
    """What a command calls it."""
    kind: str
    """The same without a name that the user gave it."""
    runs_with: str
    """The settings in use, and how fast it is with them."""
    found: str
    """How that was found."""
    tried: tuple[str, ...] = ()
    """What else was tried, each by what it does otherwise, the fastest first."""

    def facts(self) -> dict[str, str | list[str]]:
        """Return it as words by their headings."""
        facts: dict[str, str | list[str]] = {"runs with": self.runs_with, "how that was found": self.found}
        return facts | ({"also tried": list(self.tried)} if self.tried else {})


def tuned_model(row: ModelRow, known: Callable[[str], Tuned | None]) -> TunedModel | None:
    """Return how a model of the store runs; None for what isn't here, or can't run. ``known`` by fingerprint."""
    if row.presence in _NOT_HERE or row.obstacle:
        return None
    receipt = row.installed.receipt if row.installed else None
    kind = _kind(row, receipt)
    if receipt is not None and receipt.format is not FileFormat.GGUF:
        return TunedModel(row.name, kind, "what its engine does by itself", "nothing to choose, so it isn't measured")
    tuned = known(row.fingerprint) if row.fingerprint else None
    if tuned is None:
        when = f"not measured yet: that's done at the first run of {WORTH_ROWS} rows or more on the processor"
        return TunedModel(row.name, kind, "what the engine does by itself", when)
    with_speed = f"{tuned.settings.in_words()}: {_speed(tuned.tokens_per_s)}"
    return TunedModel(row.name, kind, with_speed, _found(tuned), _tried(tuned))


def _kind(row: ModelRow, receipt: Receipt | None) -> str:
    if row.entry is None:
        return _OWN
    return f"{row.entry.id}:{receipt.quantization}" if receipt else row.entry.id


def _found(tuned: Tuned) -> str:
    others = f"other programs took {tuned.others_share:.0%} of the processor"
    if not tuned.busy_times:
        return f"measured; {others} meanwhile"
    if tuned.is_provisional:
        return f"measured while {others}, so the next run of {WORTH_ROWS} rows or more measures again"
    return f"measured {tuned.busy_times} times, always while this computer was busy; the fastest is kept ({others})"


def _tried(tuned: Tuned) -> tuple[str, ...]:
    best: dict[str, Trial] = {}
    for trial in sorted(tuned.trials, key=lambda each: -each.tokens_per_s):
        if words := trial.settings.for_speed_alone().unlike(tuned.settings).in_words():
            best.setdefault(words, trial)
    return tuple(f"{words}: {_speed(trial.tokens_per_s)}" for words, trial in best.items())


def _speed(tokens_per_s: float) -> str:
    return f"{tokens_per_s:,.0f} tokens/s" if tokens_per_s >= 10 else f"{tokens_per_s:.1f} tokens/s"
