"""``emodesk doctor``: what this computer has."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from typing import Any, Final

import emodesk
from emodesk import wiring
from emodesk.app.advice import AdviceLine, sentence
from emodesk.app.model_speed import Basis
from emodesk.app.tuned_models import TunedModel
from emodesk.core.sizes import size_in_words

_GIB = 1 << 30
_COLUMNS: Final = "{:<28} {:>9} {:>9}  {:<22} {}"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument(
        "--measure",
        action="store_true",
        help="time this processor for some seconds: the speeds of models that aren't here get surer",
    )
    parser.add_argument("--json", action="store_true", help="print it machine-readably")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what was found; return 0. Raises EngineDeadError when the engine can't start."""
    computer = wiring.examine_computer()
    machine, engine = computer.hardware, computer.engine
    offer = "" if engine.gpus else wiring.offered_add_on()
    facts = {
        "EmoDesk": emodesk.__version__,
        "Python": platform.python_version(),
        "system": platform.platform(),
        "CPU": machine.cpu,
        "cores": f"{machine.physical_cores} physical, {machine.logical_cores} logical; {machine.default_threads} used",
        "CPU features": ", ".join(machine.features) or "unknown",
        "memory": f"{machine.total_bytes / _GIB:.1f} GiB, {machine.available_bytes / _GIB:.1f} GiB free",
        "engine": engine.engine,
        "engine built with": engine.system.strip(),
        "GPU": engine.gpus_in_words,
        **({"GPU add-on": offer} if offer else {}),
        "model folders": ", ".join(map(str, computer.model_folders)),
        "models": ", ".join(computer.models) or "none",
        "engine log": str(computer.log),
        "network": "none, except while “emodesk models download” runs",
    }
    if arguments.measure:
        _measure()
    lines = wiring.advice()
    models = wiring.tuned_models()
    if arguments.json:
        tuned = [{"model": each.name, **each.facts()} for each in models]
        advice = [_as_json(line) for line in lines]
        print(json.dumps({**facts, "how models run": tuned, "advice": advice}, ensure_ascii=False))
        return 0
    width = max(map(len, facts))
    for name, value in facts.items():
        print(f"{name:<{width}}  {value}")
    _print_tuned(models)
    _print_advice(lines, is_measured=arguments.measure)
    return 0


def _measure() -> None:
    """Time the processor; say before that it takes a while, and afterwards if it was in vain."""
    print("Timing this processor: ten seconds, a minute where it's slow or busy …", file=sys.stderr, flush=True)
    timing = wiring.time_processor()
    if timing is not None and timing.is_spoilt:
        print(
            f"Other programs took {timing.others_share:.0%} of the processor meanwhile, so that says nothing and isn't "
            "kept. Close them, and give the command again.",
            file=sys.stderr,
        )


def _print_tuned(models: list[TunedModel]) -> None:
    print("\nHow the models that are here run:")
    for model in models:
        print(f"{model.name}")
        facts = model.facts()
        width = max(map(len, facts))
        for name, value in facts.items():
            for number, line in enumerate(value if isinstance(value, list) else [value]):
                print(f"  {name if not number else '':<{width}}  {line}")


def _print_advice(lines: list[AdviceLine], *, is_measured: bool) -> None:
    print("\nWhich model to take here:")
    print(_COLUMNS.format("model", "texts/min", "agreement", "memory", "how the speed is known"))
    for line in lines:
        pace = f"{line.speed.texts_per_minute:.1f}" if line.speed else ""
        quality = f"{line.quality:.3f}" if line.quality is not None else ""
        fits = {None: "", True: "fits", False: "too large now"}[line.fits]
        memory = f"{size_in_words(line.memory_needed_bytes)}, {fits}" if line.memory_needed_bytes else "unknown"
        marks = [line.basis]
        marks += ["here"] * line.is_here + ["the usual one for a laptop"] * line.is_laptop_default
        marks += ["recommended"] * line.is_recommended
        print(_COLUMNS.format(line.name, pace, quality, memory, "; ".join(marks)))
    print(
        "texts/min: in the standard profile. agreement: with people at valence (V-reg, Pearson's r); 1 would be all. "
        "memory: at work."
    )
    print(f"\n{sentence(lines)}")
    if not is_measured and any(line.speed is not None and line.speed.basis is Basis.GUESSED for line in lines):
        print("Guesses can be wrong by a factor of three: emodesk doctor --measure times this processor.")


def _as_json(line: AdviceLine) -> dict[str, Any]:
    return {
        "model": line.name,
        "texts_per_minute": round(line.speed.texts_per_minute, 2) if line.speed else None,
        "basis": line.speed.basis.value if line.speed else None,
        "v_reg": line.quality,
        "memory_bytes": line.memory_needed_bytes,
        "fits": line.fits,
        "is_here": line.is_here,
        "is_laptop_default": line.is_laptop_default,
        "is_recommended": line.is_recommended,
    }
