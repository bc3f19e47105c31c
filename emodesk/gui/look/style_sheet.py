"""The style sheet of the window, made from the tokens."""

from __future__ import annotations

from dataclasses import dataclass

from emodesk.gui.look import tokens
from emodesk.gui.look.tokens import Colours


@dataclass(frozen=True, slots=True)
class Pictures:
    """Paths of the small pictures that a style sheet can't draw itself, in the scheme's colours."""

    up: str
    down: str
    tick: str
    cross: str
    strong_cross: str


def style_sheet(colours: Colours, pictures: Pictures, *, zoom: float = 1.0) -> str:
    """Return Qt style sheet text."""
    return "\n".join(
        (
            _type(colours, zoom),
            _buttons(colours),
            _fields(colours, pictures),
            _views(colours),
            _frames(colours, pictures),
            _menus(colours),
        )
    )


def _px(size: int, zoom: float) -> str:
    return f"{round(size * zoom)}px"


def _type(c: Colours, zoom: float) -> str:
    return f"""
    QWidget {{ color: {c.text}; font-size: {_px(tokens.BODY, zoom)}; }}
    QMainWindow, QDialog, QStackedWidget#pages {{ background: {c.ground}; }}
    QWidget:disabled {{ color: {c.disabled}; }}
    QLabel {{ background: transparent; }}
    QLabel[role="hero"] {{ font-size: {_px(tokens.HERO, zoom)}; font-weight: 600; }}
    QLabel[role="title"] {{ font-size: {_px(tokens.TITLE, zoom)}; font-weight: 600; }}
    QLabel[role="lead"] {{ font-size: {_px(tokens.LEAD, zoom)}; }}
    QLabel[role="strong"] {{ font-weight: 600; }}
    QLabel[role="section"] {{ font-size: {_px(tokens.CAPTION, zoom)}; font-weight: 600; color: {c.muted}; }}
    QLabel[role="muted"] {{ color: {c.muted}; }}
    QLabel[role="caption"] {{ color: {c.muted}; font-size: {_px(tokens.CAPTION, zoom)}; }}
    QLabel[role="warning"] {{ color: {c.warning}; font-weight: 500; }}
    QLabel[role="danger"] {{ color: {c.danger}; }}
    QLabel[role="key"] {{ color: {c.muted}; border: 1px solid {c.strong_line}; border-radius: 4px; padding: 1px 6px;
        font-size: {_px(tokens.CAPTION, zoom)}; }}
    QToolTip {{ background: {c.text}; color: {c.surface}; border: 0; padding: 6px 8px; }}
    """


def _buttons(c: Colours) -> str:
    return f"""
    QPushButton, QToolButton, QCheckBox, QRadioButton {{ outline: 0; }}
    QPushButton {{ background: {c.surface}; border: 1px solid {c.strong_line}; border-radius: {tokens.RADIUS}px;
        padding: 6px 14px; min-height: 18px; font-weight: 500; }}
    QPushButton:hover {{ background: {c.raised}; border-color: {c.muted}; }}
    QPushButton:pressed {{ background: {c.line}; }}
    QPushButton:focus {{ border: 2px solid {c.accent}; padding: 5px 13px; }}
    QPushButton:disabled {{ color: {c.disabled}; border-color: {c.line}; background: {c.ground}; }}
    QPushButton[kind="primary"] {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
    QPushButton[kind="primary"]:hover {{ background: {c.accent_hover}; border-color: {c.accent_hover}; }}
    QPushButton[kind="primary"]:focus {{ border: 2px solid {c.text}; padding: 5px 13px; }}
    QPushButton[kind="primary"]:disabled {{ background: {c.track}; border-color: {c.track}; color: {c.muted}; }}
    QPushButton[kind="quiet"], QToolButton {{ background: transparent; border: 1px solid transparent; }}
    QPushButton[kind="quiet"]:hover, QToolButton:hover {{ background: {c.track}; }}
    QPushButton[kind="quiet"]:focus {{ border: 2px solid {c.accent}; }}
    QPushButton[kind="link"] {{ background: transparent; border: 1px solid transparent; color: {c.accent};
        padding: 2px 1px; text-align: left; }}
    QPushButton[kind="link"]:hover {{ color: {c.accent_hover}; text-decoration: underline; }}
    QPushButton[kind="link"]:focus {{ border: 1px solid {c.accent}; padding: 2px 1px; }}
    QPushButton[kind="link"]:disabled {{ color: {c.disabled}; }}
    QPushButton[kind="class"] {{ text-align: left; padding: 5px 10px; font-weight: 400; }}
    QPushButton[kind="class"]:checked {{ background: {c.accent_soft}; border-color: {c.accent}; font-weight: 600; }}
    QToolButton {{ border-radius: {tokens.RADIUS}px; padding: 6px; }}
    QToolButton:focus {{ border: 1px solid {c.accent}; }}
    QToolButton:checked {{ background: {c.accent_soft}; }}
    QToolButton::menu-indicator {{ image: none; }}
    QToolButton[kind="chip"] {{ background: {c.accent_soft}; color: {c.text}; padding: 4px 8px; border-radius: 12px; }}
    """


def _fields(c: Colours, pictures: Pictures) -> str:
    return f"""
    QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QPlainTextEdit, QTextEdit {{ background: {c.surface};
        border: 1px solid {c.strong_line}; border-radius: {tokens.RADIUS}px; padding: 5px 8px; min-height: 18px;
        selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
    QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {{
        border: 2px solid {c.accent}; padding: 4px 7px; }}
    QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled {{ background: {c.ground};
        border-color: {c.line}; }}
    QSpinBox, QDoubleSpinBox {{ padding: 5px 24px 5px 8px; }}
    QSpinBox:focus, QDoubleSpinBox:focus {{ padding: 4px 23px 4px 7px; }}
    QSpinBox QLineEdit, QDoubleSpinBox QLineEdit, QComboBox QLineEdit, QSpinBox QLineEdit:focus,
    QDoubleSpinBox QLineEdit:focus, QComboBox QLineEdit:focus {{ border: 0; padding: 0 0 0 5px;
        background: transparent; min-height: 0; }}
    QPlainTextEdit[role="reading"] {{ background: {c.raised}; border-color: {c.line}; }}
    QComboBox {{ combobox-popup: 0; }}
    QComboBox::drop-down {{ border: 0; width: 24px; }}
    QComboBox::down-arrow {{ image: url("{pictures.down}"); width: 14px; height: 14px; }}
    QComboBox QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.strong_line}; padding: 4px; outline: 0;
        selection-background-color: {c.accent_soft}; selection-color: {c.text}; }}
    QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::down-button {{
        border: 0; width: 20px; background: transparent; subcontrol-origin: border; }}
    QSpinBox::up-button, QDoubleSpinBox::up-button {{ subcontrol-position: top right; margin: 3px 3px 0 0; }}
    QSpinBox::down-button, QDoubleSpinBox::down-button {{ subcontrol-position: bottom right; margin: 0 3px 3px 0; }}
    QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{ image: url("{pictures.up}"); width: 11px; height: 11px; }}
    QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {{ image: url("{pictures.down}"); width: 11px; height: 11px; }}
    QCheckBox, QRadioButton {{ spacing: 8px; background: transparent; padding: 2px; border: 1px solid transparent;
        border-radius: 4px; }}
    QCheckBox:focus, QRadioButton:focus {{ border-color: {c.accent}; }}
    QCheckBox::indicator, QRadioButton::indicator {{ width: 16px; height: 16px; border: 1px solid {c.muted};
        background: {c.surface}; }}
    QCheckBox::indicator {{ border-radius: 4px; }}
    QRadioButton::indicator {{ border-radius: 9px; }}
    QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url("{pictures.tick}"); }}
    QRadioButton::indicator:checked {{ border: 5px solid {c.accent}; width: 8px; height: 8px; border-radius: 9px; }}
    QCheckBox::indicator:checked:disabled {{ background: {c.strong_line}; border-color: {c.strong_line}; }}
    QCheckBox::indicator:unchecked:disabled, QRadioButton::indicator:disabled {{ border-color: {c.line};
        background: {c.ground}; }}
    QSlider::groove:horizontal {{ height: 4px; background: {c.track}; border-radius: 2px; }}
    QSlider::sub-page:horizontal {{ background: {c.bar}; border-radius: 2px; }}
    QSlider::handle:horizontal {{ width: 16px; margin: -6px 0; border-radius: 8px; background: {c.accent}; }}
    QProgressBar {{ background: {c.track}; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
    """


def _views(c: Colours) -> str:
    return f"""
    QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
    QAbstractItemView {{ background: {c.surface}; border: 0; outline: 0; selection-background-color: {c.accent_soft};
        selection-color: {c.text}; alternate-background-color: {c.raised}; }}
    QTableView {{ gridline-color: {c.line}; }}
    QTableView::item {{ padding: 0 6px; }}
    QHeaderView {{ background: {c.raised}; border: 0; }}
    QHeaderView::section {{ background: {c.raised}; color: {c.text}; border: 0; border-right: 1px solid {c.line};
        border-bottom: 1px solid {c.strong_line}; padding: 6px 8px; font-weight: 600; }}
    QHeaderView::section:vertical {{ color: {c.muted}; font-weight: 400; border-bottom: 1px solid {c.line}; }}
    QTableCornerButton::section {{ background: {c.raised}; border: 0; border-right: 1px solid {c.line};
        border-bottom: 1px solid {c.strong_line}; }}
    QListView::item {{ padding: 6px 8px; border-radius: {tokens.RADIUS}px; }}
    QListView::item:hover {{ background: {c.raised}; }}
    QListView::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
    QListWidget::item:focus {{ border: 2px solid {c.accent}; padding: 4px 6px; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle {{ background: {c.strong_line}; border-radius: 4px; margin: 2px; min-height: 32px;
        min-width: 32px; }}
    QScrollBar::handle:hover {{ background: {c.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _frames(c: Colours, pictures: Pictures) -> str:
    return f"""
    QFrame[role="card"] {{ background: {c.surface}; border: 1px solid {c.line};
        border-radius: {tokens.CARD_RADIUS}px; }}
    QFrame[role="panel"] {{ background: {c.surface}; border: 0; }}
    QFrame[role="panel"][edge="right"] {{ border-right: 1px solid {c.line}; }}
    QFrame[role="panel"][edge="left"] {{ border-left: 1px solid {c.line}; }}
    QFrame[role="bar"] {{ background: {c.surface}; border-bottom: 1px solid {c.line}; }}
    QFrame[role="status"] {{ background: {c.surface}; border-top: 1px solid {c.line}; }}
    QFrame[role="drop"] {{ background: {c.surface}; border: 2px dashed {c.strong_line};
        border-radius: {tokens.CARD_RADIUS}px; }}
    QFrame[role="banner"] {{ background: {c.accent_soft}; border-bottom: 1px solid {c.line}; }}
    QFrame[role="banner"][tone="warning"] {{ background: {c.warning_soft}; }}
    QFrame[role="banner"][tone="danger"] {{ background: {c.danger_soft}; }}
    QFrame[role="line"] {{ background: {c.line}; max-height: 1px; min-height: 1px; border: 0; }}
    QFrame[role="popover"] {{ background: {c.surface}; border: 1px solid {c.strong_line};
        border-radius: {tokens.CARD_RADIUS}px; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: 0; }}
    QSplitter::handle {{ background: {c.line}; }}
    QTabBar {{ background: {c.ground}; }}
    QTabBar::tab {{ background: transparent; color: {c.muted}; padding: 8px 14px; border: 0;
        border-bottom: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {c.text}; border-bottom: 2px solid {c.accent}; }}
    QTabBar::tab:hover {{ color: {c.text}; }}
    QTabBar::close-button {{ image: url("{pictures.cross}"); subcontrol-position: right; padding: 2px; }}
    QTabBar::close-button:hover {{ image: url("{pictures.strong_cross}"); background: {c.track}; border-radius: 4px; }}
    QTabBar:focus {{ outline: 0; }}
    QTabBar::tab:selected:focus {{ background: {c.accent_soft}; }}
    QTabWidget::pane {{ border: 0; }}
    """


def _menus(c: Colours) -> str:
    return f"""
    QMenuBar {{ background: {c.surface}; border-bottom: 1px solid {c.line}; padding: 2px 6px; }}
    QMenuBar::item {{ background: transparent; padding: 5px 10px; border-radius: 4px; }}
    QMenuBar::item:selected {{ background: {c.track}; }}
    QMenu {{ background: {c.surface}; border: 1px solid {c.strong_line}; padding: 6px; }}
    QMenu::item {{ padding: 6px 28px 6px 28px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
    QMenu::item:disabled {{ color: {c.disabled}; }}
    QMenu::icon {{ padding-left: 8px; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: 5px 8px; }}
    """
