"""What people do to labels is kept as steps: whole, named, undoable after the file was closed, never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emodesk.core.errors import ProjectError
from emodesk.core.review import State, Value
from emodesk.core.table import Row, Source, Table
from emodesk.store.review_project import SqliteReviewProject, open_review_project
from tests.store.review import COLUMNS, EMOTIONS, ROWS, SENTIMENT, SHEET, VALENCE, labelled_project, record

Project = tuple[SqliteReviewProject, int]


def shown(labelled: Project, number: int) -> list[tuple[Value | None, State]]:
    project, run = labelled
    (row,) = project.read_rows(run, COLUMNS, [number])
    return [(annotation.value, annotation.state) for annotation in row.annotations]


def test_that_an_edit_counts_and_the_models_label_stays_visible(labelled: Project) -> None:
    project, run = labelled
    change = project.decide("Edit valence", run, [(VALENCE, 2, 0.25, State.EDITED)])
    assert (change.name, list(change.numbers), change.columns) == ("Edit valence", [2], ("valence",))
    (row,) = project.read_rows(run, COLUMNS, [2])
    valence = row.annotations[0]
    assert (valence.value, valence.state, valence.model_value, valence.confidence) == (0.25, State.EDITED, 0.9, 0.8)
    assert row.state is State.EDITED
    assert row.annotations[1].state is State.MODEL


def test_that_typing_what_the_model_said_counts_as_reviewed(labelled: Project) -> None:
    project, run = labelled
    project.decide("Edit", run, [(EMOTIONS, 2, ("joy", "love"), State.EDITED), (SENTIMENT, 2, 3, State.EDITED)])
    assert [state for _, state in shown(labelled, 2)] == [State.MODEL, State.REVIEWED, State.REVIEWED]


def test_that_blind_labels_stay_blind_even_when_they_agree(labelled: Project) -> None:
    project, run = labelled
    project.decide("Label", run, [(SENTIMENT, 2, 3, State.BLIND)])
    assert shown(labelled, 2)[1] == (3, State.BLIND)


def test_that_accepting_marks_what_nobody_has_decided_on(labelled: Project) -> None:
    project, run = labelled
    project.decide("Edit", run, [(VALENCE, 2, 0.1, State.EDITED)])
    change = project.accept("Accept", run, COLUMNS, [2, 3, 4, 5])
    assert list(change.numbers) == [2, 3]  # neither the empty row nor the one without labels
    assert shown(labelled, 2) == [(0.1, State.EDITED), (3, State.REVIEWED), (("joy", "love"), State.REVIEWED)]
    assert shown(labelled, 4) == [(None, State.SKIPPED)] * 3
    assert not project.accept("Accept", run, COLUMNS, [2, 3])


def test_that_a_cleared_label_is_empty_and_not_the_models(labelled: Project) -> None:
    project, run = labelled
    project.decide("Clear", run, [(VALENCE, 2, None, State.EDITED)])
    assert shown(labelled, 2)[0] == (None, State.EDITED)
    project.revert("Back to the model", COLUMNS, [2])
    assert shown(labelled, 2)[0] == (0.9, State.MODEL)


def test_that_undo_and_redo_survive_closing_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.emodesk"
    project, run = labelled_project(path)
    project.decide("Edit valence", run, [(VALENCE, 2, 0.25, State.EDITED), (VALENCE, 3, 0.5, State.EDITED)])
    project.accept("Accept", run, [SENTIMENT], [2])
    project.close()
    project = open_review_project(path)
    step = project.next_undo()
    assert step is not None
    assert step.name == "Accept"
    undone = project.undo()
    assert undone is not None
    assert (undone.name, list(undone.numbers), undone.columns) == ("Undo: Accept", [2], ("sentiment",))
    assert shown((project, run), 2) == [(0.25, State.EDITED), (3, State.MODEL), (("joy", "love"), State.MODEL)]
    project.undo()
    assert shown((project, run), 3)[0] == (0.2, State.MODEL)
    assert project.undo() is None
    project.close()
    project = open_review_project(path)
    redone = project.redo()
    assert redone is not None
    assert (redone.name, list(redone.numbers)) == ("Redo: Edit valence", [2, 3])
    project.redo()
    assert project.redo() is None
    assert shown((project, run), 2)[:2] == [(0.25, State.EDITED), (3, State.REVIEWED)]
    project.close()


def test_that_a_new_step_after_undo_ends_what_could_be_redone(labelled: Project) -> None:
    project, run = labelled
    project.decide("First", run, [(VALENCE, 2, 0.1, State.EDITED)])
    project.undo()
    project.decide("Second", run, [(VALENCE, 2, 0.2, State.EDITED)])
    assert project.next_redo() is None
    project.undo()
    assert shown(labelled, 2)[0] == (0.9, State.MODEL)


def test_that_a_step_that_changes_nothing_is_no_step(labelled: Project) -> None:
    project, run = labelled
    project.decide("Edit", run, [(VALENCE, 2, 0.1, State.EDITED)])
    assert not project.decide("Again", run, [(VALENCE, 2, 0.1, State.EDITED)])
    assert not project.revert("Back", [SENTIMENT], [2])
    step = project.next_undo()
    assert step is not None
    assert step.name == "Edit"


def test_that_the_history_tells_every_change_and_undoing_adds_to_it(labelled: Project) -> None:
    project, run = labelled
    project.decide("Edit valence", run, [(VALENCE, 2, 0.25, State.EDITED)])
    project.undo()
    newest, oldest = project.history(COLUMNS, 2)
    assert (oldest.step, oldest.before_state, oldest.after, oldest.after_state) == (
        "Edit valence", State.MODEL, 0.25, State.EDITED,
    )  # fmt: skip
    assert (newest.step, newest.before, newest.after_state) == ("Undo: Edit valence", 0.25, State.MODEL)
    assert newest.at.endswith("+00:00")
    assert project.history(COLUMNS, 3) == ()


def test_that_a_decision_holds_for_the_next_model_too(labelled: Project) -> None:
    project, run = labelled
    project.decide("Edit", run, [(VALENCE, 2, 0.25, State.EDITED)])
    second = project.begin_run(record("other"))
    assert second == run + 1
    assert shown((project, second), 2)[0] == (0.25, State.EDITED)
    assert shown((project, second), 2)[1] == (None, State.NONE)


def test_that_people_can_label_before_any_model_did(labelled: Project) -> None:
    project, run = labelled
    project.decide("Label", run, [(VALENCE, 5, 0.75, State.BLIND)])
    (row,) = project.read_rows(run, COLUMNS, [5])
    assert row.annotations[0].value == 0.75
    assert row.state is State.BLIND


def test_that_an_attention_row_is_settled_when_its_doubtful_label_is_decided(labelled: Project) -> None:
    project, run = labelled
    (row,) = project.read_rows(run, COLUMNS, [3])
    assert (row.state, row.attention) == (State.ATTENTION, "off-format answer (emotions)")
    project.decide("Edit", run, [(VALENCE, 3, 0.3, State.EDITED)])
    assert project.read_rows(run, COLUMNS, [3])[0].state is State.ATTENTION
    project.accept("Accept", run, [EMOTIONS], [3])
    (row,) = project.read_rows(run, COLUMNS, [3])
    assert (row.state, row.attention) == (State.EDITED, "")


def test_that_given_labels_are_those_of_people_alone(labelled: Project) -> None:
    project, run = labelled
    project.decide("Edit", run, [(EMOTIONS, 2, (), State.EDITED)])
    project.accept("Accept", run, [SENTIMENT], [3])
    assert sorted(project.given_labels(COLUMNS, [2, 3, 4, 5])) == [(2, "emotions", ()), (3, "sentiment", -2)]
    assert project.given_labels([VALENCE], [2, 3]) == []


def changed_table(rows: tuple[Row, ...]) -> Table:
    return Table(Source(Path("answers.csv"), "1" * 64, None, "utf-8", ",", 1), SHEET, rows)


def test_that_a_changed_spreadsheet_never_moves_a_decision_to_another_row(labelled: Project) -> None:
    project, run = labelled
    project.decide("Edit", run, [(VALENCE, 3, 0.3, State.EDITED)])
    with pytest.raises(ProjectError) as caught:
        project.save_table(changed_table((ROWS[1], *ROWS)))
    assert "row 3" in caught.value.message
    assert caught.value.hint
    assert shown(labelled, 3)[0] == (0.3, State.EDITED)
    with pytest.raises(ProjectError):
        project.save_table(changed_table(ROWS[:1]))
    project.save_table(changed_table((("changed", "text", None), *ROWS[1:])))
    assert shown(labelled, 3)[0] == (0.3, State.EDITED)
    assert shown(labelled, 2)[0] == (None, State.NONE)  # what the model said of the old row 2 is gone


_VALUES = st.sampled_from([None, 0.0, 0.2, 0.9, 1.0])
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("decide"), st.sampled_from([2, 3, 5]), _VALUES),
        st.tuples(st.sampled_from(["accept", "revert"]), st.sampled_from([2, 3, 4]), st.none()),
        st.tuples(st.sampled_from(["undo", "redo"]), st.just(0), st.none()),
    ),
    max_size=14,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_STEPS)
def test_that_any_row_of_steps_can_be_undone_to_the_beginning_and_redone_to_the_end(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, float | None]]
) -> None:
    project, run = labelled_project(tmp_path_factory.mktemp("steps") / "a.emodesk")

    def everything() -> object:
        return project.read_rows(run, COLUMNS, [2, 3, 4, 5])

    beginning = everything()
    for kind, number, value in steps:
        match kind:
            case "decide":
                project.decide(kind, run, [(VALENCE, number, value, State.EDITED)])
            case "accept":
                project.accept(kind, run, COLUMNS, [number])
            case "revert":
                project.revert(kind, COLUMNS, [number])
            case "undo":
                project.undo()
            case _:
                project.redo()
    while project.redo():
        pass
    end = everything()
    while project.undo():
        pass
    assert everything() == beginning
    while project.redo():
        pass
    assert everything() == end
    project.close()
