"""How the labels were made: enough to write the methods section, and to do it again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from emodesk.core.affect.columns import label_columns, questions
from emodesk.core.affect.labels import OFF_FORMAT_LIMIT
from emodesk.core.affect.prompts import ScoreReading
from emodesk.core.ports import Project
from emodesk.core.project import LabellingPlan, RunRecord
from emodesk.core.table import Column, OutColumn, Row, SheetOut

LIMITS = (
    "The models were made for short English texts by their authors, who warn of possible bias and wrong answers. "
    "The labels describe texts and diagnose nobody. Check a random sample by hand before you rely on them."
)


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted while the labels were written."""

    rows: int
    skipped_rows: int
    """Rows whose text is empty."""
    attention_rows: int
    attention: dict[str, int]


def provenance_sheet(
    project: Project, run: RunRecord, column: Column, counts: Callable[[], Counts], baseline: str | None = None
) -> SheetOut:
    """Return the provenance; ``counts`` is asked when the sheet is written, after the labels."""
    columns = (OutColumn("what", 28), OutColumn("value", 110))
    return SheetOut("Provenance", columns, lambda: _rows(project, run, column, counts(), baseline))


def _rows(project: Project, run: RunRecord, column: Column, counts: Counts, baseline: str | None) -> Iterator[Row]:
    source, plan = project.source(), run.plan
    yield "program", f"EmoDesk {run.app_version}"
    yield "source file", source.path.name
    yield "source SHA-256", source.sha256
    for what, value in (
        ("sheet", source.sheet), ("header row", source.header_row), ("encoding", source.encoding),
        ("delimiter", source.delimiter and {"\t": "tab"}.get(source.delimiter, source.delimiter)),
    ):  # fmt: skip
        if value is not None:
            yield what, value
    yield "text column", column.name
    yield "rows", counts.rows
    yield "rows without a text", counts.skipped_rows
    yield "rows that need attention", counts.attention_rows
    for reason, rows in sorted(counts.attention.items()):
        yield f"… {reason}", rows
    yield "model", run.model_name
    yield "model file", run.model_file
    yield "model SHA-256", run.model_fingerprint
    yield "engine", run.engine
    yield "device", run.device
    for before in run.earlier:
        yield "… some of the answers before", before
    yield "profile", plan.profile
    yield "prompt style", plan.style
    yield "scores", plan.scores
    yield "decoding", _decoding(plan)
    yield "period", "in the AAID style a text that doesn't end in . ! or ? gets a period"
    yield "off-format", f"flagged from {OFF_FORMAT_LIMIT:g} on: the probability that the model would say no label"
    for spec in questions(plan):
        yield f"prompt “{spec.key}”", spec.render("{text}")
    if baseline is not None:
        yield "lexicon baseline", f"{baseline}; a second opinion without a model, in a column of its own"
    yield "methods", _methods(run, source.path.name, counts)
    yield "limits", LIMITS
    yield "started", run.started_at
    yield "finished", run.finished_at


def _decoding(plan: LabellingPlan) -> str:
    scores = "; scores are the mean over the first decimal" if plan.scores == ScoreReading.MEAN.value else ""
    return f"greedy among the legal answers{scores}; probabilities from the model's logits; identical texts scored once"


def _methods(run: RunRecord, name: str, counts: Counts) -> str:
    has_cuts = any(column.is_cut for column in label_columns(run.plan))
    classes = (
        "Ordinal classes were cut from the scores at the cut points of SemEval-2018 Task 1"
        if has_cuts
        else "Each task was asked by itself"
    )
    return (
        f"The texts in {counts.rows - counts.skipped_rows} of the {counts.rows} rows of {name} were "
        f"labelled with {run.model_name} (file SHA-256 "
        f"{run.model_fingerprint[:12]}…) by EmoDesk {run.app_version} ({run.engine}), on a local computer. "
        f"The tasks were {', '.join(run.plan.tasks)}, with the prompts of Liu et al. (2024, EmoLLMs). {classes}. "
        f"{counts.attention_rows} rows were flagged for attention."
    )
