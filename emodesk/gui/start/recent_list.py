"""The projects that were open lately; the list can be cleared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from emodesk.gui.look import tokens
from emodesk.gui.look.parts import button, column, label, row
from emodesk.gui.look.theme import Theme

_SHOWN: Final = 6
_PATH_ROLE: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Recent:
    """One project file and whether it's still there."""

    path: Path
    is_there: bool


class RecentList(QFrame):
    """A card with the last projects; those that have gone are shown as gone and can't be chosen."""

    chosen = Signal(object)
    clear_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "card")
        layout = column(self, margin=tokens.LARGE, gap=tokens.SMALL)
        heading = row()
        heading.addWidget(label(self.tr("Recent projects"), "strong"))
        heading.addStretch(1)
        self._clear = button(self.tr("Clear the list"), self.clear_wanted.emit, "link")
        heading.addWidget(self._clear)
        layout.addLayout(heading)
        self._empty = label(
            self.tr("Nothing yet. A project is one file beside your spreadsheet; it holds the labels and your edits."),
            "muted",
            wraps=True,
        )
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._empty, 1)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Recent projects"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.itemActivated.connect(self._activate)
        self._list.itemClicked.connect(self._activate)
        layout.addWidget(self._list, 1)
        self.show_projects([])

    def show_projects(self, projects: Sequence[Recent]) -> None:
        """Show these, newest first."""
        self._list.clear()
        for project in projects[:_SHOWN]:
            folder = str(project.path.parent)
            name = project.path.name.removesuffix(".emodesk")
            gone = "" if project.is_there else self.tr("  (no longer there)")
            item = QListWidgetItem(f"{name}{gone}\n{folder}")
            self._theme.icons.put(item, "table-2", "muted")
            item.setSizeHint(QSize(0, 48))
            item.setData(_PATH_ROLE, project.path)
            item.setToolTip(str(project.path))
            if not project.is_there:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(item)
        has_any = bool(projects)
        self._list.setVisible(has_any)
        self._clear.setVisible(has_any)
        self._empty.setVisible(not has_any)

    def _activate(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.chosen.emit(item.data(_PATH_ROLE))
