"""The export of several open projects at once, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from emodesk.gui.export.export_dialog import ExportDialog
from emodesk.gui.main_window import MainWindow
from emodesk.gui.workspace import Workspace


def choose(dialog: ExportDialog, kind: str) -> None:
    dialog._format.setCurrentIndex(dialog._format.findData(kind))


def test_that_what_became_of_each_file_is_said_when_several_are_written(
    open_file: Callable[[Path], Workspace],
    label: Callable[[Workspace], None],
    window: MainWindow,
    home: Path,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    spaces = []
    for name, text in (("first", "I was glad\x07 to see them"), ("second", "-4 out of 10"), ("third", "-5 out of 10")):
        source = home / f"{name}.csv"
        source.write_text(f"id,text\n1,{text} and I hated all of it\n2,I was so glad that day\n", "utf-8")
        spaces.append(open_file(source))
        label(spaces[-1])
    dialog = ExportDialog(window.theme, spaces, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog._where.setText(str(tmp_path))

    def said_of(kind: str) -> list[str]:
        choose(dialog, kind)
        dialog._export.click()
        qtbot.waitUntil(lambda: dialog._export.isEnabled() and "3 file" in dialog._outcome.text, timeout=60_000)
        return dialog._outcome.text.splitlines()

    (of_all,) = said_of(".tsv")
    assert "2 cell(s) got an apostrophe in front" in of_all
    _, of_first = said_of(".xlsx")
    assert of_first.startswith("first_emodesk.xlsx: 1 cells held what the format can't")
    _, *of_each = said_of("own")
    as_it_was = "Everything else in the file is as it was."
    assert of_each == [f"{name}_emodesk.csv: {as_it_was}" for name in ("first", "second", "third")]


def test_that_a_project_without_labels_is_left_out_and_named(
    open_file: Callable[[Path], Workspace],
    label: Callable[[Workspace], None],
    window: MainWindow,
    home: Path,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    spaces = []
    for name in ("first", "second"):
        (home / f"{name}.csv").write_text("id,text\n1,I was glad to see them\n2,I hated all of it\n", "utf-8")
        spaces.append(open_file(home / f"{name}.csv"))
    label(spaces[1])
    dialog = ExportDialog(window.theme, spaces, window)
    qtbot.addWidget(dialog)
    dialog._where.setText(str(tmp_path))
    choose(dialog, ".tsv")
    dialog._export.click()
    qtbot.waitUntil(lambda: dialog._export.isEnabled() and bool(dialog._outcome.text), timeout=60_000)
    assert dialog._outcome.text.endswith("Without labels, and so not written: first.csv.")
    assert (tmp_path / "second_emodesk.tsv").exists()
    assert not (tmp_path / "first_emodesk.tsv").exists()
