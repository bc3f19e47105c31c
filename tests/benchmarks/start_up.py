"""How long the program's parts take to be there, beside what Python and the engine's library take by themselves.

    python -m tests.benchmarks.start_up [--model FILE] [--times 5]

Medians of processes that are started one after the other, each with the limit that it can't go below: a bare
interpreter for the version, a bare import of llama_cpp for the worker's first answer. With ``--model`` a large model is
loaded twice, and what of the worker's memory is its own is printed beside the file's size. A command and no test: a
shared machine can't promise times.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from emodesk.app.asking import ask
from emodesk.core.affect.answers import request_for
from emodesk.core.affect.tasks import AAID_TASKS, EMOTIONS
from emodesk.core.project import LabellingPlan
from emodesk.core.reading import LoadOptions
from emodesk.core.resources import resource
from emodesk.engine.client import EngineClient
from emodesk.engine.transport import WorkerTransport

PLAN = LabellingPlan(text_column="", tasks=AAID_TASKS, emotions=EMOTIONS, profile="standard", scores="mean")
SENTENCE = "I passed the exam and I could not be happier"


def median_ms(times: int, act: Callable[[], object]) -> float:
    """Return the median of several times, in milliseconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append(1_000 * (time.perf_counter() - begun))
    return statistics.median(taken)


def python(*arguments: str) -> None:
    """Run this interpreter once."""
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


@contextmanager
def worker(folder: Path) -> Iterator[tuple[EngineClient, WorkerTransport]]:
    """Yield an engine with a worker of its own."""
    transport = WorkerTransport(folder / "engine.log")
    engine = EngineClient(transport)
    try:
        yield engine, transport
    finally:
        engine.close()


def answer_first(folder: Path, model: Path) -> None:
    """Start a worker, load a model and get one answer."""
    asked = ask(PLAN, "")
    spec = asked.specs[0]
    request = request_for(0, spec, SENTENCE)
    with worker(folder) as (engine, _):
        engine.load(LoadOptions(path=str(model), fingerprint="", gpu_layers=0))
        (results,) = engine.score([[request]], asked.answer_sets, lambda: False)
        assert len(results) == 1


def show(what: str, taken_ms: float, limit: str, limit_ms: float) -> None:
    """Print a figure beside its limit."""
    print(f"{what:<36}{taken_ms:>8.0f} ms   {taken_ms / limit_ms:>5.1f} × {limit} ({limit_ms:.0f} ms)", flush=True)


def show_large(folder: Path, model: Path) -> None:
    """Load a large model twice and print what that takes."""
    size = model.stat().st_size
    for which in ("first", "second"):
        with worker(folder) as (engine, transport):
            engine.start()
            begun = time.perf_counter()
            engine.load(LoadOptions(path=str(model), fingerprint="", gpu_layers=0))
            loaded = time.perf_counter() - begun
            (seconds,) = engine.measure(32, 1, lambda: False) or (0.0,)
            memory = psutil.Process(transport.pid).memory_full_info()
        print(
            f"{which} start of {size / 1e9:.1f} GB: loaded in {1_000 * loaded:.0f} ms, 32 tokens in {seconds:.1f} s; "
            f"{memory.rss / 1e9:.2f} GB in memory, {(memory.rss - memory.shared) / 1e9:.2f} GB of it the worker's own"
        )


def main() -> None:
    """Measure everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, help="a large GGUF")
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    bare = median_ms(options.times, lambda: python("-c", "pass"))
    without_site = median_ms(options.times, lambda: python("-I", "-S", "-c", "pass"))
    library = median_ms(options.times, lambda: python("-c", "import llama_cpp"))
    version = median_ms(options.times, lambda: python("-m", "emodesk", "--version"))
    show("a bare interpreter", bare, "one without site-packages", without_site)
    show("emodesk --version", version, "a bare interpreter", bare)
    with tempfile.TemporaryDirectory() as folder:
        starter = resource("starter/emodesk-starter.gguf")
        first = median_ms(options.times, lambda: answer_first(Path(folder), starter))
        show("the worker's first answer, starter", first, "a bare import of llama_cpp", library)
        if options.model:
            show_large(Path(folder), options.model)


if __name__ == "__main__":
    main()
