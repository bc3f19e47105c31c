"""Shares as people write them: 41% in English, 41 % in German."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale


def percent(share: float) -> str:
    """Return a share (0 to 1) in whole percent."""
    return _with_sign(QLocale().toString(round(100 * share)))


def percent_sign() -> str:
    """Return what stands behind the number, the space included where the language has one."""
    return _with_sign("")


def _with_sign(number: str) -> str:
    return QCoreApplication.translate("percent", "{0}%").format(number)
