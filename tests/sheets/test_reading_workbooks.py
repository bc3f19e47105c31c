"""Workbooks of every kind give their cells back as they were stored."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest
import xlsxwriter

from emodesk.core.errors import InputFileError
from emodesk.sheets import list_sheets, read_table

SHARED = Path(__file__).parents[3] / "shared" / "data"


def office_convert(path: Path, suffix: str, folder: Path) -> Path:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice isn't installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", suffix, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.{suffix.split(':')[0]}"


@pytest.fixture
def rich_workbook(tmp_path: Path) -> Path:
    path = tmp_path / "rich.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        book.add_worksheet("Empty")
        sheet = book.add_worksheet("Data")
        day, clock = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "hh:mm:ss"})
        sheet.write_row(2, 1, ["id", "text", "n", "when", "at", "yes", "formula", "error"])
        for row, code in enumerate(("007", "12345678901234567890"), start=3):
            sheet.write_string(row, 1, code)
            sheet.write_string(row, 2, "NA" if row == 3 else "1/2 😀\nnew line, =not a formula")
            sheet.write_number(row, 3, row if row == 3 else 2.5)
            sheet.write_datetime(row, 4, dt.date(2024, 2, 29), day)
            sheet.write_datetime(row, 5, dt.time(23, 59, 1), clock)
            sheet.write_boolean(row, 6, row == 3)
            sheet.write_formula(row, 7, "=1+1", value=2)
            sheet.write_formula(row, 8, "=NA()", value="#N/A")
    return path


def test_that_a_note_of_one_row_before_the_table_is_passed_over_and_a_hidden_sheet_is_not_taken_for_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "notes.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Notes").write_row(0, 0, ["Interviews of 2024"])
        sheet = book.add_worksheet("Data")
        for row, cells in enumerate([["id", "text"], ["1", "I am fine."], ["2", "So am I."]]):
            sheet.write_row(row, 0, cells)
    assert read_table(path).source.sheet == "Data"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Data").write_row(0, 0, ["id", "text"])
        sheet = book.add_worksheet("Codes")
        sheet.hide()
        for row in range(3):
            sheet.write_row(row, 0, ["code", "meaning"])
    with pytest.raises(InputFileError, match="no rows below"):
        read_table(path)


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_that_cells_keep_what_they_hold(rich_workbook: Path, suffix: str, tmp_path: Path) -> None:
    path = rich_workbook if suffix == "xlsx" else office_convert(rich_workbook, suffix, tmp_path)
    table = read_table(path)
    assert table.source.sheet == "Data"
    assert [column.name for column in table.columns][:7] == ["id", "text", "n", "when", "at", "yes", "formula"]
    assert table.rows[0][:3] == ("007", "NA", 3)
    assert type(table.rows[0][2]) is int
    assert table.rows[1][:3] == ("12345678901234567890", "1/2 😀\nnew line, =not a formula", 2.5)
    assert table.rows[0][4:7] == (dt.time(23, 59, 1), True, 2)
    assert str(table.rows[0][3])[:10] == "2024-02-29"
    assert (table.source.header_row, table.first_row) == (3, 4)


def test_that_the_sheet_is_chosen_by_name_and_an_unknown_one_lists_all(rich_workbook: Path) -> None:
    assert list_sheets(rich_workbook) == ("Empty", "Data")
    assert read_table(rich_workbook, sheet="data").source.sheet == "Data"
    with pytest.raises(InputFileError) as caught:
        read_table(rich_workbook, sheet="Dta")
    assert "“Empty”, “Data”" in caught.value.hint
    with pytest.raises(InputFileError, match="empty"):
        read_table(rich_workbook, sheet="Empty")


def test_that_a_workbook_under_the_wrong_suffix_is_read_by_its_content(rich_workbook: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.xls"
    shutil.copy(rich_workbook, wrong)
    assert read_table(wrong).rows == read_table(rich_workbook).rows


@pytest.mark.slow
def test_that_every_workbook_of_the_collection_reads_or_says_why_not() -> None:
    folder = SHARED / "workbooks"
    if not folder.is_dir():
        pytest.skip("the shared workbooks aren't here")
    paths = sorted(folder.iterdir())
    refusals: list[InputFileError] = []
    for path in paths:
        for header in (True, False):
            try:
                assert read_table(path, header=header).rows
            except InputFileError as error:
                refusals.append(error)
    assert all(error.message and error.hint for error in refusals)
    assert not [error.message for error in refusals if "damaged" in error.message]
    assert len(refusals) < len(paths)
