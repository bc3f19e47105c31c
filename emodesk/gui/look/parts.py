"""The small parts that every page is made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from emodesk.gui.look import tokens

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
"""Put together once: Python's flags take their time, and painting a screen asks for them a thousand times."""

_Layout = TypeVar("_Layout", bound=QBoxLayout)
_Spin = TypeVar("_Spin", bound=QAbstractSpinBox)
_Field = TypeVar("_Field", bound=QAbstractSpinBox | QComboBox)


class _WheelPasser(QObject):
    """Keeps the wheel from a field: an event that's refused goes on to what the field stands in."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Refuse the wheel."""
        if event.type() is not QEvent.Type.Wheel:
            return False
        event.ignore()
        return True


def label(text: str, role: str = "", *, wraps: bool = False) -> QLabel:
    """Return a label; ``role`` names one of the style sheet's kinds of type."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if role == "key":
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    if wraps:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
    return made


def button(text: str, on_click: Callable[[], object] | None = None, kind: str = "") -> QPushButton:
    """Return a button; ``kind`` is primary, quiet, link or class, and nothing for an ordinary one."""
    made = QPushButton(text)
    if kind:
        made.setProperty("kind", kind)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(kind == "primary")
    if on_click is not None:
        made.clicked.connect(lambda *_: on_click())
    return made


def frame(role: str, edge: str = "") -> QFrame:
    """Return a frame of one of the style sheet's kinds: card, panel, bar, banner …"""
    made = QFrame()
    made.setProperty("role", role)
    if edge:
        made.setProperty("edge", edge)
    return made


def line() -> QFrame:
    """Return a thin line between two things."""
    return frame("line")


def column(parent: QWidget | None = None, *, margin: int = 0, gap: int = tokens.SMALL) -> QVBoxLayout:
    """Return a layout from top to bottom."""
    return _spaced(QVBoxLayout(parent) if parent else QVBoxLayout(), margin, gap)


def centred_column(page: QScrollArea, width: int, *, gap: int) -> QVBoxLayout:
    """Fill a page with a column that is at most ``width`` wide and stands in the middle; return its layout."""
    page.setWidgetResizable(True)
    page.setFrameShape(QScrollArea.Shape.NoFrame)
    page.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # nothing would show that it has it, and what's in it scrolls it
    body, inner = QWidget(), QWidget()
    inner.setMaximumWidth(width)
    outer = row(body, margin=tokens.HUGE)
    outer.addStretch(1)
    outer.addWidget(inner, 100)
    outer.addStretch(1)
    page.setWidget(body)
    return column(inner, gap=gap)


def row(parent: QWidget | None = None, *, margin: int = 0, gap: int = tokens.SMALL) -> QHBoxLayout:
    """Return a layout from one side to the other."""
    return _spaced(QHBoxLayout(parent) if parent else QHBoxLayout(), margin, gap)


def padded(field: _Spin) -> _Spin:
    """Give a number field room at its left; style sheets don't reach the line inside it."""
    line_edit = field.findChild(QLineEdit)
    if line_edit is not None:
        line_edit.setTextMargins(5, 0, 0, 0)
    return field


def unwheeled(field: _Field) -> _Field:
    """Let the wheel over a field scroll the page that it stands in, and never choose another value.

    For every drop-down list and number field in a scroll area: they come under a pointer that rests while one scrolls.
    """
    field.installEventFilter(_WheelPasser(field))
    return field


def set_role(widget: QWidget, role: str, name: str = "role") -> None:
    """Change a widget's kind and let the style see it."""
    if widget.property(name) == role:
        return
    widget.setProperty(name, role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def clear(layout: QBoxLayout) -> None:
    """Take everything out of a layout."""
    while item := layout.takeAt(0):
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QBoxLayout):
            clear(inner)


def _spaced(layout: _Layout, margin: int, gap: int) -> _Layout:
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(gap)
    return layout
