"""Every bad file is refused with a sentence that says what and one that says what to do."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from emodesk.core.errors import InputFileError
from emodesk.sheets import list_sheets, read_table
from tests.damaged_zip import with_flipped_bits
from tests.workbooks.documents import CONTENT
from tests.workbooks.own_documents import RICH, write_document

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "interviews.xlsx"


def refused(path: Path) -> InputFileError:
    with pytest.raises(InputFileError) as caught:
        read_table(path)
    assert caught.value.message.endswith(".")
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("suffix", ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt", "jsonl", "parquet"])
def test_that_missing_empty_and_broken_files_are_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    assert "no file" in refused(path).message
    path.write_bytes(b"")
    assert "empty" in refused(path).message
    for body in (b"PK\x03\x04" + b"x" * 500, OLE + b"\0" * 2000, bytes(range(256)) * 40):
        path.write_bytes(body)
        refused(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "no workbook")
    refused(path)


def test_that_a_folder_and_an_unknown_kind_are_refused(tmp_path: Path) -> None:
    assert "folder" in refused(tmp_path).message
    (tmp_path / "a.docx").write_text("x", "utf-8")
    assert "xlsx" in refused(tmp_path / "a.docx").hint


def test_that_a_truncated_workbook_is_refused_wherever_it_ends(tmp_path: Path) -> None:
    sample = SAMPLE.read_bytes()
    path = tmp_path / "cut.xlsx"
    for size in range(1, len(sample) - 30, 700):
        path.write_bytes(sample[:size])
        refused(path)


@pytest.mark.parametrize(("suffix", "part"), [("xlsx", "xl/worksheets/sheet1.xml"), ("ods", CONTENT)])
def test_that_a_workbook_in_which_a_bit_has_changed_is_refused_or_read(tmp_path: Path, suffix: str, part: str) -> None:
    path = tmp_path / f"whole.{suffix}"
    write_document(path, RICH) if suffix == "ods" else shutil.copy(SAMPLE, path)
    damaged, refusals = tmp_path / f"damaged.{suffix}", 0
    for content in with_flipped_bits(path, part):
        damaged.write_bytes(content)
        try:
            read_table(damaged)
        except InputFileError:
            refusals += 1
    assert refusals > 0


@pytest.mark.parametrize("suffix", ["xlsx", "xlsb", "xls"])
def test_that_a_password_is_named(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"locked.{suffix}"
    path.write_bytes(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600)
    error = refused(path)
    assert "password" in error.message
    assert "without the password" in error.hint
    with pytest.raises(InputFileError, match="password"):
        list_sheets(path)


def test_that_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text\n1,a b c\n", "utf-8")

    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)
    assert "can't be opened" in refused(path).message


def test_that_a_sheet_without_rows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text\n,\n", "utf-8")
    assert "no rows below" in refused(path).message
    path.write_text("\n \n".replace(" ", ""), "utf-8")
    assert "empty" in refused(path).message


def test_that_a_binary_file_named_csv_is_refused(tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path / "a.csv")
    assert "workbook" in refused(tmp_path / "a.csv").message


def test_a_forgotten_cell_at_the_end_of_the_sheet_is_refused_before_it_eats_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "text"
    sheet["A2"] = "one answer"
    sheet["XFD1048576"] = "x"
    book.save(path)
    with pytest.raises(InputFileError, match="XFD1048576"):
        read_table(path)
