"""Label columns and their names."""

from __future__ import annotations

import pytest

from emodesk.core.affect.columns import Profile, label_columns, label_of
from emodesk.core.affect.tasks import EMOTIONS, TASKS
from emodesk.core.project import LabellingPlan


@pytest.mark.parametrize("profile", Profile)
def test_that_a_columns_name_tells_what_it_is_about(profile: Profile) -> None:
    plan = LabellingPlan(text_column="text", tasks=tuple(TASKS), emotions=EMOTIONS, profile=profile.value)
    columns = label_columns(plan)
    assert len(columns) == 19
    for column in columns:
        assert label_of(column.name) == (column.task_id, column.emotion)


@pytest.mark.parametrize("name", ["", "text", "noise_level", "_intensity", "anger", "Valence"])
def test_that_a_column_of_the_users_own_is_about_nothing_of_ours(name: str) -> None:
    assert label_of(name) is None
