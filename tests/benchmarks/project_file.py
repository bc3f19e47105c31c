"""How fast a project of many rows is opened, sorted, searched and edited, and how much memory that takes.

    python -m tests.benchmarks.project_file [--rows 1000000] [--keep FOLDER]

Everything goes through the use cases that the window calls. Labels are random: no model is needed. Prints one line per
figure. It's a command and no test, because a shared machine can't promise times.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from emodesk import wiring
from emodesk.app.opened_project import OpenedProject
from emodesk.app.opening import Opening
from emodesk.core.affect.columns import LabelColumn, label_columns
from emodesk.core.affect.tasks import AAID_TASKS, EMOTIONS, Kind
from emodesk.core.project import LabellingPlan, RunRecord
from emodesk.core.review import RowAnswer, Value
from emodesk.core.row_query import (
    AnyCellContains,
    ClassIsOneOf,
    ConfidenceBelow,
    EmotionsPresent,
    NeedsAttention,
    RowQuery,
    ScoreInRange,
    Sort,
    SortBy,
)

WORDS = """
I we they was were glad sad angry afraid of the a train boss friend dinner rain again never always home
""".split()  # noqa: SIM905  a list of so many words is nothing to look at
PLAN = LabellingPlan(text_column="answer", tasks=AAID_TASKS, emotions=EMOTIONS, profile="standard")
QUERIES = {
    "all rows": RowQuery(),
    "sort by a number": RowQuery(sorts=(Sort(SortBy.CELL, column=2),)),
    "sort by the text": RowQuery(sorts=(Sort(SortBy.CELL, column=3),)),
    "sort by valence": RowQuery(sorts=(Sort(SortBy.LABEL, label="valence", is_descending=True),)),
    "sort by state": RowQuery(sorts=(Sort(SortBy.STATE),)),
    "search": RowQuery((AnyCellContains("angry boss"),)),
    "search, beyond ASCII": RowQuery((AnyCellContains("ärger"),)),
    "score in range": RowQuery((ScoreInRange("valence", 0.2, 0.25),)),
    "classes": RowQuery((ClassIsOneOf("sentiment", (-3, 3)),)),
    "emotions": RowQuery((EmotionsPresent("emotions", ("joy", "love")),)),
    "needs attention": RowQuery((NeedsAttention(),)),
    "three filters, sorted": RowQuery(
        (ConfidenceBelow(0.05), AnyCellContains("sad"), ScoreInRange("valence", 0.5, None)),
        (Sort(SortBy.LABEL, label="anger_intensity"),),
    ),
}


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long something took."""
    begun = time.perf_counter()
    yield
    print(f"{what:<34}{time.perf_counter() - begun:>9.3f} s", flush=True)


def write_rows(path: Path, rows: int) -> None:
    """Write a table of answers, all different."""
    chance = random.Random(1)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "group", "age", "answer"])
        for number in range(rows):
            text = " ".join(chance.choices(WORDS, k=chance.randrange(5, 30)))
            writer.writerow([f"{number:07}", chance.choice("ABCD"), chance.randrange(18, 90), f"{text} {number}"])


def random_value(chance: random.Random, column: LabelColumn) -> Value:
    """Return a label that the column can hold."""
    match column.task.kind:
        case Kind.SCORE:
            return round(chance.random(), 3)
        case Kind.CLASS:
            return chance.choice(column.task.classes)[0]
        case Kind.LABEL_SET:
            return tuple(chance.sample(column.task.labels, 2))


def label_all(project: OpenedProject) -> None:
    """Give all rows random labels, the way a run does."""
    chance = random.Random(2)
    columns = label_columns(PLAN)
    record = RunRecord(
        plan=PLAN, model_fingerprint="0" * 64, model_name="random", model_file="none", engine="none", device="none",
        app_version="0", started_at="2026-01-01T00:00:00+00:00",
    )  # fmt: skip
    run = project.project.begin_run(record)
    numbers = project.row_numbers(RowQuery())
    for begin in range(0, len(numbers), 5_000):
        rows = [
            RowAnswer(
                number,
                tuple(random_value(chance, column) for column in columns),
                tuple(round(chance.random(), 3) for _ in columns),
                tuple(chance.random() < 0.01 for _ in columns),
            )
            for number in numbers[begin : begin + 5_000]
        ]
        project.project.save_labelled((), run, columns, rows)
    project.show_run(run)


def slowest(what: str, times: int, act: Callable[[int], object]) -> None:
    """Print the median and the slowest of several times."""
    taken = []
    for number in range(times):
        begun = time.perf_counter()
        act(number)
        taken.append(1_000 * (time.perf_counter() - begun))
    taken.sort()
    print(f"{what:<34}{taken[len(taken) // 2]:>9.1f} ms, slowest {taken[-1]:.1f} ms", flush=True)


def measure(folder: Path, rows: int) -> None:
    """Measure everything on a table of so many rows."""
    source = folder / f"{rows}.csv"
    if not source.exists():
        write_rows(source, rows)
    opening = Opening(wiring.opening_adapters)
    target = opening.project_path(source)
    target.unlink(missing_ok=True)
    print(f"{rows:,} rows, {source.stat().st_size / 1e6:.0f} MB")
    with timed("preview"):
        preview = opening.preview(source)
    begun = time.perf_counter()
    project = opening.open(source, preview.choices, target)
    first = project.rows(list(project.row_numbers(RowQuery())[:60]))
    print(f"{'first ' + str(len(first)) + ' rows visible':<34}{time.perf_counter() - begun:>9.3f} s", flush=True)
    while project.is_reading:
        time.sleep(0.05)
    print(f"{'all rows in the project':<34}{time.perf_counter() - begun:>9.3f} s", flush=True)
    with timed("(random labels written)"):
        label_all(project)
    print(f"{'project file':<34}{target.stat().st_size / 1e6:>9.0f} MB")
    for what, query in QUERIES.items():
        with timed(what):
            project.row_numbers(query)
    chance = random.Random(3)
    places = [chance.randrange(2, rows - 70) for _ in range(60)]
    slowest("a page of 64 rows", 50, lambda n: project.rows(range(places[n], places[n] + 64)))
    slowest("edit one cell", 50, lambda n: project.set_value([places[n]], "valence", 0.5))
    slowest("undo it", 50, lambda _: project.undo())
    stop = threading.Event()

    def sort_on() -> None:
        while not stop.is_set():
            project.row_numbers(QUERIES["sort by valence"])

    sorting = threading.Thread(target=sort_on)
    sorting.start()
    slowest("edit one cell during a sort", 50, lambda n: project.set_value([places[n]], "valence", 0.25))
    stop.set()
    sorting.join()
    with timed("accept 1,000 rows"):
        project.accept(range(2, 1_002))
    with timed("fill down all rows"):
        project.fill_down(project.row_numbers(RowQuery()), ["valence"])
    with timed("undo that"):
        project.undo()
    print(f"{'most memory':<34}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>9.0f} MB")
    with timed("close"):
        project.close()


def main() -> None:
    """Measure, in a folder of its own unless one is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="use this folder and leave the files there")
    options = parser.parse_args()
    if options.keep:
        measure(options.keep, options.rows)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), options.rows)


if __name__ == "__main__":
    main()
