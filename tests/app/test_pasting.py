"""What can't be pasted is said in a sentence that the window has in its own language, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from emodesk.core.errors import EditError
from tests.app.conftest import Open, request, write_texts


@pytest.mark.parametrize(
    ("block", "place", "hint"),
    [
        ([["0.5", "1"], ["0.5", "so-so"]], "For row 3, column 2", "One of: -3, -2, -1, 0, 1, 2, 3."),
        ([["0.5"], ["rather good"]], "For row 3, column 1", "A number from 0 to 1."),
        ([["0.5 0.6"]], "For row 2, column 1", "A number from 0 to 1."),
    ],
)
def test_that_a_cell_that_is_no_label_is_named_by_its_place_and_nothing_is_written(
    block: list[list[str]], place: str, hint: str, tmp_path: Path, open_it: Open, tiny: Path
) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 3))
    project.labelling.start(request(tiny, tasks=("v-reg", "v-oc")))
    heard.wait_for_end()
    before = project.rows([2, 3])
    with pytest.raises(EditError) as caught:
        project.paste(block, [2, 3], ["valence", "sentiment"])
    assert caught.value.message == (
        f"Nothing was pasted. {place} of what was copied holds no label that can stand there."
    )
    assert caught.value.hint == hint
    assert project.rows([2, 3]) == before
