"""Before a spreadsheet is opened: a look at it, what was guessed, and what is in it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QHeaderView, QSizePolicy, QTableView, QWidget

from emodesk.app.opening import Opening, OtherSheet
from emodesk.core.errors import EmoDeskError
from emodesk.core.preview import Choices, Preview
from emodesk.gui.background import Job, Lane
from emodesk.gui.error_words import error_words, in_words
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import button, column, frame, label, line, row
from emodesk.gui.look.theme import Theme
from emodesk.gui.opening.counts_line import CountsLine
from emodesk.gui.opening.guess_form import GuessForm
from emodesk.gui.opening.preview_model import PreviewModel

_COLUMN: Final = 130
_TEXTS: Final = 420
"""How wide columns are; that of the texts also takes what is left."""


class OpeningPage(QWidget):
    """Left the guesses, right the first rows; below, where the project file will lie."""

    opened = Signal(object, object, object)
    """Path of the spreadsheet, Choices, path of the project file."""
    cancelled = Signal()
    failed = Signal(object)

    def __init__(self, theme: Theme, opening: Opening, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._opening = opening
        self._lane, self._counting_lane = Lane(), Lane()
        self._path: Path | None = None
        self._preview: Preview | None = None
        self._folder: Path | None = None
        """Where the user wants the project, if it's not beside the spreadsheet."""
        self._usual_sheet: str | None = None
        self._open_sheets: frozenset[str] = frozenset()
        self._counting: Job | None = None
        layout = column(self, margin=tokens.HUGE, gap=tokens.LARGE)
        heading = column(gap=tokens.TINY)
        self._title = label("", "title")
        self._subtitle = label("", "muted")
        heading.addWidget(self._title)
        heading.addWidget(self._subtitle)
        layout.addLayout(heading)
        middle = row(gap=tokens.LARGE)
        middle.addWidget(self._form_card())
        middle.addWidget(self._table_card(), 1)
        layout.addLayout(middle, 1)
        layout.addLayout(self._last_line())

    def show_file(self, path: Path, beside: OtherSheet | None = None) -> None:
        """Look at a spreadsheet; guesses and the first rows come a moment later.

        Where sheets of it are open, ``beside`` is a look at another one.
        """
        self._stop_counting()
        self._lane.forget()  # an earlier look may still be on its way
        self._path, self._folder = path, None
        self._preview = None
        self._open_sheets = beside.open_sheets if beside else frozenset()
        self._title.setText(path.name)
        self._subtitle.setText(self.tr("Reading the first rows…"))
        self._form.show_nothing()
        self._problem.hide()
        self._where.clear()
        self._elsewhere.setEnabled(False)
        self._model.show_rows([], [], 1, -1)
        self._counts.show_counts(None)
        self._open.setEnabled(False)
        if beside is None:
            self._look(Choices())
        else:
            self._usual_sheet = beside.usual_sheet
            self._show(path, beside.preview)

    @property
    def is_ready(self) -> bool:
        """Return whether the file can be opened as it's shown."""
        return self._open.isEnabled()

    def confirm(self) -> None:
        """Open the file as it's shown, once: it may take a while until the page goes."""
        self._form.header_row.interpretText()  # typed and not left yet: that is looked at first
        if self._path is None or self._preview is None or not self._open.isEnabled():
            return
        self._stop_counting()
        self._open.setEnabled(False)
        self._form.setEnabled(False)
        self.opened.emit(self._path, self._preview.choices, self._project(self._path, self._preview))

    def try_again(self) -> None:
        """Let the file be opened after all: it couldn't be where its project should have been."""
        if self._path is not None and self._preview is not None:
            self._show(self._path, self._preview)
            self._open.setFocus(Qt.FocusReason.OtherFocusReason)

    def cancel(self) -> None:
        """Leave the file alone."""
        self._stop_counting()
        self._path = None
        self.cancelled.emit()

    def close_lanes(self) -> None:
        """End what is under way."""
        self._stop_counting()
        self._lane.forget()
        self._counting_lane.forget()

    def _form_card(self) -> QWidget:
        card = frame("card")
        card.setFixedWidth(288)
        layout = column(card, margin=tokens.LARGE, gap=tokens.MEDIUM)
        layout.addWidget(label(self.tr("How it's read"), "strong"))
        self._form = GuessForm()
        self._form.changed.connect(self._look)
        layout.addWidget(self._form)
        self._problem = label("", "warning", wraps=True)
        self._problem.setObjectName("problem")
        self._problem.hide()
        layout.addWidget(self._problem)
        layout.addStretch(1)
        return card

    def _table_card(self) -> QWidget:
        card = frame("card")
        layout = column(card, gap=0)
        layout.setContentsMargins(1, 1, 1, 1)
        self._model = PreviewModel(self._theme, self)
        self._table = QTableView()
        self._table.setModel(self._model)
        self._table.setAccessibleName(self.tr("First rows of the spreadsheet"))
        self._table.horizontalHeader().setAccessibleName(self.tr("Column headings"))
        self._table.verticalHeader().setAccessibleName(self.tr("Row numbers"))
        self._table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self._table.setWordWrap(False)
        self._table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._table.horizontalHeader().setHighlightSections(False)
        self._table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._table.verticalHeader().setDefaultSectionSize(tokens.ROW_HEIGHT)
        layout.addWidget(self._table, 1)
        layout.addWidget(line())
        self._counts = CountsLine(self._theme)
        layout.addWidget(self._counts)
        return card

    def _last_line(self) -> QHBoxLayout:
        last = row(gap=tokens.SMALL)
        self._where = label("", "muted")
        self._where.setMinimumWidth(0)
        self._where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        last.addWidget(self._where, 1)
        self._elsewhere = button(self.tr("Keep it elsewhere…"), self.choose_folder, "link")
        last.addWidget(self._elsewhere)
        last.addSpacing(tokens.LARGE)
        last.addWidget(button(self.tr("Cancel"), self.cancel))
        self._open = button(self.tr("Open"), self.confirm, "primary")
        self._open.setObjectName("confirm")
        self._open.setDefault(True)
        self._open.setEnabled(False)
        last.addWidget(self._open)
        return last

    def _look(self, choices: Choices) -> None:
        path = self._path
        if path is None:
            return
        self._open.setEnabled(False)
        self._stop_counting()
        self._lane.forget()  # an earlier look would put back what was chosen before
        self._lane.start(
            lambda _: self._opening.preview(path, choices),
            on_done=lambda preview: self._show(path, preview),
            on_failure=lambda error: self._fail(path, error),
        )

    def _show(self, path: Path, preview: Preview) -> None:
        if path != self._path:
            return
        is_first_look = self._preview is None
        if is_first_look and not self._open_sheets:
            self._usual_sheet = preview.choices.sheet
        self._preview = preview
        self._form.show_preview(preview, self._open_sheets)
        self._elsewhere.setEnabled(True)
        names = [each.name for each in preview.columns]
        text_column = names.index(preview.choices.text_column) if preview.choices.text_column in names else -1
        first = preview.rows[0][0] if preview.rows else 1
        self._model.show_rows(names, [cells for _, cells in preview.rows], first, text_column)
        bar = self._table.verticalScrollBar().sizeHint().width()
        left = self._table.viewport().width() - bar - _COLUMN * (len(names) - 1)
        for section in range(len(names)):
            self._table.setColumnWidth(section, max(_TEXTS, left) if section == text_column else _COLUMN)
        size = QLocale().formattedDataSize(preview.size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        self._subtitle.setText(f"{path.parent}   ·   {size}")
        self._problem.setText(in_words(preview.problem))
        self._problem.setVisible(bool(preview.problem))
        self._show_place(path, preview)
        is_ready = not preview.problem and preview.choices.text_column is not None
        self._open.setEnabled(is_ready)
        self._counts.show_counts(None)
        if is_ready:
            self._count(path, preview.choices)
        if is_first_look:  # later on it's where the user is
            (self._open if is_ready else self._form.text_column).setFocus(Qt.FocusReason.OtherFocusReason)

    def _count(self, path: Path, choices: Choices) -> None:
        job = Job(lambda report: self._opening.count(path, choices, report, job.should_stop))
        self._counting = job
        self._counting_lane.start_job(
            job, on_done=self._counts.show_counts, on_failure=lambda _: None, on_progress=self._counts.show_counts
        )

    def _stop_counting(self) -> None:
        if self._counting is not None:
            self._counting.ask_to_stop()
            self._counting.is_forgotten = True
            self._counting = None

    def _fail(self, path: Path, error: EmoDeskError) -> None:
        if path != self._path:
            return
        if self._preview is None:  # nothing of it can be shown
            self._path = None
            self.cancelled.emit()
        else:
            self._problem.setText(error_words(error))
            self._problem.show()
            return
        self.failed.emit(error)

    def choose_folder(self) -> None:
        """Ask in which folder the project shall lie."""
        if self._path is None:
            return
        dialog = QFileDialog(self, self.tr("Where shall the project file lie?"), str(self._path.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take_folder)
        dialog.open()

    def _take_folder(self, folder: str) -> None:
        if self._path is not None and self._preview is not None:
            self._folder = Path(folder)
            self._show_place(self._path, self._preview)

    def _project(self, path: Path, preview: Preview) -> Path:
        sheet = preview.choices.sheet
        return self._opening.project_path(path, self._folder, None if sheet == self._usual_sheet else sheet)

    def _show_place(self, path: Path, preview: Preview) -> None:
        project = self._project(path, preview)
        if project.exists():
            words = self.tr("{0} is there already: if the spreadsheet is as it was, you go on with it.")
        else:
            words = self.tr("The labels go into {0}; the spreadsheet itself is never changed.")
        self._where.setText(words.format(project.name))
        self._where.setToolTip(str(project))
