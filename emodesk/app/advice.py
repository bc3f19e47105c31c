"""Which model to take on this computer: how fast, how good and how large each is here. Window and commands show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from emodesk.app.listed_model import run_id
from emodesk.app.model_speed import TIMED_QUANTIZATIONS, Basis, Speed, Speeds
from emodesk.app.model_store import ModelRow, Presence
from emodesk.core.catalogue import FileFormat

_BEARABLE: Final = 2.0
"""Texts a minute below which nobody waits for a thousand texts: that takes a night."""
_BASIS: Final = {
    Basis.MEASURED: "measured in a run",
    Basis.TIMED: "measured on made-up tokens",
    Basis.ESTIMATED: "estimated from layers of its size, timed here",
    Basis.GUESSED: "a guess by the kind of processor",
}


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """One model in one quantization."""

    name: str
    """What a command calls it."""
    title: str
    """What people call it."""
    speed: Speed | None
    quality: float | None
    """Agreement with people at valence: Pearson's r at V-reg."""
    memory_needed_bytes: int | None
    fits: bool | None
    """Whether it fits into the memory that's free now; None where that isn't known."""
    is_here: bool
    is_starter: bool
    is_laptop_default: bool
    is_recommended: bool = False

    @property
    def basis(self) -> str:
        """Say how the speed is known."""
        return _BASIS[self.speed.basis] if self.speed else "not known before a run"


def advise(rows: Sequence[ModelRow], speeds: Speeds) -> list[AdviceLine]:
    """Return what can run here, the recommended one marked; ``rows`` with all variants.

    Of models that aren't here, those quantizations are listed whose speed can be told, and the advised one.
    """
    lines = [_line(row, speeds) for row in rows if not row.obstacle and _is_listed(row)]
    best = recommended(lines)
    return [replace(line, is_recommended=line is best) for line in lines]


def recommended(lines: Sequence[AdviceLine]) -> AdviceLine | None:
    """Return the best that fits and is bearable: the closest to people, of equals the faster; else the starter."""
    able = [
        line
        for line in lines
        if not line.is_starter and line.fits and line.quality is not None
        and line.speed is not None and line.speed.texts_per_minute >= _BEARABLE
    ]  # fmt: skip
    if able:
        return max(able, key=lambda line: (line.is_laptop_default, line.quality or 0.0, _pace(line)))
    return next((line for line in lines if line.is_starter), None)


def sentence(lines: Sequence[AdviceLine]) -> str:
    """Say what to take, and what that means in time."""
    best = next((line for line in lines if line.is_recommended), None)
    if best is None:
        return "No model can run on this computer."
    if best.is_starter:
        return (
            "Nothing but the starter fits this computer, or is bearable on it: other models need more memory than is "
            f"free, or do fewer than {_BEARABLE:g} texts a minute."
        )
    assert best.speed is not None
    hours = 1000 / best.speed.texts_per_minute / 60
    return (
        f"Take {best.name}: about {best.speed.texts_per_minute:.1f} texts a minute ({best.basis}), "
        f"a thousand texts in about {hours:.1f} hours."
        + ("" if best.is_here else f" It isn't here yet: emodesk models download {best.name}")
    )


def _is_listed(row: ModelRow) -> bool:
    if row.presence is not Presence.AVAILABLE or row.entry is None or row.variant is None:
        return True
    quantization = row.variant.quantization
    is_default = row.entry.is_laptop_default and quantization in TIMED_QUANTIZATIONS
    return is_default or quantization == row.entry.default_quantization


def _line(row: ModelRow, speeds: Speeds) -> AdviceLine:
    entry = row.entry
    return AdviceLine(
        name=row.name,
        title=row.title,
        speed=speed_of(row, speeds),
        quality=entry.figure("v-reg", "pearson") if entry else None,
        memory_needed_bytes=row.need.total_bytes if row.need else None,
        fits=row.fits,
        is_here=row.presence not in {Presence.AVAILABLE, Presence.PARTLY},
        is_starter=row.presence is Presence.SHIPPED,
        is_laptop_default=bool(
            entry and entry.is_laptop_default and row.variant
            and row.variant.quantization == entry.default_quantization
        ),
    )  # fmt: skip


def speed_of(row: ModelRow, speeds: Speeds) -> Speed | None:
    """Return how fast the model of a line of the store is here."""
    receipt = row.installed.receipt if row.installed else None
    quantization = receipt.quantization if receipt else row.variant.quantization if row.variant else ""
    runs_elsewhere = row.variant is not None and row.variant.format is not FileFormat.GGUF
    parameters = row.entry.parameters if row.entry and not row.obstacle and not runs_elsewhere else None
    return speeds.of(run_id(row), row.fingerprint, parameters, quantization)


def _pace(line: AdviceLine) -> float:
    return line.speed.texts_per_s if line.speed else 0.0
