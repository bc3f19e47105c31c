"""The empty window: it says what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from emodesk.gui.look import tokens
from emodesk.gui.look.glyph import Glyph
from emodesk.gui.look.parts import button, centred_column, column, frame, label, row
from emodesk.gui.look.theme import Theme
from emodesk.gui.start.recent_list import Recent, RecentList

_WIDTH = 860


class StartPage(QScrollArea):
    """What to drop here, what was open lately, and a sample."""

    open_wanted = Signal()
    folder_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(object)
    clear_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = centred_column(self, _WIDTH, gap=tokens.HUGE)
        self._column.addStretch(1)
        self._add_heading()
        self._add_drop_zone()
        self._add_lower_part()
        self._column.addStretch(2)

    def show_recent(self, projects: Sequence[Recent]) -> None:
        """Show what was open lately, newest first."""
        self._recent.show_projects(projects)

    def _add_heading(self) -> None:
        heading = column(gap=tokens.TINY)
        heading.addWidget(label(self.tr("Label the feelings in your texts"), "hero"))
        sentence = self.tr("Sentiment, emotions and their intensity for every row of a spreadsheet, on this computer.")
        words = label(sentence, "lead", wraps=True)
        words.setProperty("role", "muted")
        heading.addWidget(words)
        self._column.addLayout(heading)

    def _add_drop_zone(self) -> None:
        zone = frame("drop")
        layout = row(zone, gap=tokens.HUGE)
        layout.setContentsMargins(tokens.VAST, tokens.HUGE, tokens.VAST, tokens.HUGE)
        layout.addWidget(Glyph(self._theme, 48, "file-spreadsheet"), 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=tokens.SMALL)
        words.addWidget(label(self.tr("Drop a spreadsheet anywhere in this window"), "title", wraps=True))
        kinds = self.tr("Excel, OpenDocument, CSV or TSV; several files or a whole folder too.")
        words.addWidget(label(kinds, "muted", wraps=True))
        words.addSpacing(tokens.MEDIUM)
        choices = row(gap=tokens.SMALL)
        opening = button(self.tr("Open a spreadsheet…"), self.open_wanted.emit, "primary")
        opening.setObjectName("open")
        sample = button(self.tr("Try it with the sample"), self.sample_wanted.emit)
        sample.setObjectName("sample")
        self._theme.icons.put(opening, "folder-open", "on_accent")
        self._theme.icons.put(sample, "sparkles", "accent")
        choices.addWidget(opening)
        choices.addWidget(sample)
        choices.addStretch(1)
        words.addLayout(choices)
        layout.addLayout(words, 1)
        self._column.addWidget(zone)

    def _add_lower_part(self) -> None:
        lower = row(gap=tokens.LARGE)
        self._recent = RecentList(self._theme)
        self._recent.chosen.connect(self.recent_wanted)
        self._recent.clear_wanted.connect(self.clear_wanted)
        lower.addWidget(self._recent, 3)
        lower.addWidget(self._steps(), 2)
        self._column.addLayout(lower)

    def _steps(self) -> QWidget:
        card = frame("card")
        layout = column(card, margin=tokens.LARGE, gap=tokens.MEDIUM)
        layout.addWidget(label(self.tr("How it goes"), "strong"))
        for number, (title, words) in enumerate(
            (
                (self.tr("Open"), self.tr("Say which column holds the texts; EmoDesk has guessed it already.")),
                (self.tr("Label"), self.tr("A model on this computer reads every text and fills in the columns.")),
                (self.tr("Check"), self.tr("Sort by confidence, correct what's wrong; every change can be undone.")),
                (self.tr("Export"), self.tr("A new workbook with an account of how the labels were made.")),
            ),
            start=1,
        ):
            layout.addLayout(self._step(number, title, words))
        layout.addStretch(1)
        return card

    def _step(self, number: int, title: str, words: str) -> QVBoxLayout:
        step = column(gap=2)
        step.addWidget(label(f"{number}   {title}", "strong"))
        explained = label(words, "muted", wraps=True)
        explained.setIndent(tokens.LARGE + 2)
        step.addWidget(explained)
        return step
