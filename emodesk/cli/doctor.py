"""``emodesk doctor``: what this computer has."""

from __future__ import annotations

import argparse
import json
import platform

import emodesk
from emodesk import wiring

_GIB = 1 << 30


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--json", action="store_true", help="print it machine-readably")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what was found; return 0. Raises EngineDeadError when the engine can't start."""
    computer = wiring.examine_computer()
    machine, engine = computer.hardware, computer.engine
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
        "model folders": ", ".join(map(str, computer.model_folders)),
        "models": ", ".join(computer.models) or "none",
        "engine log": str(computer.log),
        "network": "none, except while “emodesk models download” runs",
    }
    if arguments.json:
        print(json.dumps(facts, ensure_ascii=False))
    else:
        width = max(map(len, facts))
        for name, value in facts.items():
            print(f"{name:<{width}}  {value}")
    return 0
