"""Where outputs and project files go."""

from __future__ import annotations

from pathlib import Path

import pytest

from emodesk.app.places import Place, find_places, is_same_file, other_name
from emodesk.core.errors import ExportError, InputFileError, OptionError

READABLE, WRITABLE = {".xlsx", ".csv"}, {".xlsx", ".csv"}


def places(*inputs: Path, output: Path | None = None) -> list[Place]:
    return find_places(inputs, output, READABLE, WRITABLE)


def touch(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return [folder / name for name in names]


def test_that_two_sheets_with_outputs_of_their_own_do_not_share_a_project(tmp_path: Path) -> None:
    (source,) = touch(tmp_path, "waves.xlsx")
    found = [
        find_places([source], tmp_path / f"{number}.xlsx", READABLE, WRITABLE, sheet=sheet)[0].project.name
        for number, sheet in enumerate((None, "Wave 2", "A/B"))
    ]
    assert found == ["waves.xlsx.emodesk", "waves.xlsx Wave 2.emodesk", "waves.xlsx A-B.emodesk"]


def test_that_an_output_and_a_project_lie_beside_the_source(tmp_path: Path) -> None:
    (source,) = touch(tmp_path, "a.csv")
    assert places(source) == [Place(source, tmp_path / "a_emodesk.xlsx", tmp_path / "a.csv.emodesk")]


def test_that_a_folder_means_its_spreadsheets_but_not_outputs_locks_and_hidden_files(tmp_path: Path) -> None:
    touch(tmp_path, "b.csv", "a.XLSX", "a_emodesk.xlsx", "~$a.xlsx", ".hidden.csv", "notes.txt", "a.csv.emodesk")
    assert [place.source.name for place in places(tmp_path)] == ["a.XLSX", "b.csv"]


def test_that_a_file_named_twice_is_labelled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "a.csv", "b.csv")
    monkeypatch.chdir(tmp_path)
    found = places(Path("a.csv"), tmp_path, tmp_path / "b.csv", Path("../") / tmp_path.name / "a.csv")
    assert [place.source for place in found] == [Path("a.csv"), tmp_path / "b.csv"]


def test_that_outputs_and_projects_never_meet(tmp_path: Path) -> None:
    sources = touch(tmp_path, "one/a.csv", "one/a.xlsx", "two/a.csv", "two/A.csv", "one/b.csv")
    out = tmp_path / "out"
    out.mkdir()
    for chosen in (sources[:2], sources[:3], [sources[0], sources[4]]):
        for output in (None, out):
            found = places(*chosen, output=output)
            assert len({str(place.output).casefold() for place in found}) == len(chosen)
            assert len({str(place.project).casefold() for place in found}) == len(chosen)


def test_that_files_alike_by_name_and_folder_get_a_number(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    alike = touch(tmp_path, "2023/raw/data.csv", "2024/raw/data.csv", "2025/raw/data.csv")
    found = places(*alike, output=out)
    assert [place.output.name for place in found] == [
        "raw_data_csv_emodesk.xlsx", "raw_data_csv (2)_emodesk.xlsx", "raw_data_csv (3)_emodesk.xlsx",
    ]  # fmt: skip
    assert [place.project.name for place in found] == [
        "raw_data.csv.emodesk", "raw_data.csv (2).emodesk", "raw_data.csv (3).emodesk",
    ]  # fmt: skip
    assert places(*alike, output=out) == found


def test_that_no_output_takes_the_place_of_another_source(tmp_path: Path) -> None:
    first, second = touch(tmp_path, "a.xlsx", "a_emodesk.xlsx")
    found = places(first, second)
    assert [place.output.name for place in found] == ["a (2)_emodesk.xlsx", "a_emodesk_emodesk.xlsx"]
    assert places(first)[0].output == second  # by itself it's the output of an earlier time


def test_that_the_source_is_known_by_another_name_too(tmp_path: Path) -> None:
    (source,) = touch(tmp_path, "answers.xlsx")
    other = tmp_path / "Answers.xlsx"  # where letters' case counts, a second link does what a Mac does by itself
    if not other.exists():
        other.hardlink_to(source)
    with pytest.raises(ExportError, match="replace the source"):
        places(source, output=other)
    assert not is_same_file(source, tmp_path / "new.xlsx")
    assert is_same_file(tmp_path / "new.xlsx", tmp_path / "." / "new.xlsx")


def test_that_what_cannot_be_is_refused(tmp_path: Path) -> None:
    first, second = touch(tmp_path, "a.csv", "b.csv")
    (tmp_path / "empty").mkdir()
    with pytest.raises(OptionError, match="one file"):
        places(first, second, output=tmp_path / "out.xlsx")
    with pytest.raises(OptionError, match=r"\.docx"):
        places(first, output=tmp_path / "out.docx")
    with pytest.raises(ExportError, match="replace the source"):
        places(first, output=tmp_path / "a.csv")
    with pytest.raises(InputFileError, match="no spreadsheet"):
        places(tmp_path / "empty")


def test_that_a_project_has_another_name_with_its_sheet_or_without(tmp_path: Path) -> None:
    plain, named = tmp_path / "waves.xlsx.emodesk", tmp_path / "waves.xlsx A-B.emodesk"
    assert (other_name(plain, "A/B"), other_name(named, "A/B")) == (named, plain)
    assert other_name(tmp_path / "a.csv.emodesk", None) is None
