"""What made the labels, as it's kept with the project."""

from __future__ import annotations

import datetime as dt

import emodesk
from emodesk.core.model_file import ModelFile
from emodesk.core.project import LabellingPlan, RunRecord
from emodesk.core.reading import ModelInfo


def new_record(plan: LabellingPlan, model: ModelFile, info: ModelInfo) -> RunRecord:
    """Return the record of a run that begins now."""
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
    )


def _how(info: ModelInfo) -> str:
    if info.settings is not None:
        return info.settings.in_words()
    return f"{info.threads} threads, batches of {info.batch_tokens} tokens"


def now() -> str:
    """Return the time as ISO 8601 in UTC, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
