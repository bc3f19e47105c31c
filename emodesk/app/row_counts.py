"""What an export counts while the rows go by: who labelled them, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from emodesk.app.hand_labels import HandLabels
from emodesk.app.row_labels import NOT_YET, SKIPPED, AnyLabel, GivenLabel
from emodesk.core.affect.columns import LabelColumn

_COUNTED_TOGETHER = ("long text", "off-format answer")


@dataclass(slots=True)
class RowCounts:
    """Rows of the output. Labelled, in part, without labels, and without a text make up all of them."""

    rows: int = 0
    labelled_rows: int = 0
    """Rows for which the model has given every label, whatever people made of them."""
    partly_rows: int = 0
    """Rows in which some of the model's labels are missing, or all, and people gave some."""
    unlabelled_rows: int = 0
    """Rows with a text and not a single label: the run hasn't come by, or the model gave no answer."""
    skipped_rows: int = 0
    """Rows whose text is empty."""
    changed_rows: int = 0
    """Rows in which a label isn't the model's, because a person has changed, given or removed it."""
    accepted_rows: int = 0
    """Further rows on which people have decided, and left the labels as the model has them."""
    noted_rows: int = 0
    """Rows with anything in the column that says why a person should look, be it that there's no text or label."""
    attention_rows: int = 0
    """Rows that a person should look at."""
    attention: dict[str, int] = field(default_factory=dict)
    """Reason → number of rows."""

    def add(
        self,
        columns: Sequence[LabelColumn],
        labels: Sequence[AnyLabel | None],
        by_hand: HandLabels | None,
        attention: str,
        *,
        has_text: bool,
    ) -> None:
        """Count a row. ``by_hand`` is None where no label differs from the model's."""
        unanswered = by_hand.unanswered if by_hand else frozenset()
        missing = [label is None or column.name in unanswered for column, label in zip(columns, labels, strict=True)]
        self.rows += 1
        if not has_text:
            self.skipped_rows += 1
        elif not any(missing):
            self.labelled_rows += 1
        elif not any(_is_there(label) for label in labels):
            self.unlabelled_rows += 1
        else:
            self.partly_rows += 1
        is_changed = by_hand is not None and bool(by_hand.changed)
        self.changed_rows += is_changed
        self.accepted_rows += not is_changed and any(_is_accepted(label) for label in labels)
        self._add_attention(attention)

    def _add_attention(self, attention: str) -> None:
        self.noted_rows += bool(attention)
        self.attention_rows += bool(attention) and attention not in {SKIPPED, NOT_YET}
        for reason in {_kind_of(reason) for reason in attention.split("; ") if reason}:
            self.attention[reason] = self.attention.get(reason, 0) + 1


def _is_there(label: AnyLabel | None) -> bool:
    """Say whether the row has this label; one that a person has removed is none."""
    return label is not None and not (isinstance(label, GivenLabel) and label.value is None)


def _is_accepted(label: AnyLabel | None) -> bool:
    return isinstance(label, GivenLabel) and _is_there(label)


def _kind_of(reason: str) -> str:
    """Return what rows are counted under: how many parts a text had, or which labels were off, is the row's own."""
    return next((kind for kind in _COUNTED_TOGETHER if reason.startswith(kind)), reason)
