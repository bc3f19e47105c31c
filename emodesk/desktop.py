"""Builds the use cases of the window. What's heavy is loaded when it's first needed: the window is there in a blink."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import platformdirs

from emodesk.app.diagnostics import Diagnostics
from emodesk.app.kept_file import KeptFile
from emodesk.app.models import ModelParts, Models
from emodesk.app.opening import Adapters, Opening
from emodesk.app.recents import Recents
from emodesk.app.settings import Settings
from emodesk.app.tuned_models import TunedModel

CRASH_REPORT: Final = "last-crash.txt"
"""In the folder of what the window remembers: diagnostics and the next start read it."""


@dataclass(frozen=True, slots=True)
class Desktop:
    """What the window stands on."""

    opening: Opening
    models: Models
    settings: Settings
    recents: Recents
    diagnostics: Diagnostics


def desktop() -> Desktop:
    """Return the use cases of the window. Nothing is started, and no library of the adapters is loaded yet."""
    kept = platformdirs.user_config_path("emodesk", appauthor=False)
    state = state_folder()
    return Desktop(
        opening=Opening(_opening_adapters),
        models=Models(_model_parts),
        settings=Settings(KeptFile(kept / "settings.json")),
        recents=Recents(KeptFile(state / "recent.json")),
        diagnostics=Diagnostics(_facts_of_computer, _tuned_models, lambda: _read_if_there(state / CRASH_REPORT)),
    )


def state_folder() -> Path:
    """Return where the window keeps what it remembers between two starts."""
    return platformdirs.user_state_path("emodesk", appauthor=False)


def readable_suffixes() -> frozenset[str]:
    """Return of which kinds spreadsheets can be opened."""
    from emodesk import wiring

    return wiring.suffixes()[0]


def _opening_adapters() -> Adapters:
    from emodesk import wiring

    return wiring.opening_adapters()


def _model_parts() -> ModelParts:
    from emodesk import wiring

    return ModelParts(
        wiring.model_store(wiring.engine()), wiring.shelf(), wiring.own_model_folder, wiring.speeds(),
        wiring.calibration(), wiring.engine,
    )  # fmt: skip


def _facts_of_computer() -> dict[str, Any]:
    from emodesk import wiring

    computer = wiring.examine_computer()
    machine, engines = computer.hardware, computer.engine
    return {
        "CPU": machine.cpu,
        "cores": f"{machine.physical_cores} physical, {machine.logical_cores} logical",
        "CPU features": machine.features,
        "memory": f"{machine.total_bytes >> 20} MiB, {machine.available_bytes >> 20} MiB free",
        "engine": engines.engine,
        "engine built with": engines.system.strip(),
        "GPU": engines.gpus_in_words,
        "GPU add-on": "" if engines.gpus else wiring.offered_add_on(),
        "models": len(computer.models),
    }


def _tuned_models() -> list[TunedModel]:
    from emodesk import wiring

    return wiring.tuned_models()


def _read_if_there(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""
