"""Stretches of time as people say them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def duration(seconds: float) -> str:
    """Return about how long that is: seconds, minutes, hours and minutes, days and hours; it stays on one line."""
    return _words(seconds).replace(" ", "\N{NO-BREAK SPACE}")


def _words(seconds: float) -> str:
    translate = QCoreApplication.translate
    whole = round(seconds)
    if whole < 1:
        return translate("duration", "a moment")
    if whole < 90:
        return translate("duration", "{0} s").format(whole)
    minutes = round(seconds / 60)
    if minutes < 90:
        return translate("duration", "{0} min").format(minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return translate("duration", "{0} h {1} min").format(hours, minutes)
    days, hours = divmod(hours, 24)
    return translate("duration", "{0} days {1} h").format(days, hours)
