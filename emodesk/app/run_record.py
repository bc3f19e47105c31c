"""What made the labels, as it's kept with the project."""

from __future__ import annotations

import datetime as dt

import msgspec

import emodesk
from emodesk.app.asking import ask
from emodesk.core.engine_settings import UNCHOSEN, EngineSettings
from emodesk.core.model_file import ModelFile
from emodesk.core.ports import Project
from emodesk.core.project import LabellingPlan, RunRecord
from emodesk.core.reading import ModelInfo


def last_run(project: Project, plan: LabellingPlan, model_fingerprint: str) -> tuple[int, RunRecord] | None:
    """Return the run of a plan and model, with its number; the newest, if an earlier version began several."""
    runs = (each for each in reversed(project.runs()) if each[1].is_of(plan, model_fingerprint))
    return next(runs, None)


def settings_to_go_on(project: Project, plan: LabellingPlan, model_fingerprint: str) -> EngineSettings:
    """Return how to run the model where such a plan would go on with an earlier run."""
    known = last_run(project, plan, model_fingerprint)
    return known[1].settings_to_go_on if known else UNCHOSEN


def go_on(project: Project, record: RunRecord, *, has_work: bool) -> tuple[int, RunRecord]:
    """Go on with the run of the same plan and model, or begin a new one; return its number and its record.

    Where nothing is left to ask, the known record holds: it says how the answers came about.
    """
    number, known = last_run(project, record.plan, record.model_fingerprint) or (None, None)
    if known is not None and not has_work:
        record = msgspec.structs.replace(known, room_tokens=record.room_tokens)
    else:
        record = msgspec.structs.replace(record, earlier=_ways_before(project, record))
        if known is not None and known.finished_at is None:  # it's still the same run
            record = msgspec.structs.replace(record, started_at=known.started_at)
    if number is None:
        return project.begin_run(record), record
    if record != known:
        project.update_run(number, record)
    return number, record


def _ways_before(project: Project, record: RunRecord) -> tuple[str, ...]:
    """Return in which other ways the model was run where answers are kept that this run may take over."""
    if not project.answer_count():
        return ()
    keys = _some_keys(record)
    runs = (each for _, each in project.runs() if not keys.isdisjoint(_some_keys(each)))
    ways = dict.fromkeys(way for each in runs for way in (*each.earlier, each.way))
    return tuple(way for way in ways if way != record.way)


def _some_keys(record: RunRecord) -> frozenset[bytes]:
    """Return under which keys a run keeps what it asks of a text: those that two runs share, they answer once."""
    return frozenset(ask(record.plan, record.model_fingerprint).keys("text"))


def new_record(plan: LabellingPlan, model: ModelFile, info: ModelInfo, room_tokens: int) -> RunRecord:
    """Return the record of a run that begins now; ``room_tokens`` of a text the model takes at once."""
    return RunRecord(
        plan=plan,
        model_fingerprint=model.fingerprint,
        model_name=model.name,
        model_file=model.path.name,
        engine=info.engine,
        device=f"{info.device}, {_how(info)}",
        app_version=emodesk.__version__,
        started_at=now(),
        settings=info.settings,
        room_tokens=room_tokens,
    )


def _how(info: ModelInfo) -> str:
    if info.settings is not None:
        return info.settings.in_words()
    return f"{info.threads} threads, batches of {info.batch_tokens} tokens"


def now() -> str:
    """Return the time as ISO 8601 in UTC, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
