"""Folders that come and go as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from emodesk.modelhub.whole_folders import put_in_place, take_away


def folder_with(path: Path, words: str) -> Path:
    path.mkdir()
    (path / "weights").write_text(words)
    return path


def test_that_a_folder_takes_the_place_of_another(tmp_path: Path) -> None:
    folder_with(tmp_path / ".model.old", "left over")
    target = folder_with(tmp_path / "model", "old")
    put_in_place(folder_with(tmp_path / "incoming", "new"), target)
    assert [path.name for path in tmp_path.iterdir()] == ["model"]
    assert (target / "weights").read_text() == "new"


def test_that_the_old_folder_is_back_when_the_new_one_cannot_be_put_there(tmp_path: Path) -> None:
    target = folder_with(tmp_path / "model", "old")
    with pytest.raises(FileNotFoundError):
        put_in_place(tmp_path / "vanished", target)
    assert [path.name for path in tmp_path.iterdir()] == ["model"]
    assert (target / "weights").read_text() == "old"


def test_that_a_folder_is_taken_away_with_what_an_earlier_time_left(tmp_path: Path) -> None:
    folder_with(tmp_path / ".model.old", "left over")
    take_away(folder_with(tmp_path / "model", "old"))
    assert list(tmp_path.iterdir()) == []
