"""The first start: what stays here, and which model to begin with. It can be skipped, and opened again from Help."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from emodesk.app.advice import AdviceLine
from emodesk.gui.look import tokens
from emodesk.gui.look.glyph import Glyph
from emodesk.gui.look.parts import button, centred_column, column, frame, label, row
from emodesk.gui.look.theme import Theme
from emodesk.gui.models.advice_card import basis_in_words, pace_in_words

_WIDTH = 920
_GLYPH = QSize(32, 32)


class FirstRunPage(QScrollArea):
    """One page, three ways to begin."""

    starter_wanted = Signal()
    emollama_wanted = Signal()
    file_wanted = Signal()
    skipped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._expected = label("", "muted", wraps=True)
        self._expected.setObjectName("expected")
        self._expected.hide()
        layout = centred_column(self, _WIDTH, gap=tokens.LARGE)
        layout.addStretch(1)
        layout.addWidget(label(self.tr("Welcome to EmoDesk"), "hero"))
        layout.addWidget(self._promise())
        layout.addSpacing(tokens.SMALL)
        layout.addWidget(label(self.tr("Which model shall read your texts?"), "title"))
        layout.addLayout(self._ways())
        layout.addWidget(
            label(
                self.tr(
                    "The models know English only. Labels say how a text reads, not how a person is: EmoDesk is no "
                    "clinical instrument."
                ),
                "muted",
                wraps=True,
            )
        )
        last = row()
        last.addStretch(1)
        last.addWidget(button(self.tr("Skip this"), self.skipped.emit, "quiet"))
        layout.addLayout(last)
        layout.addStretch(2)

    def show_advice(self, lines: Sequence[AdviceLine]) -> None:
        """Say how fast the large model will be on this computer, and how that's known."""
        large = next((line for line in lines if line.is_laptop_default), None)
        if large is None:
            return
        words = ""
        if large.speed is not None:
            words = self.tr("On this computer: {0}.").format(pace_in_words(large))
            words += " " + basis_in_words(lines, large)
        if large.fits is False:
            words += " " + self.tr("It needs more memory than is free now.")
        self._expected.setText(words.strip())
        self._expected.setVisible(bool(words))

    def _promise(self) -> QFrame:
        card = frame("card")
        layout = row(card, margin=tokens.LARGE, gap=tokens.LARGE)
        layout.addWidget(self._glyph("shield-check", 32))
        words = column(gap=tokens.TINY)
        words.addWidget(label(self.tr("Your texts stay on this computer"), "strong"))
        words.addWidget(
            label(
                self.tr(
                    "The model runs here. Labels and edits go into one project file beside your spreadsheet, and the "
                    "spreadsheet itself is never changed. No account, no telemetry, no update check."
                ),
                "muted",
                wraps=True,
            )
        )
        layout.addLayout(words, 1)
        return card

    def _ways(self) -> QHBoxLayout:
        ways = row(gap=tokens.LARGE)
        for way in (
            self._way(
                "sparkles",
                self.tr("Use the starter now"),
                self.tr(
                    "Ships with EmoDesk and answers at once. It's tiny: good for trying things out, not for results."
                ),
                self.tr("Begin with the starter"),
                self.starter_wanted.emit,
                kind="primary",
            ),
            self._way(
                "box",
                self.tr("Get Emollama"),
                self.tr("The published EmoLLM of 7 billion parameters: slow on a laptop, close to human labels."),
                self.tr("See the models"),
                self.emollama_wanted.emit,
                more=self._expected,
            ),
            self._way(
                "hard-drive",
                self.tr("Use a model file I have"),
                self.tr("A .gguf file from a colleague, a USB stick or the IT department."),
                self.tr("Choose the file…"),
                self.file_wanted.emit,
            ),
        ):
            ways.addWidget(way, 1)
        return ways

    def _way(
        self,
        glyph: str,
        title: str,
        words: str,
        action: str,
        on_click: Callable[[], object],
        kind: str = "",
        more: QWidget | None = None,
    ) -> QFrame:
        card = frame("card")
        layout = column(card, margin=tokens.LARGE, gap=tokens.SMALL)
        layout.addWidget(self._glyph(glyph, 28))
        layout.addWidget(label(title, "strong"))
        layout.addWidget(label(words, "muted", wraps=True))
        if more is not None:
            layout.addWidget(more)
        layout.addStretch(1)
        layout.addWidget(button(action, on_click, kind))
        return card

    def _glyph(self, name: str, size: int) -> Glyph:
        glyph = Glyph(self._theme, size, name)
        glyph.setFixedSize(_GLYPH)
        return glyph
