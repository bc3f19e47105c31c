"""Settings as a declared table: dialog, checks and defaults come from it; the file keeps differences only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeGuard

from emodesk.app.kept_file import KeptFile
from emodesk.core.errors import OptionError

SettingValue = bool | int | float | str | None


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. One without a label is the window's own memory and stands in no dialog."""

    key: str
    kind: type
    default: SettingValue
    label: str = ""
    note: str = ""
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    def accepts(self, value: object) -> TypeGuard[SettingValue]:
        """Say whether the setting can hold the value."""
        if value is None:
            return self.default is None
        kinds = (int, float) if self.kind is float else (self.kind,)
        if not isinstance(value, kinds) or (isinstance(value, bool) and self.kind is not bool):
            return False
        if self.choices and value not in self.choices:
            return False
        if isinstance(value, int | float):
            return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)
        return True


TABLE: Final = (
    Setting("scheme", str, "system", "Light or dark", "Follows the system unless you choose.",
            choices=("system", "light", "dark")),
    Setting("language", str, "system", "Language", "Takes effect at the next start.", choices=("system", "en", "de")),
    Setting("zoom", float, 1.0, "Size of type", "1 is the normal size; also Ctrl and + or −.", low=0.8, high=2.0),
    Setting("threads", int, None, "Processor threads for labelling",
            "Automatic leaves enough of the computer for other work; fewer leave more.", low=0, high=512),
    Setting("batch", str, "automatic", "Tokens in a batch",
            "Automatic takes what was measured to be fastest. With fewer, the computer is free more often and a little "
            "slower.", choices=("automatic", "32", "64", "128", "256", "512")),
    Setting("weights", str, "automatic", "Weights of the model",
            "Mapped: they stay in the file, and a second start finds them in memory. Repacked: brought at each start "
            "into an order that some processors are faster with, in memory of their own.",
            choices=("automatic", "mapped", "repacked")),
    Setting("model", str, "starter"),
    Setting("is_welcome_done", bool, default=False),
    Setting("window_place", str, ""),
)  # fmt: skip


class Settings:
    """Reads and writes settings; listeners hear of every change."""

    def __init__(self, file: KeptFile, table: tuple[Setting, ...] = TABLE) -> None:
        self.table = table
        self._by_key = {setting.key: setting for setting in table}
        self._file = file
        kept = file.read()
        self._values: dict[str, SettingValue] = {
            key: value for key, value in kept.items() if key in self._by_key and self._by_key[key].accepts(value)
        }
        self._listeners: list[Callable[[str], None]] = []

    def get(self, key: str) -> SettingValue:
        """Return a setting, the default where nothing else was chosen. Raises KeyError for one that isn't declared."""
        return self._values.get(key, self._by_key[key].default)

    def set(self, key: str, value: object) -> None:
        """Change a setting. Raises OptionError for a value that it can't hold."""
        setting = self._by_key[key]
        if not setting.accepts(value):
            raise OptionError(f"“{setting.label or key}” can't be {value!r}.")
        self._values[key] = value
        self._changed(key)

    def reset(self, key: str | None = None) -> None:
        """Go back to the default, of one setting or of all."""
        for each in [key] if key else list(self._values):
            self._values.pop(each, None)
            self._changed(each)

    def on_change(self, listener: Callable[[str], None]) -> None:
        """Tell a listener the key of every setting that changes from now on."""
        self._listeners.append(listener)

    def _changed(self, key: str) -> None:
        different = {k: value for k, value in self._values.items() if value != self._by_key[k].default}
        self._file.write(different)
        for listener in self._listeners:
            listener(key)
