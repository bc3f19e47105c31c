"""ICU's tables without what a window never reads: what Qt makes of text stays the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from bundling import unicode_tables
from provision.problem import SetUpError

LIBRARY = next(Path(PySide6.__path__[0]).glob("Qt/lib/libicudata.so.*"), None)
ASKED = """
from PySide6.QtCore import QCollator, QDateTime, QLocale, QStringDecoder
for language in ("de", "sv", "en"):
    order = QCollator(QLocale(language))
    order.setNumericMode(True)
    print(language, sorted(["z", "\u00e4", "a", "file10", "file9", "\u00d6"], key=order.sortKey))
    moment = QDateTime.fromSecsSinceEpoch(0)
    print(QLocale(language).toString(moment, QLocale.FormatType.ShortFormat), QLocale(language).toString(1234567.5))
print(QLocale("tr").toUpper("i\u0131"), QLocale("de").toUpper("stra\u00dfe"), QLocale("lt").toLower("\u00cc"))
print([QStringDecoder(name).isValid() for name in ("Shift_JIS", "Big5", "windows-1252", "KOI8-R", "UTF-32")])
"""


@pytest.mark.skipif(LIBRARY is None, reason="Qt brings ICU on Linux alone")
def test_that_sorting_case_and_encodings_are_the_same_with_a_third_of_the_tables(tmp_path: Path) -> None:
    assert LIBRARY is not None
    thinned = tmp_path / LIBRARY.name
    shutil.copyfile(LIBRARY, thinned)
    unicode_tables.thin(thinned)
    assert thinned.stat().st_size < LIBRARY.stat().st_size / 2
    said = [ask({}), ask({"LD_PRELOAD": str(thinned)})]
    assert said[0] == said[1]
    assert "STRASSE" in said[0]


def ask(variables: dict[str, str]) -> str:
    environment = {**os.environ, **variables}
    command = [sys.executable, "-c", ASKED]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60).stdout


def test_that_tables_of_another_format_stop_the_build(tmp_path: Path) -> None:
    library = tmp_path / "libicudata.so.99"
    library.write_bytes(b"ELF" + bytes(200))
    with pytest.raises(SetUpError, match="format"):
        unicode_tables.thin(library)
    assert library.read_bytes() == b"ELF" + bytes(200)
