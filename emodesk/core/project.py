"""What a project file keeps, as plain data."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import msgspec

from emodesk.core.engine_settings import UNCHOSEN, EngineSettings
from emodesk.core.reading import Reading


def answer_key(prompt: str, answers_digest: str, model_fingerprint: str) -> bytes:
    """Return the 16 bytes under which an answer is kept: same prompt, same legal answers, same model, same key.

    Rows with the same text share their keys, so each distinct text is scored once, and a second run scores nothing.
    """
    digest = hashlib.blake2b(digest_size=16)
    for part in (model_fingerprint, answers_digest, prompt):
        digest.update(part.encode("utf-8", "replace"))
        digest.update(b"\0")
    return digest.digest()


def text_key(text: str) -> bytes:
    """Return 16 bytes that stand for a text where the text itself would be too much."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer, or why there's none."""

    key: bytes
    reading: Reading | None
    failure: str = ""
    """Why the engine gave up on it; empty where there's a reading."""


class LabellingPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What the user asked for; it's kept with the project, and the provenance quotes it."""

    text_column: str
    tasks: tuple[str, ...]
    emotions: tuple[str, ...]
    profile: str
    style: str = "aaid"
    heads: dict[str, int] = {}
    """AAID wording per task, where it's not the default."""
    scores: str = "answer"
    """How scores are read, a ``ScoreReading``."""


class RunRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One model over the rows: what made the labels."""

    plan: LabellingPlan
    model_fingerprint: str
    model_name: str
    model_file: str
    engine: str
    device: str
    app_version: str
    started_at: str
    """ISO 8601, UTC."""
    finished_at: str | None = None
    """None while the run isn't complete."""
    settings: EngineSettings | None = None
    """How the engine ran the model: a run that goes on does it the same way, and gets the same bits."""
    earlier: tuple[str, ...] = ()
    """In which other ways the model was run before, in words: some of the answers are from then."""
    room_tokens: int | None = None
    """How many tokens of a text the model took at once; longer texts were split. None in runs of before it was kept."""

    @property
    def way(self) -> str:
        """How the model was run, in words."""
        return f"{self.engine}, {self.device}"

    def is_of(self, plan: LabellingPlan, model_fingerprint: str) -> bool:
        """Say whether it's a run of that plan and model."""
        return (self.plan, self.model_fingerprint) == (plan, model_fingerprint)

    @property
    def settings_to_go_on(self) -> EngineSettings:
        """How to run the model where this run goes on; a finished one leaves it open."""
        return self.settings.for_the_same_bits() if self.settings and self.finished_at is None else UNCHOSEN
