"""All that is known of one row: distributions, alternatives, the model's own words, the history."""

from __future__ import annotations

from collections.abc import Sequence

from emodesk.app.row_labels import RowLabeller
from emodesk.app.runs import Runs
from emodesk.core.affect.columns import LabelColumn, label_columns
from emodesk.core.affect.labels import ClassLabel, Label, LabelSet, Score
from emodesk.core.affect.prompts import one_line
from emodesk.core.project import StoredAnswer
from emodesk.core.review import Alternative, AnnotatedRow, HistoryEntry, LabelDetail, RowDetail, Value
from emodesk.core.review_ports import ReviewProject
from emodesk.core.table import Column


def row_detail(project: ReviewProject, runs: Runs, text_column: Column | None, number: int) -> RowDetail:
    """Return the row of that number."""
    (row,) = project.read_rows(runs.number, runs.columns, [number])
    text = project.texts_of(text_column, [number]).get(number, "") if text_column else ""
    details: tuple[LabelDetail, ...] = ()
    if runs.record is not None and text_column is not None:
        labeller = RowLabeller(project, text_column, runs.record)
        history = project.history(runs.columns, number)
        others = _other_runs(project, runs, number)
        details = tuple(_details(project, labeller, one_line(text), row, history, others))
    return RowDetail(number, text, row.cells, row.state, row.attention, details)


def _details(
    project: ReviewProject,
    labeller: RowLabeller,
    text: str,
    row: AnnotatedRow,
    history: Sequence[HistoryEntry],
    others: dict[str, list[tuple[str, Value | None]]],
) -> list[LabelDetail]:
    parts = labeller.keys_of(text) if text else []
    answers = project.answers([key for keys in parts for key in keys])
    labels: tuple[Label | None, ...] = (None,) * len(labeller.columns)
    if text:
        labels, _ = labeller.label(text, parts, answers)
    found = []
    for column, label, annotation in zip(labeller.columns, labels, row.annotations, strict=True):
        place = labeller.place_of(column)
        said = [answers[keys[place]] for keys in parts if keys[place] in answers]
        readings = [answer.reading for answer in said if answer.reading is not None]
        found.append(
            LabelDetail(
                column=column.name,
                annotation=annotation,
                distribution=_distribution(column, label),
                off_format=max((reading.off_format for reading in readings), default=0.0),
                answer=" | ".join(reading.answer for reading in readings),
                failure=_failure(said),
                history=tuple(entry for entry in history if entry.column == column.name),
                other_runs=tuple(others.get(column.name, ())),
            )
        )
    return found


def _distribution(column: LabelColumn, label: Label | None) -> tuple[Alternative, ...]:
    task = column.task
    match label:
        case Score():
            return tuple(
                Alternative(task.rescale((tenth + 0.5) / 10), f"{task.rescale(tenth / 10):g}", mass)
                for tenth, mass in enumerate(label.tenths)
            )
        case ClassLabel():
            return tuple(
                Alternative(number, wording.format(emotion=column.emotion), mass)
                for (number, wording), mass in zip(task.classes, label.probabilities, strict=True)
            )
        case LabelSet():
            return tuple(
                Alternative((name,), name, mass) for name, mass in zip(task.labels, label.probabilities, strict=True)
            )
        case None:
            return ()


def _failure(said: Sequence[StoredAnswer]) -> str:
    return next((answer.failure for answer in said if answer.failure), "")


def _other_runs(project: ReviewProject, runs: Runs, number: int) -> dict[str, list[tuple[str, Value | None]]]:
    """Return what other models said of the row, by label column."""
    found: dict[str, list[tuple[str, Value | None]]] = {}
    for run, record in project.runs():
        if run == runs.number or not project.has_labels(run):
            continue
        columns = label_columns(record.plan)
        (row,) = project.read_rows(run, columns, [number])
        for column, annotation in zip(columns, row.annotations, strict=True):
            found.setdefault(column.name, []).append((record.model_name, annotation.model_value))
    return found
