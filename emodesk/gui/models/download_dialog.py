"""Before a download: which version, from where, how large, under which licence. Nothing is fetched without it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLabel, QLayout, QSizePolicy, QWidget

from emodesk.app.conversion_cost import ConversionCost
from emodesk.app.listed_model import ListedModel, ListedVariant
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import button, column, label, row, set_role
from emodesk.gui.models.words import from_catalogue, size


class DownloadDialog(QDialog):
    """Says everything, asks once."""

    download_wanted = Signal(str)
    """Id of the variant."""

    def __init__(
        self, model: ListedModel, hub: str, folder: Path, free_bytes: int | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._hub, self._free_bytes = model, hub, free_bytes
        self.setWindowTitle(self.tr("Download a model"))
        self.setFixedWidth(600)
        layout = column(self, margin=tokens.HUGE, gap=tokens.LARGE)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # or it's as high as at its narrowest
        layout.addWidget(label(self.tr("Download {0}?").format(model.name.rpartition(" ")[0] or model.name), "title"))
        form = QFormLayout()
        form.setHorizontalSpacing(tokens.LARGE)
        form.setVerticalSpacing(tokens.SMALL)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._version = QComboBox()
        self._version.setObjectName("version")
        self._version.setAccessibleName(self.tr("Version"))
        for each in model.variants:
            self._version.addItem(self._words_of(each), each)
        self._version.setCurrentIndex(next((n for n, each in enumerate(model.variants) if each.is_advised), 0))
        self._version.currentIndexChanged.connect(lambda _: self._show_anew())
        form.addRow(label(self.tr("Version"), "muted"), self._version)
        self._precision, self._from, self._size, self._memory = (label("", wraps=True) for _ in range(4))
        form.addRow(self._name(self.tr("Precision")), self._precision)
        form.addRow(self._name(self.tr("From")), self._from)
        form.addRow(self._name(self.tr("Size")), self._size)
        self._conversion = label("", wraps=True)
        form.addRow(self._name(self.tr("Converting")), self._conversion)
        form.addRow(self._name(self.tr("Memory")), self._memory)
        form.addRow(self._name(self.tr("Into")), label(str(folder), wraps=True))
        form.addRow(self._name(self.tr("Licence")), label(from_catalogue(model.licence), wraps=True))
        self._form = form
        layout.addLayout(form)
        layout.addWidget(
            label(
                self.tr(
                    "For this, and for nothing else, EmoDesk goes online. The hub sees this computer's address and "
                    "which model is fetched; nothing of your texts and labels leaves the computer."
                ),
                "muted",
                wraps=True,
            )
        )
        layout.addStretch(1)
        buttons = row()
        buttons.addStretch(1)
        buttons.addWidget(button(self.tr("Not now"), self.reject))
        accepting = button(self.tr("Download"), self.accept, "primary")
        accepting.setObjectName("confirm")
        buttons.addWidget(accepting)
        layout.addLayout(buttons)
        self.accepted.connect(lambda: self.download_wanted.emit(self._chosen.id))
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the words need at this width."""
        super().showEvent(event)
        self._fit()

    def _show_anew(self) -> None:
        self._show()
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    @property
    def _chosen(self) -> ListedVariant:
        return self._model.variants[self._version.currentIndex()]

    def _words_of(self, variant: ListedVariant) -> str:
        words = f"{variant.quantization} · {size(variant.size_bytes)}"
        return self.tr("{0} · advised").format(words) if variant.is_advised else words

    def _show(self) -> None:
        chosen = self._chosen
        self._form.setRowVisible(self._precision, chosen.bits_per_weight is not None)
        if chosen.bits_per_weight is not None:
            self._precision.setText(self._words_of_precision(chosen.bits_per_weight))
        self._from.setText(f"{self._hub.removeprefix('https://')}/{chosen.repository}")
        about = (
            size(chosen.size_bytes) if chosen.is_size_exact else self.tr("about {0}").format(size(chosen.size_bytes))
        )
        cost = chosen.conversion
        room = chosen.size_bytes + (cost.room_bytes if cost else 0)
        has_room = self._free_bytes is None or room <= self._free_bytes
        if self._free_bytes is not None:
            about = self.tr("{0}; {1} are free on that disk").format(about, size(self._free_bytes))
        self._tell(self._size, about, is_fine=has_room)
        self._form.setRowVisible(self._conversion, cost is not None)
        if cost is not None:
            self._tell(self._conversion, self._words_of_cost(cost), is_fine=has_room)
        needed, free = chosen.memory_needed_bytes, self._model.memory_free_bytes
        fits = needed is None or needed <= free
        words = self.tr("not known") if needed is None else self.tr("needs {0}; {1} are free now").format(
            size(needed), size(free)
        )  # fmt: skip
        self._tell(self._memory, words, is_fine=fits)

    def _words_of_precision(self, bits: float) -> str:
        words = self.tr(
            "{0} bits for each weight, the original has 16: fewer make it smaller, and its answers less exact"
        )
        return words.format(QLocale().toString(bits, "f", 1))

    def _words_of_cost(self, cost: ConversionCost) -> str:
        words = self.tr(
            "happens on this computer, after the download; it takes {0} more on the disk meanwhile, and {1} stay"
        )
        return words.format(size(cost.room_bytes), size(cost.size_bytes))

    def _tell(self, field: QLabel, words: str, *, is_fine: bool) -> None:
        field.setText(words)
        set_role(field, "" if is_fine else "warning")

    def _name(self, words: str) -> QLabel:
        name = label(words, "muted")
        name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # or it slips below the first line
        return name
