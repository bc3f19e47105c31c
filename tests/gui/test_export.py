"""Out of the window: the user's own file first, what may come along, and a signature only after asking."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from lxml import etree
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from emodesk.app.export import ExportReport
from emodesk.core.table import OutColumn, SheetOut
from emodesk.gui.export import export_dialog
from emodesk.gui.export.export_dialog import ExportDialog
from emodesk.gui.export.writing import write
from emodesk.gui.grid.grid_column import GridColumn
from emodesk.gui.main_window import MainWindow
from emodesk.gui.workspace import Workspace
from emodesk.sheets import read_table, write_sheets
from tests.workbooks.comparison import cells_of, hashes

Show = Callable[[], ExportDialog]
SHEET = "xl/worksheets/sheet1.xml"
SIGNATURE = (
    b'<Relationship Id="rIdS" Target="_xmlsignatures/origin.sigs" '
    b'Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"/></Relationships>'
)


@pytest.fixture
def workspace(open_file: Callable[[Path], Workspace], label: Callable[[Workspace], None], sample: Path) -> Workspace:
    """The sample, opened and labelled."""
    opened = open_file(sample)
    label(opened)
    return opened


@pytest.fixture
def show(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> Show:
    """Return a function that shows the dialog."""

    def dialog() -> ExportDialog:
        shown = ExportDialog(window.theme, [workspace], window)
        qtbot.addWidget(shown)
        shown.show()
        return shown

    return dialog


def export(dialog: ExportDialog, qtbot: QtBot, target: Path) -> Path:
    """Press Export and wait for the file."""
    dialog._where.setText(str(target))
    dialog._export.click()
    wait(dialog, qtbot)
    return target


def wait(dialog: ExportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog._export.isEnabled() and "written to" in dialog._outcome.text, timeout=60_000)


def choose(dialog: ExportDialog, kind: str) -> None:
    dialog._format.setCurrentIndex(dialog._format.findData(kind))


def column(workspace: Workspace, key: str) -> GridColumn:
    return next(of for of in workspace.grid.model.columns if of.key == key)


def label_cells(path: Path) -> dict[tuple[int, int], bytes]:
    with zipfile.ZipFile(path) as archive:
        return cells_of(etree.fromstring(archive.read(SHEET)))


def test_that_only_edited_cells_differ_when_it_is_exported_again(
    workspace: Workspace, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    once = export(show(), qtbot, tmp_path / "once.xlsx")
    same = export(show(), qtbot, tmp_path / "same.xlsx")
    assert hashes(same) == hashes(once)
    number = workspace.grid.model.ids[3]
    before = openpyxl.load_workbook(once).worksheets[0]
    headings = [cell.value for cell in before[1]]
    at = headings.index("sentiment") + 1
    wanted = -3 if before.cell(number, at).value != -3 else 3
    workspace.edits.set_value([number], column(workspace, "label:sentiment"), wanted)
    edited = export(show(), qtbot, tmp_path / "edited.xlsx")
    one, two = hashes(once), hashes(edited)
    changed = {part for part in one if one[part] != two.get(part)}
    assert list(one) == list(two)
    assert SHEET in changed
    old, new = label_cells(once), label_cells(edited)
    differing = {place for place in old | new if old.get(place) != new.get(place)}
    # The model's confidence says nothing of what a person decided, so it may go along; a column more says which it was.
    said = len(headings) + 1
    assert {(number, at), (1, said), (number, said)} <= differing
    assert differing <= {(number, at), (number, at + 1), (1, said), (number, said)}
    after = openpyxl.load_workbook(edited).worksheets[0]
    assert [after.cell(row, said).value for row in (1, number)] == ["changed_by_hand", "sentiment"]
    assert openpyxl.load_workbook(edited).worksheets[0].cell(number, at).value == wanted
    # Whatever else differs is what the provenance counts, and what the codebook and the book know of that column.
    names = openpyxl.load_workbook(once).sheetnames
    beside = {f"xl/worksheets/sheet{names.index(name) + 1}.xml" for name in ("Codebook", "Provenance")}
    assert changed <= {SHEET, "xl/workbook.xml", *beside}
    # Labelled and exported from the exported file, too, nothing is doubled.
    assert [each.name for each in read_table(edited).columns].count("sentiment") == 1


def test_that_what_comes_along_is_chosen_where_the_format_has_it(
    workspace: Workspace, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = show()
    extras = dialog._extras
    assert dialog._format.currentData() == "own"
    assert extras.validation.isEnabled()
    assert not extras.group.isEnabled()
    extras.validation.setChecked(True)
    own = openpyxl.load_workbook(export(dialog, qtbot, tmp_path / "own.xlsx"))
    assert {"Codebook", "Provenance"} <= set(own.sheetnames)
    rules = [each.formula1 for each in own.worksheets[0].data_validations.dataValidation]
    assert '"-3,-2,-1,0,1,2,3"' in rules
    extras.codebook.setChecked(False)
    extras.provenance.setChecked(False)
    alone = openpyxl.load_workbook(export(dialog, qtbot, tmp_path / "alone.xlsx"))
    assert not {"Codebook", "Provenance"} & set(alone.sheetnames)
    choose(dialog, ".xlsx")
    assert not extras.validation.isEnabled()
    assert not extras.with_validation
    extras.group.setCurrentIndex(extras.group.findData("id"))
    split = openpyxl.load_workbook(export(dialog, qtbot, tmp_path / "split.xlsx"))
    assert len([cell for cell in split["Summary"][3] if cell.value]) > 2
    choose(dialog, ".ods")
    document = read_table(export(dialog, qtbot, tmp_path / "split.ods"))
    assert document.columns[0].name == workspace.project.columns[0].name
    choose(dialog, ".csv")
    assert not extras.group.isEnabled()
    assert extras.group_by is None


def test_that_a_signature_becomes_invalid_only_after_asking(
    open_file: Callable[[Path], Workspace],
    label: Callable[[Workspace], None],
    window: MainWindow,
    qtbot: QtBot,
    sample: Path,
    tmp_path: Path,
) -> None:
    signed = tmp_path / "signed.xlsx"
    with zipfile.ZipFile(sample) as archive, zipfile.ZipFile(signed, "w") as out:
        for name in archive.namelist():
            content = archive.read(name)
            is_list = name == "_rels/.rels"
            out.writestr(name, content.replace(b"</Relationships>", SIGNATURE) if is_list else content)
    workspace = open_file(signed)
    label(workspace)
    dialog = ExportDialog(window.theme, [workspace], window)
    qtbot.addWidget(dialog)
    dialog.show()
    target = export(dialog, qtbot, tmp_path / "out.xlsx")
    assert "signed" in dialog._outcome.text
    assert "--" not in dialog._outcome.text
    assert "Summary" in openpyxl.load_workbook(target).sheetnames
    assert dialog._outcome._break_signature.isVisible()
    dialog._outcome._break_signature.click()
    wait(dialog, qtbot)
    assert "as it was" in dialog._outcome.text
    assert "Summary" not in openpyxl.load_workbook(target).sheetnames
    assert not dialog._outcome._break_signature.isVisible()


def test_that_an_opendocument_file_comes_back_as_itself(
    open_file: Callable[[Path], Workspace],
    label: Callable[[Workspace], None],
    window: MainWindow,
    qtbot: QtBot,
    sample: Path,
    tmp_path: Path,
) -> None:
    table, own = read_table(sample), tmp_path / "own.ods"
    columns = tuple(OutColumn(each.name) for each in table.columns)
    write_sheets(own, [SheetOut("Answers", columns, lambda: table.rows)])
    workspace = open_file(own)
    label(workspace)
    dialog = ExportDialog(window.theme, [workspace], window)
    qtbot.addWidget(dialog)
    assert dialog._format.currentData() == "own"
    assert dialog._where.text().endswith("own_emodesk.ods")
    target = export(dialog, qtbot, tmp_path / "out.ods")
    assert "as it was" in dialog._outcome.text
    assert [each.name for each in read_table(target).columns][: len(columns)] == [each.name for each in table.columns]
    assert len(read_table(target).rows) == len(table.rows)


def test_that_the_dialog_stays_on_a_small_screen_whatever_it_says(
    show: Show, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = show()
    assert dialog._confidence.visibleRegion().boundingRect().height() == dialog._confidence.height()
    assert 480 < dialog.height() < 760
    small = dialog.screen().availableGeometry()
    small.setHeight(480)
    screen = SimpleNamespace(availableGeometry=lambda: small)
    monkeypatch.setattr(dialog, "screen", lambda: screen)
    export(dialog, qtbot, tmp_path / "once.xlsx")
    assert dialog.height() <= 480
    assert dialog._export.geometry().bottom() < dialog.height()
    assert dialog._close.isVisible()
    assert dialog._where.geometry().bottom() < dialog._outcome.geometry().top()
    monkeypatch.undo()
    export(dialog, qtbot, tmp_path / "again.xlsx")
    assert dialog.height() > 480


def test_that_a_file_that_is_there_is_replaced_only_after_asking(show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    taken = tmp_path / "taken.xlsx"
    taken.write_text("of somebody else")
    dialog = show()
    dialog._where.setText(str(taken))
    dialog._export.click()
    assert "There is a file taken.xlsx already." in dialog._outcome.text
    assert taken.read_text() == "of somebody else"
    dialog._outcome._rename.click()
    wait(dialog, qtbot)
    assert taken.read_text() == "of somebody else"
    assert read_table(tmp_path / "taken new.xlsx").rows
    dialog._where.setText(str(taken))
    dialog._export.click()
    assert "already" in dialog._outcome.text
    other = tmp_path / "other.xlsx"
    other.write_text("of a third")
    dialog._where.setText(str(other))
    dialog._outcome._replace.click()  # that was said of the first
    assert "other.xlsx already" in dialog._outcome.text
    assert other.read_text() == "of a third"
    dialog._where.setText(str(taken))
    dialog._export.click()
    dialog._outcome._replace.click()
    wait(dialog, qtbot)
    assert read_table(taken).rows
    dialog._take_chosen(str(taken))  # the system's dialog has asked
    dialog._export.click()
    wait(dialog, qtbot)


def test_that_a_name_alone_means_a_file_beside_the_suggestion_and_stays_when_the_format_changes(
    show: Show, sample: Path, tmp_path: Path
) -> None:
    dialog = show()
    choose(dialog, ".csv")
    assert dialog._where.text() == str(sample.with_name(f"{sample.stem}_emodesk.csv"))
    dialog._where.setText("results.csv")
    assert dialog._target() == sample.parent / "results.csv"
    choose(dialog, ".tsv")
    assert dialog._where.text() == str(sample.parent / "results.tsv")
    dialog._where.setText(str(tmp_path / "elsewhere.tsv"))
    choose(dialog, ".ods")
    choose(dialog, ".csv")
    assert dialog._where.text() == str(tmp_path / "elsewhere.csv")


def test_that_the_dialog_says_what_has_no_labels_and_what_people_changed(
    open_file: Callable[[Path], Workspace], window: MainWindow, home: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    source = home / "survey.csv"
    texts = [f"I was so glad to see them on day {number}" for number in range(9)]
    source.write_text("id,text\n" + "".join(f"{place},{text}\n" for place, text in enumerate(texts)) + "9, \n", "utf-8")
    workspace = open_file(source)
    workspace.run.start(workspace.grid.model.ids[:4])
    qtbot.waitUntil(lambda: bool(workspace.banner.text) and workspace.run.is_idle, timeout=60_000)
    workspace.edits.set_value(workspace.grid.model.ids[:2], column(workspace, "label:valence"), 0.123)
    dialog = ExportDialog(window.theme, [workspace], window)
    qtbot.addWidget(dialog)
    dialog.show()
    choose(dialog, ".xlsx")
    target = export(dialog, qtbot, tmp_path / "out.xlsx")
    said = dialog._outcome.text.replace("(s)", "s")
    assert "5 rows have no labels yet." in said
    assert "2 rows with labels changed by hand" in said
    headings, *rows = openpyxl.load_workbook(target).worksheets[0].iter_rows(values_only=True)
    notes = [row[headings.index("needs_attention")] for row in rows]
    assert f"{sum(note is not None for note in notes)} rows with a note in “needs_attention”." in said
    nothing_to_look_at = notes.count("empty, skipped") + notes.count("not labelled yet")
    assert f"{nothing_to_look_at} of them only because there's no text, or no label yet." in said


def test_that_cells_with_an_apostrophe_are_named(
    open_file: Callable[[Path], Workspace],
    label: Callable[[Workspace], None],
    window: MainWindow,
    home: Path,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    source = home / "answers.csv"
    source.write_text("id,text\n1,-5 out of 10 and I hated all of it\n2,I was so glad to see them again\n", "utf-8")
    workspace = open_file(source)
    label(workspace)
    dialog = ExportDialog(window.theme, [workspace], window)
    qtbot.addWidget(dialog)
    choose(dialog, ".csv")
    target = export(dialog, qtbot, tmp_path / "out.csv")
    assert "'-5 out of 10" in target.read_text("utf-8")
    assert "1 cell(s) got an apostrophe in front" in dialog._outcome.text
    choose(dialog, ".jsonl")
    export(dialog, qtbot, tmp_path / "out.jsonl")
    assert "apostrophe" not in dialog._outcome.text


def test_that_columns_are_named_as_they_are_called_in_the_file(
    open_file: Callable[[Path], Workspace],
    label: Callable[[Workspace], None],
    window: MainWindow,
    home: Path,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    source = home / "coded.csv"
    rows = "yes,me,I was so glad to see them again\nno,you,Nobody said a word all day\nno,you, \n"
    source.write_text(f"needs_attention,changed_by_hand,text\n{rows}", "utf-8")
    workspace = open_file(source)
    label(workspace)
    workspace.edits.set_value(workspace.grid.model.ids[:1], column(workspace, "label:valence"), 0.123)
    dialog = ExportDialog(window.theme, [workspace], window)
    qtbot.addWidget(dialog)
    choose(dialog, ".xlsx")
    export(dialog, qtbot, tmp_path / "out.xlsx")
    assert "named in “changed_by_hand (EmoDesk)”" in dialog._outcome.text
    assert "with a note in “needs_attention (EmoDesk)”" in dialog._outcome.text


def test_that_nothing_is_said_of_an_export_in_another_format(show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = show()
    export(dialog, qtbot, tmp_path / "once.xlsx")
    assert dialog._outcome._open.isVisible()
    before = dialog.height()
    choose(dialog, ".csv")
    assert not dialog._outcome.text
    assert not dialog._outcome._open.isVisible()
    assert not dialog._outcome._show.isVisible()
    assert dialog.height() < before


def test_that_escape_stops_what_is_being_written(
    show: Show, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = show()
    begun, left = threading.Event(), threading.Event()

    def slowly(*of: Any) -> ExportReport | None:
        begun.set()
        left.wait(10)
        return write(*of)

    monkeypatch.setattr(export_dialog, "write", slowly)
    dialog._where.setText(str(tmp_path / "never.xlsx"))
    dialog._export.click()
    qtbot.waitUntil(begun.is_set, timeout=10_000)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    left.set()
    assert dialog._lane.wait(10_000)
    assert not (tmp_path / "never.xlsx").exists()
