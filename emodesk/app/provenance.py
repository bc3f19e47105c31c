"""How the labels were made: enough to write the methods section, and to do it again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from emodesk.app.row_counts import RowCounts
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


def provenance_sheet(
    project: Project, run: RunRecord, column: Column, counts: Callable[[], RowCounts], baseline: str | None = None
) -> SheetOut:
    """Return the provenance; ``counts`` is asked when the sheet is written, after the labels."""
    columns = (OutColumn("what", 28), OutColumn("value", 110))
    return SheetOut("Provenance", columns, lambda: _rows(project, run, column, counts(), baseline))


def _rows(project: Project, run: RunRecord, column: Column, counts: RowCounts, baseline: str | None) -> Iterator[Row]:
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
    yield from _counted(counts, project.row_count())
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
    yield "methods", _methods(run, source.path.name, counts, project.row_count())
    yield "limits", LIMITS
    yield "started", run.started_at
    yield "finished", run.finished_at or "not finished"


def _counted(counts: RowCounts, source_rows: int) -> Iterator[Row]:
    """Yield what's true of how many rows; those that were chosen may be fewer than the source has."""
    yield "rows", counts.rows
    if counts.rows != source_rows:
        yield "… of all in the source file", source_rows
    yield "rows labelled by the model", counts.labelled_rows
    if counts.partly_rows:
        yield "rows labelled in part", counts.partly_rows
    yield "rows without labels yet", counts.unlabelled_rows
    yield "rows without a text", counts.skipped_rows
    yield "rows changed by hand", counts.changed_rows
    yield "rows accepted by hand", counts.accepted_rows
    yield "rows that need attention", counts.attention_rows
    for reason, rows in sorted(counts.attention.items()):
        yield f"… {reason}", rows


def _decoding(plan: LabellingPlan) -> str:
    scores = "; scores are the mean over the first decimal" if plan.scores == ScoreReading.MEAN.value else ""
    return f"greedy among the legal answers{scores}; probabilities from the model's logits; identical texts scored once"


def _methods(run: RunRecord, name: str, counts: RowCounts, source_rows: int) -> str:
    has_cuts = any(column.is_cut for column in label_columns(run.plan))
    classes = (
        "Ordinal classes were cut from the scores at the cut points of SemEval-2018 Task 1"
        if has_cuts
        else "Each task was asked by itself"
    )
    rows = f"{counts.rows} rows of {name}"
    if counts.rows != source_rows:
        rows = f"{counts.rows} rows that were chosen from the {source_rows} of {name}"
    how = (
        f"The texts in {counts.labelled_rows} of the {rows} were labelled with {run.model_name} (file SHA-256 "
        f"{run.model_fingerprint[:12]}…) by EmoDesk {run.app_version} ({run.engine}), on a local computer. "
        f"The tasks were {', '.join(run.plan.tasks)}, with the prompts of Liu et al. (2024, EmoLLMs). {classes}."
    )
    flagged = f"Flagged for attention: {_rows_in_words(counts.attention_rows)}."
    return " ".join((how, *_what_is_missing(counts), *_what_people_did(counts), flagged))


def _what_is_missing(counts: RowCounts) -> Iterator[str]:
    if counts.unlabelled_rows:
        yield f"Without labels yet: {_rows_in_words(counts.unlabelled_rows)}."
    if counts.partly_rows:
        yield f"Some of the model's labels are missing in {_rows_in_words(counts.partly_rows)}."
    if counts.skipped_rows:
        yield f"Without a text: {_rows_in_words(counts.skipped_rows)}."


def _what_people_did(counts: RowCounts) -> Iterator[str]:
    if counts.changed_rows:
        yield f"Labels were changed by hand in {_rows_in_words(counts.changed_rows)}; the table says which."
    if counts.accepted_rows:
        yield f"In {_rows_in_words(counts.accepted_rows)} people accepted labels as the model gave them."


def _rows_in_words(number: int) -> str:
    return f"{number} row{'' if number == 1 else 's'}"
