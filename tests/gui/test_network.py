"""A whole session with the window opens no connection: seen from outside, in every process that it starts."""

from __future__ import annotations

from pathlib import Path

import pytest
from desktop_session import DesktopSession, on_x11
from sample_steps import PROJECT_TITLE, confirm_opening, edit_a_class, export, label

from tests.network_calls import local_sockets, sockets, watching

pytestmark = [pytest.mark.slow, on_x11]


def test_that_opening_labelling_correcting_and_exporting_opens_no_socket(
    home: Path, sample: Path, tmp_path: Path
) -> None:
    log = tmp_path / "calls"
    project = sample.with_name(f"{sample.name}.emodesk")
    with DesktopSession(home, watched_by=watching(log)) as session:
        program = session.start(str(sample))
        session.wait(lambda: "shown" if session.titles() else "", "there's no window")
        confirm_opening(session, project)
        label(session, project)
        edit_a_class(session, project)
        export(session, sample.with_name("interviews_emodesk.xlsx"))
        session.window(PROJECT_TITLE)
        session.press("ctrl+q")
        assert program.wait(60) == 0
    assert local_sockets(log), "nobody was watching"
    assert sockets(log) == []
