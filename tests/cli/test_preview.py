"""The first labelled rows on the terminal: the labels, and not what is only in the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from emodesk import wiring
from emodesk.app.opening import Opening
from tests.cli.conftest import Outcome, sentences


def test_that_it_shows_neither_notes_nor_who_changed_what_whatever_these_columns_are_called(
    tmp_path: Path, emodesk: Callable[..., Outcome], tiny: Path
) -> None:
    lines = "".join(f"mine,mine,{text}\n" for text in sentences(4))
    (tmp_path / "a.csv").write_text(f"needs_attention,changed_by_hand,text\n{lines}", "utf-8")
    words = ("label", "a.csv", "--text-column", "text", "--tasks", "v-reg", "--any-model", "--model", tiny, "-o")
    first = emodesk(*words, "first.csv")
    assert "valence" in first.stdout
    assert "needs_attention" not in first.stdout
    project = Opening(wiring.opening_adapters).open_project(tmp_path / "a.csv.emodesk")
    project.set_value([2], "valence", 0.125)
    project.close()
    second = emodesk(*words, "second.csv")
    assert "changed_by_hand (EmoDesk)" in (tmp_path / "second.csv").read_text("utf-8-sig").splitlines()[0]
    assert "0.12" in second.stdout
    assert "1 row changed by hand" in second.stdout
    assert "changed_by_hand" not in second.stdout
