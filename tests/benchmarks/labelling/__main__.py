"""How fast the engine labels, beside what else one could do with llama.cpp on the same computer.

Run ``python -m tests.benchmarks.labelling --folder FOLDER``; random-weight models (700 MB and 4 GB) and the parts of
the measurement are kept in that folder, so a call that ran out of its ``--minutes`` goes on next time. See README.md
in ``tests/benchmarks``.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from emodesk.core.resources import resource
from emodesk.engine.hardware import default_threads
from tests.benchmarks.labelling import figures, table
from tests.benchmarks.labelling.random_models import QUANTIZATIONS, SHAPES, random_model
from tests.benchmarks.labelling.rounds import SERVER, WAYS, Model, OutOfTimeError, Rounds
from tests.benchmarks.labelling.work import STARTER, Job

_USUAL_BATCH_TOKENS: Final = 512
_RESULTS: Final = Path(__file__).resolve().parents[1] / "results" / "engine.md"


def main() -> None:
    """Measure, as far as the time goes; write what came of it."""
    options = _options()
    until = time.monotonic() + 60 * options.minutes
    found: dict[str, dict[str, figures.Figures]] = {}
    for model in _models(options):
        base = _base(model, options)
        rounds = Rounds(
            model=model, folder=options.folder / "parts", base=base, ways=options.ways,
            repeats=options.repeats, most_texts=options.texts, own_server=options.server, until=until,
            is_tuned=options.batch_tokens is None, server=_server(base, options),
        )  # fmt: skip
        try:
            rounds.run()
        except OutOfTimeError as stop:
            print(f"Left for the next call: {stop}.")
        if any(rounds.parts.values()):
            found[model.name] = figures.of_model(rounds.parts)
    page = table.page(found, options.threads)
    print(page)
    if options.table:
        options.table.parent.mkdir(exist_ok=True)
        options.table.write_text(page, encoding="utf-8")
    if options.json:
        report = {"machine": table.machine(), "threads": options.threads, "models": found}
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True, help="where models and parts are kept")
    parser.add_argument("--shape", choices=(STARTER, *SHAPES, "all"), default=STARTER)
    parser.add_argument("--quantization", choices=(*QUANTIZATIONS, "all"), default="q4_k_m")
    parser.add_argument("--texts", type=int, help="at most so many for each way")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=WAYS)
    parser.add_argument("--threads", type=int, default=default_threads())
    parser.add_argument("--gpu-layers", type=int, default=0)
    parser.add_argument("--batch-tokens", type=int, help="for EmoDesk, instead of what it measures to be fastest")
    parser.add_argument("--server", default="", help="a llama-server to compare with, too")
    parser.add_argument("--slots", type=int, help="of the servers, instead of trying which are best")
    parser.add_argument(
        "--order", choices=("row", "task"), default="row", help="with --slots: what they're asked first"
    )
    parser.add_argument("--minutes", type=float, default=1e6, help="begin nothing that won't be through by then")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--table", type=Path, nargs="?", const=_RESULTS)
    return parser.parse_args()


def _models(options: argparse.Namespace) -> Iterator[Model]:
    if options.shape in (STARTER, "all"):
        yield Model(STARTER, STARTER, resource("starter/emodesk-starter.gguf"))
    for shape in SHAPES.values():
        for quantization in QUANTIZATIONS.values():
            if options.shape in (shape.name, "all") and options.quantization in (quantization.name, "all"):
                path = random_model(options.folder, shape, quantization)
                yield Model(f"{shape.name}, {quantization.name}", shape.name, path)


def _base(model: Model, options: argparse.Namespace) -> Job:
    return Job(
        peer="", model=str(model.path), shape=model.shape, texts=1, threads=options.threads,
        gpu_layers=options.gpu_layers, batch_tokens=options.batch_tokens or _USUAL_BATCH_TOKENS,
    )  # fmt: skip


def _server(base: Job, options: argparse.Namespace) -> Job | None:
    if options.slots is None:
        return None
    return msgspec.structs.replace(base, peer=SERVER, slots=options.slots, order=options.order)


if __name__ == "__main__":
    main()
