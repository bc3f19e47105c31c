"""What a model needs, how fast and how good it is: two columns, facts at the left and measured quality at the right."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from emodesk.app.listed_model import ListedModel
from emodesk.core.catalogue import Figure
from emodesk.gui.grid.words import column_title
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import button, column, label, row
from emodesk.gui.models.words import from_catalogue, language_names, size, speed

_QUALITY_WIDTH = 250
_NAME_WIDTH = 124
"""As wide as the longest name in any language, so that the values of all cards stand below each other."""


class ModelFacts(QWidget):
    """Reads like a table, each value with its name for screen readers."""

    card_wanted = Signal()

    def __init__(self, model: ListedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = row(self, gap=tokens.HUGE)
        grid = _grid()
        for place, (name, value, role) in enumerate(self._facts(model)):
            _add(grid, place, name, value, role)
        if model.card_text:
            grid.addWidget(label(self.tr("Model card"), "muted"), grid.rowCount(), 0)
            reading = button(self.tr("Read it"), self.card_wanted.emit, "link")
            reading.setObjectName("card")
            reading.setAccessibleName(self.tr("Read the model card of {0}").format(model.name))
            grid.addWidget(reading, grid.rowCount() - 1, 1, Qt.AlignmentFlag.AlignLeft)
        grid.setRowStretch(grid.rowCount(), 1)
        grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        grid.setColumnStretch(1, 1)
        layout.addLayout(grid, 1)
        if model.figures:
            layout.addWidget(self._quality(model.figures), 0, Qt.AlignmentFlag.AlignTop)

    def _facts(self, model: ListedModel) -> list[tuple[str, str, str]]:
        memory, role = self._memory(model)
        facts = [(self.tr("Size"), size(model.size_bytes), "")]
        if not model.problem or model.conversion is not None:
            facts.append((self.tr("Memory"), memory, role))
        if not model.problem:
            facts.append((self.tr("Speed"), self._speed(model), ""))
        if model.languages:
            facts.append((self.tr("Languages"), language_names(model.languages), ""))
        licence = from_catalogue(model.licence) if model.licence else self.tr("not stated in the file")
        facts.append((self.tr("Licence"), licence, ""))
        if model.source:
            facts.append((self.tr("Published at"), model.source.removeprefix("https://"), ""))
        return facts

    def _memory(self, model: ListedModel) -> tuple[str, str]:
        needed, free = model.memory_needed_bytes, model.memory_free_bytes
        if needed is None:
            return self.tr("not known"), ""
        if needed > free:
            return self.tr("needs {0}, {1} are free: too large now").format(size(needed), size(free)), "warning"
        return self.tr("needs {0}, {1} are free: fits").format(size(needed), size(free)), ""

    def _speed(self, model: ListedModel) -> str:
        if model.texts_per_s:
            return self.tr("{0}, measured on this computer").format(speed(model.texts_per_s))
        if model.expected_texts_per_s:
            return self.tr("about {0}, reckoned for this processor").format(speed(model.expected_texts_per_s))
        return self.tr("not measured yet")

    def _quality(self, figures: tuple[Figure, ...]) -> QWidget:
        part = QWidget()
        part.setFixedWidth(_QUALITY_WIDTH)
        layout = column(part, gap=tokens.TINY)
        layout.addWidget(label(self.tr("Agreement with people"), "section"))
        metrics = {"pearson": "r", "jaccard": "Jaccard", "accuracy": self.tr("accuracy")}
        meanings = {
            "pearson": self.tr("r: Pearson's correlation with people's labels; 1 is full agreement."),
            "jaccard": self.tr("Jaccard: emotions that both name, as a share of those that either names."),
            "accuracy": self.tr("accuracy: the share of right answers, as the authors count them."),
        }
        grid = _grid()
        for place, figure in enumerate(figures):
            value = f"{metrics.get(figure.metric, figure.metric)} {QLocale().toString(figure.value, 'f', 2)}"
            _add(grid, place, column_title(figure.task, None), value, "strong", is_right=True)
        grid.setColumnStretch(0, 1)
        layout.addLayout(grid)
        sets = dict.fromkeys(figure.set.partition(",")[0] for figure in figures)
        used = dict.fromkeys(figure.metric for figure in figures)
        for words in ("; ".join(sets), " ".join(meanings[each] for each in used if each in meanings)):
            layout.addWidget(label(words, "caption", wraps=True))
        part.setToolTip("\n".join(dict.fromkeys(figure.source for figure in figures)))
        return part


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(tokens.LARGE)
    grid.setVerticalSpacing(tokens.TINY)
    return grid


def _add(grid: QGridLayout, place: int, name: str, value: str, role: str, *, is_right: bool = False) -> None:
    grid.addWidget(label(name, "muted"), place, 0, Qt.AlignmentFlag.AlignTop)
    words = label(value, role, wraps=not is_right)
    words.setAccessibleName(f"{name}: {value}")
    grid.addWidget(words, place, 1, Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignTop)
