"""How the user has laid the columns out: order, widths, what is hidden or frozen. By name, not by place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from emodesk.gui.grid.grid_column import GridColumn
from emodesk.gui.grid.grid_view import GridView


class LayoutMemory:
    """Survives columns that come and go, and closing."""

    def __init__(self, view: GridView) -> None:
        self._view = view
        self._order: list[str] = []
        self._widths: dict[str, int] = {}
        self._hidden: set[str] = set()
        self._frozen = 0

    def note(self, columns: Sequence[GridColumn]) -> None:
        """Remember how these columns lie now."""
        if not columns:
            return
        header = self._view.header
        self._order = [columns[header.logicalIndex(place)].key for place in range(len(columns))]
        for section, of in enumerate(columns):
            if self._view.isColumnHidden(section):
                self._hidden.add(of.key)
            else:
                self._hidden.discard(of.key)
                self._widths[of.key] = self._view.columnWidth(section)
        self._frozen = self._view.frozen_count

    def apply(self, columns: Sequence[GridColumn]) -> None:
        """Lay these columns out as remembered; new ones stand where the project has them."""
        header = self._view.header
        known = {key: place for place, key in enumerate(self._order)}
        if all(of.key in known for of in columns):
            sections = sorted(range(len(columns)), key=lambda section: known[columns[section].key])
            for place, section in enumerate(sections):
                header.moveSection(header.visualIndex(section), place)
        for section, of in enumerate(columns):
            self._view.setColumnWidth(section, self._widths.get(of.key, of.width))
            self._view.setColumnHidden(section, of.key in self._hidden)
        self._view.freeze(self._frozen)

    def to_plain(self) -> dict[str, Any]:
        """Return what a project can keep."""
        return {
            "order": self._order,
            "widths": self._widths,
            "hidden": sorted(self._hidden),
            "frozen": self._frozen,
        }

    def from_plain(self, kept: dict[str, Any]) -> None:
        """Remember what ``to_plain`` gave; whatever can't be understood is left out."""
        order, widths, hidden = kept.get("order"), kept.get("widths"), kept.get("hidden")
        self._order = [str(key) for key in order] if isinstance(order, list) else []
        if isinstance(widths, dict):
            self._widths = {str(key): max(40, min(2000, int(width))) for key, width in widths.items()}
        self._hidden = set(map(str, hidden)) if isinstance(hidden, list) else set()
        frozen = kept.get("frozen")
        self._frozen = frozen if isinstance(frozen, int) else 0
