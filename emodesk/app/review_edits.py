"""What people do to labels: each a named step that is on the disk when the call returns, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from emodesk.app.label_values import check_value, parse_value
from emodesk.app.runs import Runs
from emodesk.core.affect.columns import LabelColumn
from emodesk.core.errors import EditError
from emodesk.core.review import Change, State, Step, Value
from emodesk.core.review_ports import ReviewProject
from emodesk.core.table import Column


class ReviewEdits:
    """One method per thing that a person can do; each returns what it changed.

    Who gives many rows labels, or takes them away, means the texts in them: of several rows, those without a text are
    left out. A single row without one may be labelled by itself, and then it counts like any other.
    """

    def __init__(self, project: ReviewProject, runs: Runs, find_text_column: Callable[[], Column | None]) -> None:
        self._review = project
        self._shown = runs
        self._find_text_column = find_text_column

    def label_column(self, name: str) -> LabelColumn:
        """Return the label column of that name. Raises EditError if the run that is shown has none."""
        found = next((column for column in self._shown.columns if column.name == name), None)
        if found is None:
            raise EditError(f"There is no label column “{name}”.", hint="Label the rows first.")
        return found

    def set_value(
        self, numbers: Sequence[int], column: str, value: Value | None, state: State = State.EDITED
    ) -> Change:
        """Give rows a label. Raises EditError for a value that the column can't hold."""
        of = self.label_column(column)
        check_value(of, value)
        meant = self._meant(numbers)
        return self._decide(_named("edit", len(meant), column), [(of, number, value, state) for number in meant])

    def paste(self, block: Sequence[Sequence[str]], numbers: Sequence[int], columns: Sequence[str]) -> Change:
        """Write a block of texts, line by line into these rows, cell by cell into these label columns.

        All cells are checked before anything is written, but for lines of rows that are left out. Raises EditError,
        naming the row, and the column by its place in the block: what the label is called differs between window and
        output.
        """
        targets = [self.label_column(name) for name in columns]
        decisions: list[tuple[LabelColumn, int, Value | None, State | None]] = []
        lines = dict(zip(numbers, block, strict=False))
        for number in self._meant(list(lines)):
            for place, (of, text) in enumerate(zip(targets, lines[number], strict=False), start=1):
                try:
                    value = parse_value(of, text)
                except EditError as error:
                    raise EditError(
                        f"Nothing was pasted. For row {number}, column {place} of what was copied holds no label that "
                        "can stand there.",
                        hint=error.hint,
                    ) from error
                decisions.append((of, number, value, State.EDITED))
        return self._decide(_named("paste", len(decisions)), decisions)

    def fill_down(self, numbers: Sequence[int], columns: Sequence[str]) -> Change:
        """Give rows the labels of the first of them, which is the first that has a text."""
        targets = [self.label_column(name) for name in columns]
        places = {column.name: place for place, column in enumerate(self._shown.columns)}
        meant = self._meant(numbers)
        source = self._review.read_rows(self._shown.number, self._shown.columns, meant[:1])
        decisions = [
            (of, number, first.annotations[places[of.name]].value, State.EDITED)
            for first in source
            for number in meant[1:]
            for of in targets
        ]
        return self._decide(_named("fill down", len(decisions), *columns), decisions)

    def clear(self, numbers: Sequence[int], columns: Sequence[str]) -> Change:
        """Take labels away."""
        targets = [self.label_column(name) for name in columns]
        decisions = [(of, number, None, State.EDITED) for number in self._meant(numbers) for of in targets]
        return self._decide(_named("clear", len(decisions), *columns), decisions)

    def revert(self, numbers: Sequence[int], columns: Sequence[str]) -> Change:
        """Go back to what the model said."""
        targets = [self.label_column(name) for name in columns]
        return self._review.revert(_named("back to the model", len(numbers), *columns), targets, numbers)

    def accept(self, numbers: Sequence[int], columns: Sequence[str] | None = None) -> Change:
        """Let the model's labels count as reviewed where nobody has decided yet."""
        targets = [self.label_column(name) for name in columns] if columns else list(self._shown.columns)
        return self._review.accept(_named("accept", len(numbers)), self._shown.number, targets, numbers)

    def undo(self) -> Change | None:
        """Undo the last step; None where there's none."""
        return self._review.undo()

    def redo(self) -> Change | None:
        """Do the step again that was undone last; None where there's none."""
        return self._review.redo()

    @property
    def next_undo(self) -> Step | None:
        """Return the step that undo would undo."""
        return self._review.next_undo()

    @property
    def next_redo(self) -> Step | None:
        """Return the step that redo would do again."""
        return self._review.next_redo()

    def _meant(self, numbers: Sequence[int]) -> Sequence[int]:
        if len(numbers) < 2:
            return numbers
        return self._review.with_text(numbers, self._find_text_column(), self._shown.number, self._shown.columns)

    def _decide(self, name: str, decisions: Sequence[tuple[LabelColumn, int, Value | None, State | None]]) -> Change:
        return self._review.decide(name, self._shown.number, decisions)


def _named(what: str, count: int, *columns: str) -> str:
    """Return a step's name: what was done, to which column or to how many cells."""
    where = columns[0] if len(columns) == 1 else ""
    many = f"({count:,})" if count > 1 else ""
    return " ".join(part for part in (what, where, many) if part)
