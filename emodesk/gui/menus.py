"""The menu bar, from the table of commands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QMenuBar

from emodesk.gui.commands import MENUS, Actions


def fill_menus(bar: QMenuBar, actions: Actions) -> dict[str, QMenu]:
    """Fill the bar; return the menus by name."""
    menus = {name: bar.addMenu(QCoreApplication.translate("commands", title)) for name, title in MENUS}
    for command, action in actions:
        menu = menus[command.menu]
        if command.begins_group and not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(action)
    return menus


def cell_menu(parent: QMenuBar | None, actions: Actions) -> QMenu:
    """Return what can be done with the selected cells."""
    menu = QMenu(parent)
    for group in (("copy", "paste", "fill_down"), ("clear", "revert"), ("accept", "run_selected")):
        for name in group:
            menu.addAction(actions[name])
        menu.addSeparator()
    return menu
