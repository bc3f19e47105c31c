"""What each label column means, in the words of someone who wasn't there."""

from __future__ import annotations

from collections.abc import Sequence

from emodesk.app.row_labels import headings
from emodesk.core.affect.columns import LabelColumn
from emodesk.core.affect.levels import CUTS
from emodesk.core.affect.tasks import Kind
from emodesk.core.table import OutColumn, Row, SheetOut

_COLUMNS = (
    OutColumn("column", 28), OutColumn("meaning", 70), OutColumn("values", 60), OutColumn("how it was made", 70),
)  # fmt: skip


def codebook_sheet(columns: Sequence[LabelColumn], names: Sequence[str], *, with_confidence: bool) -> SheetOut:
    """Return the codebook: one row for each label column, named as in the output."""
    rows: list[Row] = []
    heading = iter(names)
    for column in columns:
        for offset, _ in enumerate(headings(column, with_confidence=with_confidence)):
            name = next(heading)
            rows.append((name, *(_confidence(column) if offset else _label(column))))
    rows.append(
        (
            next(heading),
            "Why a person should look at this row; empty if nobody need.",
            "Reasons, separated by semicolons: empty, long text, probably not English, off-format, engine failure.",
            "By the program.",
        )
    )
    return SheetOut("Codebook", _COLUMNS, lambda: rows)


def _label(column: LabelColumn) -> tuple[str, str, str]:
    task = column.task
    who = "of the writer's state of mind"
    match task.kind:
        case Kind.SCORE:
            what = f"Intensity of {column.emotion}" if column.emotion else task.title.capitalize()
            ends = "none to most" if column.emotion else "most negative (or least) to most positive (or most)"
            return f"{what} {who}.", f"{task.low:g} to {task.high:g}, {ends}.", _asked(column)
        case Kind.CLASS:
            what = f"Level of {column.emotion}" if column.emotion else task.title.capitalize()
            values = "; ".join(words.format(emotion=column.emotion) for _, words in task.classes)
            return f"{what} {who}.", f"{values}.", _cut(column) if column.is_cut else _asked(column)
        case Kind.LABEL_SET:
            values = f"Any of {', '.join(task.labels)}; or “{task.none_label}”."
            return f"Emotions present {who}.", values, _asked(column)


def _confidence(column: LabelColumn) -> tuple[str, str, str]:
    meaning = {
        Kind.SCORE: "Probability that the model gives to scores within a tenth of the range around this one.",
        Kind.CLASS: "Probability that the model gives to this class.",
        Kind.LABEL_SET: "Probability that the model gives to exactly this set of emotions.",
    }[column.task.kind]
    return (
        meaning,
        "0 to 1. The model's own, not checked against human judgement.",
        "Read from the model's probabilities.",
    )


def _asked(column: LabelColumn) -> str:
    return f"The model's likeliest legal answer to the question “{column.question.key}” (see Provenance)."


def _cut(column: LabelColumn) -> str:
    cuts = ", ".join(f"{cut:g}" for cut in CUTS[column.emotion or "valence"])
    score = "valence" if column.emotion is None else f"the intensity of {column.emotion}"
    return (
        f"Cut from {score}: a class begins at {cuts}; below the first lies the lowest class (SemEval-2018's own cuts)."
    )
