"""Out of the window again: which format, which rows and columns, where to."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from emodesk.app.export import ExportReport
from emodesk.core.errors import EmoDeskError, OptionError
from emodesk.gui.background import Job, Lane
from emodesk.gui.export.export_extras import ExportExtras
from emodesk.gui.export.export_outcome import ExportOutcome
from emodesk.gui.export.writing import ExportChoice, free_name, write
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import button, column, label, row, unwheeled
from emodesk.gui.look.theme import Theme
from emodesk.gui.workspace import Workspace

_ENDING: Final = "_emodesk"
_LABELS_IN_LINE: Final = 3
_OWN: Final = "own"
_SUMMARISED: Final = frozenset({".xlsx", ".ods"})
_RULED: Final = frozenset({".xlsx", ".xlsm", ".ods"})
_ALL, _FILTERED, _SELECTED = "all", "filtered", "selected"
_WIDTH: Final = 600
_WINDOW_FRAME: Final = 40
"""What the desktop puts around a window, above all its title."""


class ExportDialog(QDialog):
    """For one project a file; for several a folder, with the same choices for each."""

    def __init__(self, theme: Theme, workspaces: Sequence[Workspace], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._workspaces = list(workspaces)
        self._lane = Lane()
        self._job: Job | None = None
        self._left: list[Workspace] = []
        source = self._workspaces[0].project.source.path
        self._folder = source.parent if source.parent.is_dir() else self._workspaces[0].project.path.parent
        self._stem = f"{self._workspaces[0].project.output_stem}{_ENDING}"
        self._suggested: Path | None = None
        self._asked_about: Path | None = None
        """The file of which the user is asked whether it may be written over."""
        self._may_replace: Path | None = None
        """The one of which that was said."""
        self._written_last: Path | None = None
        self._breaks_signature = False
        """Whether the user has said, of this file, that its signature may become invalid."""
        self.setWindowTitle(self.tr("Export"))
        self.setMinimumWidth(_WIDTH)
        whole = column(self, margin=tokens.HUGE, gap=tokens.MEDIUM)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # _fit says how high it is
        count = len(self._workspaces)
        title = self.tr("Export the labels") if self._is_alone else self.tr("Export %Ln project(s)", "", count)
        whole.addWidget(label(title, "title"))
        whole.addWidget(label(self.tr("A new file is written; your spreadsheet stays as it is."), "muted"))
        whole.addWidget(_ChoicesArea(self._choices()), 1)
        whole.addWidget(label(self.tr("Where") if self._is_alone else self.tr("Folder"), "section"))
        whole.addLayout(self._place())
        self._outcome = ExportOutcome(theme)
        self._outcome.other_name_wanted.connect(self._use_other_name)
        self._outcome.replacing_wanted.connect(self._replace)
        self._outcome.signature_given_up.connect(self._break_signature)
        whole.addWidget(self._outcome)
        whole.addLayout(self._last_line())
        self._suggest()
        self.resize(whole.totalSizeHint())  # about so high: where it's put is decided before it's shown

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the choices need at this width."""
        super().showEvent(event)
        self._fit()

    def done(self, result: int) -> None:
        """Stop what is being written, however the dialog is left; an export is whole or not there."""
        self._stop()
        super().done(result)

    def start(self) -> None:
        """Write; a file that is there already is replaced only after asking."""
        self._breaks_signature = False
        self._begin_or_ask()

    def _begin_or_ask(self) -> None:
        target = self._target()
        if self._is_alone and self._would_replace(target):
            self._asked_about = target
            self._outcome.ask_to_replace(target)
            self._fit()
        else:
            self._begin()

    def _begin(self) -> None:
        labelled = [each for each in self._workspaces if each.project.current_run]
        self._left = labelled or list(self._workspaces)
        self._outcome.begin([each.name for each in self._workspaces if each not in self._left])
        self._export.setEnabled(False)
        self._fit()
        self._next()

    @property
    def _is_alone(self) -> bool:
        return len(self._workspaces) == 1

    def _choices(self) -> QWidget:
        choices = QWidget()
        layout = column(choices, gap=tokens.MEDIUM)
        layout.setContentsMargins(0, tokens.TINY, 0, 0)
        layout.addWidget(label(self.tr("Format"), "section"))
        self._format = unwheeled(QComboBox())
        self._format.setAccessibleName(self.tr("Format"))
        for words, kind in self._formats():
            self._format.addItem(words, kind)
        self._format.currentIndexChanged.connect(lambda _: self._take_format())
        layout.addWidget(self._format)
        self._labels: dict[str, QCheckBox] = {}
        if self._is_alone:
            layout.addWidget(label(self.tr("Rows"), "section"))
            self._rows = unwheeled(QComboBox())
            self._rows.setAccessibleName(self.tr("Rows"))
            self._fill_rows(self._workspaces[0])
            layout.addWidget(self._rows)
            layout.addWidget(label(self.tr("Label columns"), "section"))
            layout.addWidget(self._label_list(self._workspaces[0]))
        self._confidence = QCheckBox(self.tr("With a column of confidence beside each label"))
        self._confidence.setChecked(True)
        layout.addWidget(self._confidence)
        self._extras = ExportExtras(
            [each.name for each in self._workspaces[0].project.columns] if self._is_alone else []
        )
        layout.addWidget(self._extras)
        return choices

    def _place(self) -> QHBoxLayout:
        where = row()
        self._where = QLineEdit()
        self._where.setAccessibleName(self.tr("Where"))
        where.addWidget(self._where, 1)
        where.addWidget(button(self.tr("Choose…"), self._choose_place))
        return where

    def _formats(self) -> list[tuple[str, str]]:
        """Return what there is to choose from: words, and the suffix or ``_OWN`` for the user's own kind of file."""
        suffixes = [workspace.project.own_file_suffix for workspace in self._workspaces]
        own: list[tuple[str, str]] = []
        if len(suffixes) == 1 and suffixes[0]:
            own = [(self.tr("My own file with the labels added ({0})").format(suffixes[0]), _OWN)]
        elif any(suffixes):
            own = [(self.tr("My own files with the labels added, where that can be done"), _OWN)]
        return [
            *own,
            (self.tr("New workbook (.xlsx), with charts and a summary"), ".xlsx"),
            (self.tr("New OpenDocument spreadsheet (.ods), with a summary"), ".ods"),
            (self.tr("CSV with commas (.csv)"), ".csv"),
            (self.tr("Tab-separated text (.tsv)"), ".tsv"),
            (self.tr("Parquet (.parquet), for R and Python"), ".parquet"),
            (self.tr("JSON Lines (.jsonl)"), ".jsonl"),
        ]

    def _fill_rows(self, workspace: Workspace) -> None:
        locale, grid = QLocale(), workspace.grid
        everything = locale.toString(workspace.project.row_count)
        self._rows.addItem(self.tr("All rows ({0})").format(everything), _ALL)
        if grid.query.narrows:
            shown = locale.toString(len(grid.model.ids))
            self._rows.addItem(self.tr("Only those that the filters show ({0})").format(shown), _FILTERED)
        selected = grid.selected_numbers()
        if len(selected) > 1:
            self._rows.addItem(
                self.tr("Only the selected ones ({0})").format(locale.toString(len(selected))), _SELECTED
            )

    def _label_list(self, workspace: Workspace) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(tokens.TINY)
        for place, of in enumerate(of for of in workspace.grid.model.columns if of.label is not None):
            assert of.label is not None
            box = QCheckBox(of.title)
            box.setChecked(True)
            self._labels[of.label.name] = box
            grid.addWidget(box, place // _LABELS_IN_LINE, place % _LABELS_IN_LINE)
        return body

    def _last_line(self) -> QHBoxLayout:
        last = row()
        last.addStretch(1)
        self._close = button(self.tr("Close"), self.close)
        last.addWidget(self._close)
        self._export = button(self.tr("Export"), self.start, "primary")
        self._export.setObjectName("write")
        self._export.setDefault(True)
        last.addWidget(self._export)
        return last

    def _take_format(self) -> None:
        """Suggest a file of that format; what is said of the one before is no longer about this."""
        self._suggest()
        if self._job is None and self._outcome.text:
            self._outcome.clear()
            self._fit()

    def _suggest(self) -> None:
        suffixes = {self._suffix(workspace) for workspace in self._workspaces}
        self._extras.fit(
            has_summary=not self._keeps_own_file and bool(suffixes & _SUMMARISED),
            has_rules=self._keeps_own_file and bool(suffixes & _RULED),
        )
        if not self._is_alone:
            self._where.setText(self._where.text() or str(self._folder))
            return
        if self._where.text().strip() and (typed := self._target()) != self._suggested:
            self._folder, self._stem = typed.parent, typed.stem
        self._suggested = free_name(self._folder, self._stem, self._suffix(self._workspaces[0]))
        self._where.setText(str(self._suggested))

    def _target(self) -> Path:
        """Return the file (the folder, for several projects) that the user named, if need be beside the suggestion."""
        typed = Path(self._where.text().strip())
        with suppress(RuntimeError):  # “~somebody” without a home here is a name like any other
            typed = typed.expanduser()
        return self._folder / typed

    def _would_replace(self, target: Path) -> bool:
        """Whether nobody has said yet that this file may go; the spreadsheet itself is never written over anyway."""
        return target.is_file() and target not in {self._may_replace, self._workspaces[0].project.source.path}

    def _choose_place(self) -> None:
        dialog = QFileDialog(self, self.tr("Export to"), str(self._target()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._is_alone:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(self._suffix(self._workspaces[0])[1:])
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._take_chosen)
        dialog.open()

    def _take_chosen(self, place: str) -> None:
        """Take the place that the system's dialog gave, which has asked whether a file there may be replaced."""
        self._where.setText(place)
        self._may_replace = self._target()

    def _choice(self, workspace: Workspace) -> ExportChoice:
        target = self._target()
        choice = ExportChoice(
            target,
            with_confidence=self._confidence.isChecked(),
            with_codebook=self._extras.codebook.isChecked(),
            with_provenance=self._extras.provenance.isChecked(),
            with_validation=self._extras.with_validation,
            group_by=self._extras.group_by,
            keeps_own_file=self._keeps_own_file,
            breaks_signature=self._breaks_signature,
        )
        if not self._is_alone:
            stem = f"{workspace.project.output_stem}{_ENDING}"
            return replace(choice, output=free_name(target, stem, self._suffix(workspace)))
        chosen = tuple(name for name, box in self._labels.items() if box.isChecked())
        if self._labels and not chosen:
            raise OptionError(self.tr("No label column is ticked."), hint=self.tr("Tick at least one."))
        numbers: Sequence[int] | None = None
        if self._rows.currentData() == _FILTERED:
            numbers = tuple(workspace.grid.model.ids)
        elif self._rows.currentData() == _SELECTED:
            numbers = tuple(workspace.grid.selected_numbers())
        labels = None if len(chosen) == len(self._labels) else chosen
        return replace(choice, labels=labels, numbers=numbers)

    @property
    def _keeps_own_file(self) -> bool:
        return bool(self._format.currentData() == _OWN)

    def _suffix(self, workspace: Workspace) -> str:
        """Return what the output of a project ends in; a file that can't be added to becomes a new workbook."""
        chosen = str(self._format.currentData())
        return (workspace.project.own_file_suffix or ".xlsx") if chosen == _OWN else chosen

    def _next(self) -> None:
        if not self._left:
            self._export.setEnabled(True)
            self._outcome.end()
            self._fit()
            return
        workspace = self._left.pop(0)
        try:
            choice = self._choice(workspace)
        except EmoDeskError as error:
            self._fail(error)
            return
        job = Job(lambda report: write(workspace.project, choice, report, job.should_stop))
        self._job = job
        self._lane.start_job(job, on_done=self._written, on_failure=self._fail, on_progress=self._outcome.show_progress)

    def _written(self, report: ExportReport | None) -> None:
        self._job = None
        self._may_replace = None
        self._written_last = report.output if report else None
        self._outcome.show_report(report, is_alone=self._is_alone)
        self._next()

    def _fail(self, error: EmoDeskError) -> None:
        self._job = None
        self._left.clear()
        self._export.setEnabled(True)
        has_labels = self._workspaces[0].project.current_run is not None
        self._outcome.show_error(error, offers_other_name=self._is_alone and has_labels)
        self._fit()

    def _use_other_name(self) -> None:
        taken = self._target()
        self._where.setText(str(free_name(taken.parent, f"{taken.stem} new", taken.suffix)))
        self.start()

    def _replace(self) -> None:
        self._may_replace = self._asked_about  # not what the line may hold by now
        self._begin_or_ask()

    def _break_signature(self) -> None:
        """Write once more, now into the user's own signed file."""
        self._breaks_signature = True
        self._may_replace = self._written_last
        self._begin_or_ask()

    def _fit(self) -> None:
        """Be as high as all of it needs, and on the screen; where that's too small, the choices scroll."""
        layout = self.layout()
        if layout is None or not self.isVisible():
            return
        screen = self.screen().availableGeometry()
        width = max(self.width(), layout.totalMinimumSize().width())
        hint = layout.totalSizeHint().height()  # until there's a sentence to break, no height depends on the width
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else hint
        self.resize(width, min(height, screen.height() - _WINDOW_FRAME))
        below = self.frameGeometry().bottom() - screen.bottom()
        if below > 0:
            self.move(self.x(), max(screen.top(), self.y() - below))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.ask_to_stop()
        self._lane.forget()


class _ChoicesArea(QScrollArea):
    """What can be chosen: as high as it needs, and where there's less room it scrolls."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the first choice has it, as in any dialog
        self.setWidget(body)
        self._body = body

    def sizeHint(self) -> QSize:
        """Return what the choices need."""
        return self._body.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return their width, so that none is cut off, and little height."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._body.minimumSizeHint().width() + bar, super().minimumSizeHint().height())
