"""Each sheet of a workbook has a project of its own, which is found again whatever else is open."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from emodesk import wiring
from emodesk.app.label_files import LabelOptions
from emodesk.app.opened_project import OpenedProject
from emodesk.app.opening import Opening
from emodesk.app.places import find_places
from emodesk.core.engine_settings import EngineSettings
from emodesk.core.errors import InputFileError, ProjectLockedError
from emodesk.core.preview import Choices
from emodesk.store.review_project import open_review_project
from tests.app.conftest import PATIENCE_S

USUAL = "Wave 1"

OpenSheet = Callable[[str], OpenedProject]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook whose sheets hold texts, numbers, nothing, and texts."""
    made = openpyxl.Workbook()
    for name in (USUAL, "Numbers", "Nothing", "Wave 2"):
        sheet = made.create_sheet(name)
        for number in range(9):
            if name == "Numbers":
                sheet.append([number, number * 2])
            elif name != "Nothing":
                sheet.append(
                    [number, f"In {name} I was glad to see all of them {number}"] if number else ["id", "text"]
                )
    del made["Sheet"]
    path = tmp_path / "waves.xlsx"
    made.save(path)
    return path


def open_sheet_of(opening: Opening, book: Path, sheet: str, project: Path | None = None) -> OpenedProject:
    """Open a sheet as the window does, or at a project's path, and wait until all rows are there."""
    place = project or opening.project_path(book, sheet=None if sheet == USUAL else sheet)
    opened = opening.open(book, opening.preview(book, Choices(sheet=sheet)).choices, place)
    deadline = time.monotonic() + PATIENCE_S
    while opened.is_reading:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return opened


@pytest.fixture
def open_sheet(opening: Opening, book: Path) -> Iterator[OpenSheet]:
    """Return a function that opens a sheet of the workbook; in the end all are closed."""
    opened: list[OpenedProject] = []

    def open_it(sheet: str) -> OpenedProject:
        opened.append(open_sheet_of(opening, book, sheet))
        return opened[-1]

    yield open_it
    for project in opened:
        project.close()


def projects_beside(book: Path) -> list[str]:
    return sorted(child.name for child in book.parent.glob("*.emodesk"))


def test_that_each_sheet_has_a_project_of_its_own_beside_the_other(open_sheet: OpenSheet, book: Path) -> None:
    projects = [open_sheet(sheet) for sheet in (USUAL, "Wave 2")]
    assert [each.source.sheet for each in projects] == [USUAL, "Wave 2"]
    assert projects_beside(book) == ["waves.xlsx Wave 2.emodesk", "waves.xlsx.emodesk"]
    assert [each.output_stem for each in projects] == ["waves", "waves Wave 2"]
    for project in projects:
        project.close()
    again = [open_sheet(sheet).path for sheet in ("Wave 2", USUAL)]
    assert again == [project.path for project in reversed(projects)]


@pytest.mark.parametrize("sheet", [USUAL, "Wave 2"])
def test_that_a_sheet_that_is_open_is_not_opened_twice(open_sheet: OpenSheet, book: Path, sheet: str) -> None:
    for each in (USUAL, "Wave 2"):
        open_sheet(each)
    with pytest.raises(ProjectLockedError):
        open_sheet(sheet)
    assert len(projects_beside(book)) == 2


def test_that_a_sheet_is_opened_while_another_program_works_on_the_first(open_sheet: OpenSheet, book: Path) -> None:
    first = open_sheet(USUAL)
    first.close()
    code = (
        "import sys; from pathlib import Path; from emodesk.store.project import open_project; "
        "project = open_project(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(first.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        assert open_sheet("Wave 2").path.name == "waves.xlsx Wave 2.emodesk"
        with pytest.raises(ProjectLockedError):
            open_sheet(USUAL)
    assert projects_beside(book) == ["waves.xlsx Wave 2.emodesk", "waves.xlsx.emodesk"]


@pytest.mark.parametrize("name", ["waves.xlsx.emodesk", "waves.xlsx (2).emodesk"])
def test_that_a_project_whose_name_does_not_say_the_sheet_is_found(
    opening: Opening, open_sheet: OpenSheet, book: Path, name: str
) -> None:
    if name.endswith("(2).emodesk"):
        open_sheet(USUAL).close()
    before = open_sheet_of(opening, book, "Wave 2", opening.project_path(book))
    assert before.path.name == name
    before.save_view_state({"widths": {"text": 300}})
    before.close()
    again = open_sheet("Wave 2")
    assert again.path == before.path
    assert again.view_state()["widths"] == {"text": 300}


def test_that_an_empty_project_whose_name_does_not_say_the_sheet_is_left_to_the_usual_one(
    opening: Opening, open_sheet: OpenSheet, book: Path
) -> None:
    open_review_project(opening.project_path(book)).close()
    assert open_sheet("Wave 2").path.name == "waves.xlsx Wave 2.emodesk"
    assert open_sheet(USUAL).path.name == "waves.xlsx.emodesk"


def label(book: Path, sheet: str | None, model: Path) -> Path:
    """Do what ``emodesk label`` does; return where the project lies."""
    options = LabelOptions(
        ("v-reg",), (), "standard", model=str(model), is_any_model_welcome=True,
        settings=EngineSettings(threads=1), sheet=sheet,
    )  # fmt: skip
    suffixes = wiring.suffixes()
    engine = wiring.engine()
    try:
        places = find_places([book], None, *suffixes, wiring.addable_suffixes(), sheet)
        (result,) = wiring.label_files(engine, options, lambda _: None, lambda: False).run(places)
    finally:
        engine.close()
    assert result.report is not None
    return result.place.project


@pytest.mark.parametrize("named", [(USUAL, None), (None, USUAL), (USUAL, USUAL), ("Wave 2", "Wave 2")])
def test_that_the_window_finds_the_project_of_the_command_line_and_it_is_found_again(
    open_sheet: OpenSheet, book: Path, tiny: Path, named: tuple[str | None, str | None]
) -> None:
    before, after = named
    place = label(book, before, tiny)
    opened = open_sheet(before or USUAL)
    assert (opened.path, len(opened.runs)) == (place, 1)
    opened.close()
    assert label(book, after, tiny) == place
    assert projects_beside(book) == [place.name]


@pytest.mark.parametrize("named", [None, USUAL])
def test_that_the_command_line_finds_the_project_of_the_window(
    open_sheet: OpenSheet, book: Path, tiny: Path, named: str | None
) -> None:
    opened = open_sheet(USUAL)
    opened.close()
    assert label(book, named, tiny) == opened.path
    assert len(open_sheet(USUAL).runs) == 1
    assert projects_beside(book) == ["waves.xlsx.emodesk"]


def test_that_the_command_line_labels_a_sheet_while_the_window_has_the_usual_one(
    open_sheet: OpenSheet, book: Path, tiny: Path
) -> None:
    open_sheet(USUAL)
    assert label(book, "Wave 2", tiny).name == "waves.xlsx Wave 2.emodesk"
    for named in (None, USUAL):
        with pytest.raises(ProjectLockedError):
            label(book, named, tiny)
    assert len(projects_beside(book)) == 2


def test_that_the_command_line_leaves_what_another_sheet_has_under_the_plain_name(
    opening: Opening, book: Path, tiny: Path
) -> None:
    other = open_sheet_of(opening, book, "Wave 2", opening.project_path(book))
    other.close()
    assert label(book, USUAL, tiny).name == "waves.xlsx Wave 1.emodesk"
    again = open_sheet_of(opening, book, USUAL)
    assert again.path.name == "waves.xlsx Wave 1.emodesk"
    again.close()


def test_that_a_sheet_gets_no_second_project_while_the_one_named_after_it_is_in_use(
    opening: Opening, open_sheet: OpenSheet, book: Path
) -> None:
    in_use = open_sheet_of(opening, book, USUAL, opening.project_path(book, sheet=USUAL))
    with pytest.raises(ProjectLockedError):
        open_sheet(USUAL)
    in_use.close()
    assert projects_beside(book) == ["waves.xlsx Wave 1.emodesk"]


def test_that_a_workbook_that_has_changed_gets_new_projects_by_the_sheets(open_sheet: OpenSheet, book: Path) -> None:
    open_sheet("Wave 2").close()
    changed = openpyxl.load_workbook(book)
    changed["Wave 2"].append([99, "And in the end I was sad to leave them"])
    changed.save(book)
    assert open_sheet("Wave 2").path.name == "waves.xlsx Wave 2 (2).emodesk"


def test_that_a_sheet_does_not_take_the_place_of_another_whose_reading_was_cut_short(
    opening: Opening, open_sheet: OpenSheet, book: Path
) -> None:
    whole = open_sheet("Wave 2")
    source, columns = whole.source, whole.columns
    whole.close()
    place = opening.project_path(book)
    part = open_review_project(place)
    part.begin_table(source, columns, 2)
    part.append_rows(columns, [(1, "In Wave 2 I was glad")], is_text=False)
    part.close()
    assert open_sheet(USUAL).path.name == "waves.xlsx (2).emodesk"


def test_that_the_first_sheet_with_texts_that_is_not_open_is_looked_at(opening: Opening, book: Path) -> None:
    other = opening.look_beside(book, {USUAL})
    assert other is not None
    assert (other.preview.choices.sheet, other.usual_sheet) == ("Wave 2", USUAL)
    assert other.open_sheets == {USUAL}
    first = opening.look_beside(book, {"Wave 2"})
    assert first is not None
    assert first.preview.choices.sheet == USUAL
    assert opening.look_beside(book, {USUAL, "Wave 2"}) is None
    book.unlink()
    with pytest.raises(InputFileError):
        opening.look_beside(book, {USUAL})
