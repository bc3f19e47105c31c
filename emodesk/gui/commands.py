"""Every command of the window, declared once: menus, keys and the page of shortcuts come from here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from emodesk.gui.look.icons import Icons
from emodesk.gui.translation import QT_TRANSLATE_NOOP

_Key = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the user can do. ``key`` is the platform's own where there's one, else a text."""

    name: str
    menu: str
    text: str
    key: QKeySequence.StandardKey | str | None = None
    icon: str = ""
    needs_project: bool = True
    is_switch: bool = False
    begins_group: bool = False


MENUS: Final = (
    ("file", QT_TRANSLATE_NOOP("commands", "&File")),
    ("edit", QT_TRANSLATE_NOOP("commands", "&Edit")),
    ("view", QT_TRANSLATE_NOOP("commands", "&View")),
    ("run", QT_TRANSLATE_NOOP("commands", "&Run")),
    ("review", QT_TRANSLATE_NOOP("commands", "Revie&w")),
    ("help", QT_TRANSLATE_NOOP("commands", "&Help")),
)

COMMANDS: Final = (
    Command("open", "file", QT_TRANSLATE_NOOP("commands", "&Open…"), _Key.Open, "folder-open", needs_project=False),
    Command(
        "open_folder", "file", QT_TRANSLATE_NOOP("commands", "Open a &folder…"), "Ctrl+Shift+O", needs_project=False
    ),
    Command("sample", "file", QT_TRANSLATE_NOOP("commands", "Open the &sample"), None, "sparkles", needs_project=False),
    Command("export", "file", QT_TRANSLATE_NOOP("commands", "&Export…"), "Ctrl+Shift+E", "download", begins_group=True),
    Command("export_all", "file", QT_TRANSLATE_NOOP("commands", "Export &all open files…")),
    Command("close", "file", QT_TRANSLATE_NOOP("commands", "&Close"), _Key.Close, begins_group=True),
    Command(
        "preferences", "file", QT_TRANSLATE_NOOP("commands", "&Preferences…"), _Key.Preferences, "settings-2",
        needs_project=False,
    ),
    Command("quit", "file", QT_TRANSLATE_NOOP("commands", "&Quit"), _Key.Quit, needs_project=False, begins_group=True),
    Command("undo", "edit", QT_TRANSLATE_NOOP("commands", "&Undo"), _Key.Undo, "undo-2"),
    Command("redo", "edit", QT_TRANSLATE_NOOP("commands", "&Redo"), _Key.Redo, "redo-2"),
    Command("copy", "edit", QT_TRANSLATE_NOOP("commands", "&Copy"), _Key.Copy, begins_group=True),
    Command("paste", "edit", QT_TRANSLATE_NOOP("commands", "&Paste"), _Key.Paste),
    Command("fill_down", "edit", QT_TRANSLATE_NOOP("commands", "Fill &down"), "Ctrl+D"),
    Command("clear", "edit", QT_TRANSLATE_NOOP("commands", "C&lear labels"), _Key.Delete),
    Command(
        "revert", "edit", QT_TRANSLATE_NOOP("commands", "Back to the &model's label"), "Ctrl+Backspace", "rotate-ccw"
    ),
    Command("select_all", "edit", QT_TRANSLATE_NOOP("commands", "Select &all"), _Key.SelectAll),
    Command("find", "edit", QT_TRANSLATE_NOOP("commands", "&Find…"), _Key.Find, "search", begins_group=True),
    Command(
        "filter_column", "view", QT_TRANSLATE_NOOP("commands", "&Filter this column…"), "Ctrl+Shift+F", "list-filter"
    ),
    Command("clear_filters", "view", QT_TRANSLATE_NOOP("commands", "&Clear filters and search"), "Ctrl+Shift+X"),
    Command("columns", "view", QT_TRANSLATE_NOOP("commands", "C&olumns…"), None, "columns-3"),
    Command("freeze", "view", QT_TRANSLATE_NOOP("commands", "Free&ze columns up to here"), None, "pin"),
    Command(
        "run_panel", "view", QT_TRANSLATE_NOOP("commands", "Labelling &panel"), "F6", "panel-left", is_switch=True,
        begins_group=True,
    ),
    Command("inspector", "view", QT_TRANSLATE_NOOP("commands", "&Inspector"), "F7", "panel-right", is_switch=True),
    Command(
        "zoom_in", "view", QT_TRANSLATE_NOOP("commands", "&Larger type"), _Key.ZoomIn, needs_project=False,
        begins_group=True,
    ),
    Command("zoom_out", "view", QT_TRANSLATE_NOOP("commands", "&Smaller type"), _Key.ZoomOut, needs_project=False),
    Command("zoom_reset", "view", QT_TRANSLATE_NOOP("commands", "&Normal type"), "Ctrl+0", needs_project=False),
    Command("start", "run", QT_TRANSLATE_NOOP("commands", "&Start or pause"), "F5", "play"),
    Command("stop", "run", QT_TRANSLATE_NOOP("commands", "S&top"), "Shift+F5", "square"),
    Command("run_selected", "run", QT_TRANSLATE_NOOP("commands", "Label the selected &rows only"), "Ctrl+F5"),
    Command(
        "models", "run", QT_TRANSLATE_NOOP("commands", "&Models…"), "Ctrl+M", "box", needs_project=False,
        begins_group=True,
    ),
    Command("accept", "review", QT_TRANSLATE_NOOP("commands", "&Accept and go on"), "Ctrl+Return", "check"),
    Command("next_row", "review", QT_TRANSLATE_NOOP("commands", "&Next row"), "Alt+Down", "arrow-down"),
    Command("previous_row", "review", QT_TRANSLATE_NOOP("commands", "&Previous row"), "Alt+Up", "arrow-up"),
    Command("next_uncertain", "review", QT_TRANSLATE_NOOP("commands", "Next &uncertain row"), "Alt+N", "skip-forward"),
    Command(
        "shortcuts", "help", QT_TRANSLATE_NOOP("commands", "&Keyboard shortcuts"), "F1", "keyboard",
        needs_project=False,
    ),
    Command("welcome", "help", QT_TRANSLATE_NOOP("commands", "&Welcome page"), needs_project=False),
    Command(
        "diagnostics", "help", QT_TRANSLATE_NOOP("commands", "&Diagnostics…"), None, "bug", needs_project=False,
        begins_group=True,
    ),
    Command("about", "help", QT_TRANSLATE_NOOP("commands", "&About EmoDesk"), None, "info", needs_project=False),
)  # fmt: skip

_ROLES: Final = {
    "quit": QAction.MenuRole.QuitRole,
    "preferences": QAction.MenuRole.PreferencesRole,
    "about": QAction.MenuRole.AboutRole,
}


class Actions:
    """The commands as Qt's actions, by name."""

    def __init__(self, owner: QObject, icons: Icons) -> None:
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(QCoreApplication.translate("commands", command.text), owner)
            action.setObjectName(command.name)
            action.setMenuRole(_ROLES.get(command.name, QAction.MenuRole.NoRole))
            action.setCheckable(command.is_switch)
            if command.key is not None:
                action.setShortcuts(keys_of(command))
            if command.icon:
                icons.put(action, command.icon, "muted")
            self._actions[command.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[tuple[Command, QAction]]:
        return ((command, self._actions[command.name]) for command in COMMANDS)

    def allow_project(self, *, is_open: bool) -> None:
        """Switch those on or off that need an open project."""
        for command, action in self:
            if command.needs_project:
                action.setEnabled(is_open)


def keys_of(command: Command) -> list[QKeySequence]:
    """Return the key sequences of a command on this platform."""
    if command.key is None:
        return []
    if isinstance(command.key, str):
        return [QKeySequence(command.key)]
    # Some desktops have Ctrl+D for Delete; a key that stands in the table belongs to its command alone.
    taken = {QKeySequence(other.key) for other in COMMANDS if isinstance(other.key, str)}
    found = [key for key in QKeySequence.keyBindings(command.key) if key not in taken]
    fallback = _WHERE_THE_PLATFORM_HAS_NONE.get(command.name)
    if not found and fallback:
        return [QKeySequence(fallback)]
    if command.name == "redo" and QKeySequence("Ctrl+Y") not in found:
        found.append(QKeySequence("Ctrl+Y"))
    return found


_WHERE_THE_PLATFORM_HAS_NONE: Final = {"preferences": "Ctrl+,", "quit": "Ctrl+Q"}
