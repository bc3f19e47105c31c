"""What an export may have besides the labels: sheets that explain them, rules for typing, charts by group."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from emodesk.gui.look import tokens
from emodesk.gui.look.parts import column, label, row, unwheeled


class ExportExtras(QWidget):
    """A box for each; what a format has no place for can't be ticked."""

    def __init__(self, columns: Sequence[str], parent: QWidget | None = None) -> None:
        """``columns`` are those by whose values charts can be split; none where there are several sheets."""
        super().__init__(parent)
        layout = column(self, gap=tokens.TINY)
        self.codebook = QCheckBox(self.tr("Codebook: what each label column means"))
        self.provenance = QCheckBox(self.tr("Provenance: which model, prompts and versions made the labels"))
        for box in (self.codebook, self.provenance):
            box.setChecked(True)
            layout.addWidget(box)
        self.validation = QCheckBox(self.tr("Let nothing but classes be typed into the class columns"))
        layout.addWidget(self.validation)
        line = row()
        self._by = label(self.tr("Split summary and charts by"))
        self.group = unwheeled(QComboBox())
        self.group.setAccessibleName(self._by.text())
        self._by.setBuddy(self.group)
        self.group.addItem(self.tr("nothing"), None)
        for name in columns:
            self.group.addItem(name, name)
        line.addWidget(self._by)
        line.addWidget(self.group, 1)
        layout.addLayout(line)
        self._has_columns = bool(columns)

    @property
    def group_by(self) -> str | None:
        """Return the column to split by, if one is chosen and the format has a summary."""
        chosen = self.group.currentData() if self.group.isEnabled() else None
        return None if chosen is None else str(chosen)

    @property
    def with_validation(self) -> bool:
        """Whether class columns accept classes alone."""
        return self.validation.isEnabled() and self.validation.isChecked()

    def fit(self, *, has_summary: bool, has_rules: bool) -> None:
        """Enable what the chosen format has: a summary with charts, rules for what may be typed."""
        self.validation.setEnabled(has_rules)
        for part in (self._by, self.group):
            part.setVisible(self._has_columns)
            part.setEnabled(has_summary)
