"""What each label column means, in the words of someone who wasn't there."""

from __future__ import annotations

from collections.abc import Sequence

from emodesk.app.row_labels import headings
from emodesk.core.affect.columns import LabelColumn
from emodesk.core.affect.levels import CUTS
from emodesk.core.affect.prompts import ScoreReading
from emodesk.core.affect.tasks import Kind
from emodesk.core.ports import Baseline
from emodesk.core.table import OutColumn, Row, SheetOut

_COLUMNS = (
    OutColumn("column", 28), OutColumn("meaning", 70), OutColumn("values", 60), OutColumn("how it was made", 70),
)  # fmt: skip


_ENDS = {
    "ei-reg": ("none", "as strong as can be"),
    "emobank-a": ("most calm", "most excited"),
    "emobank-d": ("most controlled", "most in control"),
}
"""What the ends of a score's range mean, where they aren't negative and positive."""

_REASONS = (
    "Reasons, separated by semicolons: empty, not labelled yet, long text, probably not English, off-format, engine "
    "failure."
)
_CHANGED_BY_HAND = (
    "Which labels of this row aren't the model's, because a person changed, gave or removed them; empty if none.",
    "Names of label columns, separated by commas. A label on which a person has decided has no confidence.",
    "People's labels compared with the model's.",
)


def codebook_sheet(
    columns: Sequence[LabelColumn],
    names: Sequence[str],
    *,
    with_confidence: bool,
    baseline: Baseline | None = None,
    says_who: bool = False,
) -> SheetOut:
    """Return the codebook: one row for each label column, named as in the output.

    ``says_who``: the last of them says which labels were changed by hand.
    """
    rows: list[Row] = []
    heading = iter(names)
    for column in columns:
        for offset, _ in enumerate(headings(column, with_confidence=with_confidence)):
            name = next(heading)
            rows.append((name, *(_confidence(column) if offset else _label(column))))
    if baseline is not None:
        rows.append(
            (
                next(heading),
                "A second opinion on valence that no model gave, to compare with; it's no label.",
                "0 (most negative) to 1 (most positive); 0.5 where no word of the list stands in the text.",
                f"{baseline.name} (Hutto and Gilbert 2014): the compound score, brought from −1..1 to 0..1.",
            )
        )
    rows.append(
        (
            next(heading),
            "Why a person should look at this row; empty if nobody need.",
            _REASONS,
            "By the program.",
        )
    )
    if says_who:
        rows.append((next(heading), *_CHANGED_BY_HAND))
    return SheetOut("Codebook", _COLUMNS, lambda: rows)


def _label(column: LabelColumn) -> tuple[str, str, str]:
    return _meaning(column), _values(column), _cut(column) if column.is_cut else _asked(column)


def _meaning(column: LabelColumn) -> str:
    if column.emotion:
        how = "strongly" if column.task.kind is Kind.SCORE else "strongly, in levels,"
        return f"How {how} the text reads as written in {column.emotion}."
    match column.task.kind:
        case Kind.LABEL_SET:
            return "Which emotions the text reads as written in."
        case _:
            return f"How the writer's state of mind reads: {column.task.title}."


def _values(column: LabelColumn) -> str:
    task = column.task
    match task.kind:
        case Kind.SCORE:
            low, high = _ENDS.get(task.id, ("most negative", "most positive"))
            return f"{task.low:g} ({low}) to {task.high:g} ({high})."
        case Kind.CLASS:
            words = (words.format(emotion=column.emotion) for _, words in task.classes)
            return (
                "; ".join(word.removesuffix(" can be inferred").removesuffix(" emotional state") for word in words)
                + "."
            )
        case Kind.LABEL_SET:
            return f"One or more of {', '.join(task.labels)}; or “{task.none_label}”."


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
    if column.task.kind is Kind.SCORE and column.question.scores is ScoreReading.MEAN:
        return (
            f"The mean of the model's probabilities over the first decimal of its answer to the question "
            f"“{column.question.key}” (see Provenance)."
        )
    return (
        f"The model's own answer, token by token the likeliest legal one, to the question "
        f"“{column.question.key}” (see Provenance)."
    )


def _cut(column: LabelColumn) -> str:
    cuts = ", ".join(f"{cut:g}" for cut in CUTS[column.emotion or "valence"])
    score = "valence" if column.emotion is None else f"the intensity of {column.emotion}"
    return (
        f"Cut from {score}: a class begins at {cuts}; below the first lies the lowest class (SemEval-2018's own cuts)."
    )
