"""What this is, which version, and under which licences."""

from __future__ import annotations

import re
from importlib import metadata

from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QTabWidget, QWidget

import emodesk
from emodesk.core.resources import resource
from emodesk.gui.look import tokens
from emodesk.gui.look.closing_line import closing_line
from emodesk.gui.look.parts import column, label
from emodesk.gui.look.screen_room import fit_on_screen


class AboutDialog(QDialog):
    """The program, its licence, and those of everything that it ships with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About EmoDesk"))
        self.resize(620, 560)
        fit_on_screen(self, is_placed=False)
        layout = column(self, margin=tokens.HUGE, gap=tokens.MEDIUM)
        layout.addWidget(label("EmoDesk", "hero"))
        layout.addWidget(label(self.tr("Version {0}").format(emodesk.__version__), "muted"))
        layout.addWidget(
            label(
                self.tr(
                    "Labels the texts of a spreadsheet with sentiment, emotions and intensities, using EmoLLM models "
                    "run by llama.cpp on this computer. It goes online only to fetch a model that you ask for, and it "
                    "is no clinical instrument."
                ),
                wraps=True,
            )
        )
        pages = QTabWidget()
        for content, title in (
            (licences(), self.tr("Licences")),
            (resource("icons/LICENSE").read_text(encoding="utf-8"), self.tr("Icons")),
            (resource("fonts/LICENSE").read_text(encoding="utf-8"), self.tr("Typeface")),
        ):
            pages.addTab(_text(content, title), title)
        layout.addWidget(pages, 1)
        layout.addLayout(closing_line(self))


def licences() -> str:
    """Return the libraries that the program stands on, each with its version and licence."""
    translate = QCoreApplication.translate
    replaceable = translate("about", "Qt {0} and PySide6: {1}; separate files that may be replaced")
    lines = [
        translate("about", "EmoDesk: MIT licence"),
        replaceable.format(qVersion(), "GNU Lesser General Public License 3"),
        translate("about", "Lucide icons: ISC and MIT licences"),
        "Inter: SIL Open Font License 1.1",
        "",
    ]
    for requirement in metadata.requires("emodesk") or ():
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        licence = _one_of(about, "License-Expression") or _one_of(about, "License").split("\n", maxsplit=1)[0]
        if not licence or len(licence) > 60:
            declared = [each for each in about.get_all("Classifier") or [] if each.startswith("License ::")]
            licence = declared[0].rsplit("::", maxsplit=1)[-1].strip() if declared else licence
        lines.append(f"{name} {about['Version']}: {licence}")
    return "\n".join(lines)


def _one_of(about: metadata.PackageMetadata, field: str) -> str:
    return str(about[field]) if field in about else ""


def _text(content: str, title: str) -> QPlainTextEdit:
    page = QPlainTextEdit(content)
    page.setAccessibleName(title)
    page.setReadOnly(True)
    return page
