"""What becomes of an export: progress, then a line with what can be done with the file; or what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from emodesk.app.export import ExportReport
from emodesk.core.errors import EmoDeskError
from emodesk.gui.error_words import error_words, in_words
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import button, column, label, row, set_role
from emodesk.gui.look.theme import Theme

_MOST_ROWS: Final = 8
"""Numbers of rows that are shown."""


class ExportOutcome(QWidget):
    """Empty until something is written."""

    other_name_wanted = Signal()
    replacing_wanted = Signal()
    signature_given_up = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reports: list[ExportReport] = []
        """Of the files written since it began."""
        self._unlabelled: Sequence[str] = ()
        layout = self._lines = column(self, gap=tokens.SMALL)
        layout.setContentsMargins(0, tokens.SMALL, 0, 0)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the export"))
        layout.addWidget(self._bar)
        self._words = label("", wraps=True)
        layout.addWidget(self._words)
        actions = row()
        self._open = button(self.tr("Open it"), self._open_file)
        theme.icons.put(self._open, "external-link", "text")
        self._show = button(self.tr("Show in folder"), self._show_folder)
        theme.icons.put(self._show, "folder", "text")
        self._replace = button(self.tr("Replace it"), self.replacing_wanted.emit)
        self._rename = button(self.tr("Use another name"), self.other_name_wanted.emit)
        self._break_signature = button(
            self.tr("Use my own file, without a valid signature"), self.signature_given_up.emit
        )
        self._buttons = (self._open, self._show, self._replace, self._rename, self._break_signature)
        for each in self._buttons:
            actions.addWidget(each)
            each.hide()
        actions.addStretch(1)
        layout.addLayout(actions)
        self._bar.hide()
        self._words.hide()

    @property
    def text(self) -> str:
        """Return what it says."""
        return self._words.text()

    def begin(self, unlabelled: Sequence[str] = ()) -> None:
        """Show that something is being written; ``unlabelled`` are projects that are left out."""
        self._reports.clear()
        self._unlabelled = unlabelled
        self._offer()
        self._bar.setRange(0, 0)
        self._bar.show()
        self._say(self.tr("Writing…"), "muted")

    def show_progress(self, progress: tuple[int, int]) -> None:
        """Show how far it is: (rows written, rows in all)."""
        done, total = progress
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(1000 * done / total) if total else 1000)
        locale = QLocale()
        self._say(self.tr("{0} of {1} rows").format(locale.toString(done), locale.toString(total)), "muted")

    def show_report(self, report: ExportReport | None, *, is_alone: bool) -> None:
        """Say what was written; None: it was stopped. ``is_alone`` says whether it's the only file."""
        if report is None:
            self._say(self.tr("Stopped; nothing was written."), "muted")
            return
        self._reports.append(report)
        self._break_signature.setVisible(report.is_signed and is_alone)
        sentences = [self._what_was_written(report), *self._whose_labels(), *self._guarded_cells()]
        of_files: list[str] = []
        if len(self._reports) == 1:
            sentences += self._of_file(report)
        else:
            said = ((each.output.name, " ".join(self._of_file(each))) for each in self._reports)
            of_files = [f"{name}: {words}" for name, words in said if words]
        if self._unlabelled:
            of_files.append(self.tr("Without labels, and so not written: {0}.").format(", ".join(self._unlabelled)))
        self._say("\n".join((" ".join(sentences), *of_files)), "strong")

    def _what_was_written(self, report: ExportReport) -> str:
        if len(self._reports) > 1:
            return self.tr("%Ln file(s) written.", "", len(self._reports))
        return self.tr("{0} rows written to {1}.").format(QLocale().toString(report.rows), report.output.name)

    def _whose_labels(self) -> Iterator[str]:
        """Say which rows lack labels, which have people's, and which have a note: in all files together."""
        counts = [report.counts for report in self._reports]
        if unlabelled := sum(each.unlabelled_rows for each in counts):
            yield self.tr("%Ln row(s) have no labels yet.", "", unlabelled)
        if changed := sum(each.changed_rows for each in counts):
            names = _once(each.changed_column for each in self._reports if each.counts.changed_rows)
            yield self.tr("%Ln row(s) with labels changed by hand, named in “{0}”.", "", changed).format(names)
        if noted := sum(each.noted_rows for each in counts):
            names = _once(each.attention_column for each in self._reports if each.counts.noted_rows)
            yield self.tr("%Ln row(s) with a note in “{0}”.", "", noted).format(names)
            if without := noted - sum(each.attention_rows for each in counts):
                yield self.tr("%Ln of them only because there's no text, or no label yet.", "", without)

    def _guarded_cells(self) -> Iterator[str]:
        """Say how many cells differ by an apostrophe: in all files together."""
        if guarded := sum(each.written.guarded_cells for each in self._reports):
            yield self.tr(
                "%Ln cell(s) got an apostrophe in front, so as not to run as formulas (in .parquet and .jsonl none).",
                "",
                guarded,
            )

    def _of_file(self, report: ExportReport) -> Iterator[str]:
        """Say what is true of one file alone."""
        yield from self._changed_cells(report)
        yield from self._whose_file(report)
        yield from map(in_words, report.written.notes)

    def _changed_cells(self, report: ExportReport) -> Iterator[str]:
        """Say which cells aren't in the file as they were in the sheet."""
        written = report.written
        if changed := written.cleaned_cells + written.shortened_cells:
            numbers = sorted({*written.cleaned_rows, *written.shortened_rows})
            shown = ", ".join(map(QLocale().toString, numbers[:_MOST_ROWS])) + (" …" if numbers[_MOST_ROWS:] else "")
            yield self.tr("{0} cells held what the format can't, and were changed: rows {1}.").format(
                QLocale().toString(changed), shown
            )

    def _whose_file(self, report: ExportReport) -> Iterator[str]:
        if report.is_own_file:
            yield self.tr("Everything else in the file is as it was.")
        if report.is_signed:
            yield self.tr(
                "It's a new workbook and not your own: yours is signed, and a column more makes the signature invalid."
            )
        elif report.why_clean:
            yield self.tr("It's a new workbook and not your own, because: {0}").format(in_words(report.why_clean))

    def ask_to_replace(self, target: Path) -> None:
        """Say that there's a file of that name, and what can be done."""
        self._offer(self._replace, self._rename)
        self._say(self.tr("There is a file {0} already.").format(target.name), "strong")

    def end(self) -> None:
        """Offer what can be done with what was written."""
        self._bar.hide()
        self._open.setVisible(len(self._reports) == 1)
        self._show.setVisible(bool(self._reports))

    def clear(self) -> None:
        """Say nothing any more: what stood there was of another choice."""
        self._reports.clear()
        self._offer()
        self._bar.hide()
        self._words.clear()
        self._words.setAccessibleName("")
        self._words.hide()
        self._lines.activate()
        self.updateGeometry()  # the dialog asks at once how high it is

    def show_error(self, error: EmoDeskError, *, offers_other_name: bool) -> None:
        """Say what went wrong and what to do."""
        self._bar.hide()
        self._say(error_words(error), "danger")
        self._rename.setVisible(offers_other_name)

    def _offer(self, *buttons: QPushButton) -> None:
        for each in self._buttons:
            each.setVisible(each in buttons)

    def _say(self, words: str, role: str) -> None:
        self._words.setText(words)
        self._words.setAccessibleName(words)
        set_role(self._words, role)
        self._words.show()

    def _open_file(self) -> None:
        if self._reports:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._reports[-1].output)))

    def _show_folder(self) -> None:
        if self._reports:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._reports[-1].output.parent)))


def _once(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))
