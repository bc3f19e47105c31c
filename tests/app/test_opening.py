"""From a spreadsheet to an open project: what's guessed, what's counted, what becomes of what's there already."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from emodesk.app.opening import Opening
from emodesk.core.errors import InputFileError, ProjectDamagedError, ProjectError, ProjectLockedError
from emodesk.core.preview import Choices, Counts
from emodesk.core.review import State
from emodesk.core.row_query import RowQuery
from emodesk.store.review_project import open_review_project
from tests.app.conftest import Open, request, write_texts
from tests.store.review import COLUMNS, VALENCE, answers, record
from tests.vanishing_disk import failing_reads

ROWS = 12_000


def test_that_a_preview_says_what_was_guessed_and_follows_what_is_chosen(tmp_path: Path, opening: Opening) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Study 7;\nid;answer\n1;I am glad to be here\n2;I am sad that it ended\n", "utf-8")
    preview = opening.preview(path)
    assert preview.choices == Choices(None, 2, "answer", "utf-8", ";")
    assert preview.rows == ((3, ("1", "I am glad to be here")), (4, ("2", "I am sad that it ended")))
    assert (preview.has_encoding, preview.has_delimiter, preview.sheets, preview.problem) == (True, True, (), "")
    again = opening.preview(path, Choices(header_row=1, delimiter=";"))
    assert [column.name for column in again.columns] == ["Study 7", "Column B"]
    assert again.rows[0] == (2, ("id", "answer"))


def test_that_a_preview_without_a_text_column_can_be_looked_at(tmp_path: Path, opening: Opening) -> None:
    path = tmp_path / "numbers.csv"
    path.write_text("a,b\n1,2\n3,4\n", "utf-8")
    preview = opening.preview(path)
    assert preview.choices.text_column is None
    assert "reads like text" in preview.problem


def test_that_counts_grow_and_end_complete(tmp_path: Path, opening: Opening) -> None:
    path = tmp_path / "a.csv"
    german = "Ich war an diesem Tag sehr traurig und wollte nur noch nach Hause gehen"
    path.write_text(f"id,text\n1,I am glad\n2,I am glad\n3,\n4,{german}\n5,{'long ' * 1500}\n", "utf-8")
    heard: list[Counts] = []
    counts = opening.count(path, opening.preview(path).choices, heard.append, lambda: False)
    assert counts == Counts(5, 3, 1, 1, 3, 1, is_complete=True)
    assert heard
    assert not opening.count(path, opening.preview(path).choices, heard.append, lambda: True).is_complete


def test_that_a_project_lies_beside_the_spreadsheet_and_is_opened_again_with_its_edits(
    tmp_path: Path, open_it: Open, tiny: Path
) -> None:
    path = write_texts(tmp_path / "a.csv", 20)
    project, heard = open_it(path)
    assert project.path == tmp_path / "a.csv.emodesk"
    assert (project.row_count, project.text_column and project.text_column.name) == (20, "text")
    project.labelling.start(request(tiny))
    heard.wait_for_end()
    project.set_value([5], "valence", 0.25)
    project.save_view_state({"widths": {"text": 300}})
    project.close()
    again, _ = open_it(path)
    assert again.rows([5])[0].annotations[0].value == 0.25
    assert again.rows([5])[0].annotations[0].state is State.EDITED
    assert again.view_state()["widths"] == {"text": 300}
    again.close()
    path.unlink()
    alone, _ = open_it(tmp_path / "a.csv.emodesk")
    assert not alone.is_source_there
    assert alone.row_count == 20
    assert list(alone.row_numbers(RowQuery())) == list(range(2, 22))


def test_that_a_changed_spreadsheet_gets_a_project_of_its_own_and_the_old_one_stays(
    tmp_path: Path, open_it: Open
) -> None:
    path = write_texts(tmp_path / "a.csv", 3)
    project, _ = open_it(path)
    project.close()
    before = project.path.read_bytes()
    write_texts(path, 5, word="sad")
    second, _ = open_it(path)
    assert second.path != project.path
    assert second.row_count == 5
    assert project.path.read_bytes() == before


def test_that_a_project_that_is_open_elsewhere_is_refused_in_words(
    tmp_path: Path, open_it: Open, opening: Opening
) -> None:
    path = write_texts(tmp_path / "a.csv", 3)
    project, _ = open_it(path)
    with pytest.raises(ProjectLockedError) as caught:
        opening.open_project(project.path)
    assert caught.value.hint
    assert project.row_count == 3  # the one that's open goes on


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lambda path: path.write_bytes(b"no project at all" * 99), ProjectDamagedError),
        (lambda path: path.unlink(), ProjectError),
    ],
)
def test_that_a_damaged_or_missing_project_is_explained_and_kept(
    tmp_path: Path, opening: Opening, open_it: Open, spoil: Callable[[Path], object], kind: type[ProjectError]
) -> None:
    project, _ = open_it(write_texts(tmp_path / "a.csv", 3))
    project.close()
    spoil(project.path)
    with pytest.raises(kind):
        opening.open_project(project.path)


def test_that_a_spreadsheet_that_cant_be_read_leaves_nothing_behind(tmp_path: Path, opening: Opening) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\x89PNG" + bytes(100))
    with pytest.raises(InputFileError):
        opening.open(path, Choices(), opening.project_path(path))
    assert sorted(child.name for child in tmp_path.iterdir()) == ["a.csv", "home"]


def test_that_reading_that_was_cut_short_begins_anew(
    tmp_path: Path, opening: Opening, open_it: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_texts(tmp_path / "a.csv", 30_000)
    project = opening.open(path, opening.preview(path).choices, opening.project_path(path))
    assert 0 < project.row_count <= 30_000
    project.close()  # in the middle of it
    again, _ = open_it(path)
    assert again.path == project.path
    assert again.row_count == 30_000
    assert again.project.is_whole()


def cut_short(path: Path, opening: Opening) -> Path:
    """Leave a project behind whose reading was cut short."""
    with failing_reads(OSError()):
        project = opening.open(path, opening.preview(path).choices, opening.project_path(path))
        while project.is_reading:
            time.sleep(0.01)
    project.close()
    return project.path


def test_that_what_people_decided_before_the_reading_was_cut_short_never_slips_to_other_texts(
    tmp_path: Path, opening: Opening, open_it: Open, tiny: Path
) -> None:
    path = write_texts(tmp_path / "a.csv", ROWS)
    before = cut_short(path, opening)
    part = open_review_project(before)
    run = part.begin_run(record())
    part.save_labelled((), run, COLUMNS, answers())
    part.decide("Edit", run, [(VALENCE, 3, 0.25, State.EDITED)])
    part.close()
    write_texts(path, ROWS, word="sad")
    project, _ = open_it(path)
    assert project.path.name == "a.csv (2).emodesk"
    assert (project.row_count, project.rows([3])[0].annotations) == (ROWS, ())
    project.close()
    again, _ = open_it(path)
    assert again.path == project.path
    old, _ = open_it(before)
    (row,) = old.rows([3])
    assert "glad" in row.cells[1]
    assert (row.annotations[0].value, row.annotations[0].state) == (0.25, State.EDITED)
    with pytest.raises(InputFileError, match="hasn't been read to its end"):
        old.labelling.start(request(tiny))


def test_that_a_project_that_was_cut_short_is_free_again_when_its_spreadsheet_cant_be_read(
    tmp_path: Path, opening: Opening
) -> None:
    path = write_texts(tmp_path / "a.csv", ROWS)
    project = cut_short(path, opening)
    path.write_bytes(b"\x89PNG" + bytes(100))
    for _ in range(2):
        with pytest.raises(InputFileError, match="isn't a text file"):
            opening.open_project(project)


def test_that_a_project_is_free_again_when_its_spreadsheet_cant_be_compared(
    tmp_path: Path, opening: Opening, open_it: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    path = write_texts(tmp_path / "a.csv", 3)
    project, _ = open_it(path)
    project.close()
    choices = opening.preview(path).choices
    monkeypatch.setattr("emodesk.app.opening.hashlib.file_digest", fail)
    for _ in range(2):
        with pytest.raises(InputFileError, match="can't be read"):
            opening.open(path, choices, project.path)


def test_that_a_preview_of_an_output_chooses_the_column_that_was_labelled(tmp_path: Path, opening: Opening) -> None:
    path = tmp_path / "labelled.csv"
    path.write_text(
        'id,reaction,emotions\n1,so happy,"joy, optimism, love"\n2,very sad,"sadness, fear, anger"\n', "utf-8"
    )
    assert opening.preview(path).choices.text_column == "emotions"
    account = {"Codebook": [{"column": "emotions"}], "Provenance": [{"what": "text column", "value": "reaction"}]}
    path.with_name("labelled.csv.provenance.json").write_text(json.dumps(account), "utf-8")
    assert opening.preview(path).choices.text_column == "reaction"
    assert opening.preview(path, Choices(text_column="emotions")).choices.text_column == "emotions"
