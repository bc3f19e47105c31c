"""Which jobs there are, in which order, and what was kept of earlier calls.

Peers take turns, so that a machine that grows slower or faster does so for all of them. Each job is done in a fresh
process and kept as a file: a measurement may be spread over several calls.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from emodesk.core.affect.columns import Profile
from tests.benchmarks.labelling.texts import texts
from tests.benchmarks.labelling.work import STARTER, Job, Outcome

EMODESK: Final = "emodesk"
STANDARD: Final = "emodesk, standard"
PREFILL: Final = "prefill"
BY_ROW: Final = "row"
BY_TASK: Final = "task"
SERVER: Final = "server"
OWN_SERVER: Final = "own server"
TUNING: Final = "tuning"
WAYS: Final = (EMODESK, STANDARD, PREFILL, BY_ROW, BY_TASK, SERVER, OWN_SERVER)
SERVERS: Final = (SERVER, OWN_SERVER)
TEXTS: Final[Mapping[str, Mapping[str, int]]] = {
    STARTER: {EMODESK: 639, STANDARD: 639, BY_ROW: 31, BY_TASK: 31, SERVER: 31, OWN_SERVER: 31},
    "1b": {EMODESK: 15, STANDARD: 15, BY_ROW: 3, BY_TASK: 3, SERVER: 7, OWN_SERVER: 7},
    "7b": {EMODESK: 7, STANDARD: 7, BY_ROW: 1, BY_TASK: 1, SERVER: 3, OWN_SERVER: 3},
}
"""How many texts each way labels, so that none takes more than two minutes or so on a fast computer; numbers of texts
whose lengths are spread evenly. With fewer than its slots, a server that's asked by task can't fill them."""
_TRIED_SLOTS: Final = (1, 2, 4, 8, 16)
_TEXTS_TO_TRY: Final = 7


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One job, done."""

    job: Job
    outcome: Outcome
    wall_seconds: float


class OutOfTimeError(Exception):
    """The next job would take longer than there's time."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model to measure."""

    name: str
    shape: str
    path: Path


@dataclass(slots=True)
class Rounds:
    """The jobs of one model."""

    model: Model
    folder: Path
    """Where parts are kept."""
    base: Job
    """What all jobs of the model have in common."""
    ways: Sequence[str]
    repeats: int
    most_texts: int | None
    own_server: str
    """A llama-server, or empty."""
    until: float = float("inf")
    """``time.monotonic()`` at which nothing may be under way any more."""
    tell: Callable[[str], None] = print
    is_tuned: bool = True
    """Whether EmoDesk runs as it measures to be fastest, else as the base says."""
    server: Job | None = None
    """How a server is run; None until that was tried."""
    parts: dict[str, list[Part]] = field(default_factory=dict)
    """What is done, by way, a part for each round."""

    def run(self) -> None:
        """Do what isn't done, and what there's time for. Raises OutOfTimeError where something is left."""
        left: dict[str, OutOfTimeError] = {}
        for number in range(self.repeats):
            for way in self.ways:
                if way in left or (way == OWN_SERVER and not self.own_server):
                    continue
                try:
                    self.parts.setdefault(way, []).append(self._part(way, self._job(way), number))
                except OutOfTimeError as error:
                    left[way] = error
        if left:
            raise OutOfTimeError("; ".join(map(str, left.values())))

    def _job(self, way: str) -> Job:
        changes: dict[str, object] = {"peer": way, "texts": self._texts(way)}
        if way in (EMODESK, STANDARD):
            profile = Profile.STANDARD if way == STANDARD else Profile.PAPER
            changes |= {"peer": EMODESK, "profile": profile.value} | (self._as_measured() if self.is_tuned else {})
        if way in SERVERS:
            self.server = self.server or self._best_server()
            path = self.own_server if way == OWN_SERVER else ""
            return msgspec.structs.replace(self.server, texts=self._texts(way), server=path)
        if way == PREFILL and (ours := self.parts.get(EMODESK)):
            changes["batch_tokens"] = int(ours[-1].outcome.figures["batch_tokens"])
        return msgspec.structs.replace(self.base, **changes)

    def _as_measured(self) -> dict[str, object]:
        """Return how EmoDesk is to run the model, measured once before all rounds."""
        outcome = self._part(TUNING, msgspec.structs.replace(self.base, peer=TUNING), 0).outcome
        return {"batch_tokens": int(outcome.figures["batch_tokens"]), "weights": outcome.words.get("weights", "")}

    def _texts(self, way: str, most: int = 1_000_000) -> int:
        return min(most, TEXTS[self.model.shape].get(way, 1), self.most_texts or most)

    def _best_server(self) -> Job:
        """Return how a server is best run, and in which order it's best asked.

        Each is tried once on a few texts, the order with two slots. Asked by row, a server with several slots has each
        instruction in one of them; by task, all of them have the same one.
        """
        way, path = (OWN_SERVER, self.own_server) if self.own_server else (SERVER, "")
        few = self._texts(way, _TEXTS_TO_TRY)

        def rate(job: Job) -> float:
            outcome = self._part(f"{way}, tried", job, 0).outcome
            return outcome.prompts / outcome.seconds

        base = msgspec.structs.replace(self.base, peer=SERVER, slots=2, texts=few, server=path)
        best = max((msgspec.structs.replace(base, order=order) for order in ("row", "task")), key=rate)
        best = max((msgspec.structs.replace(best, slots=slots) for slots in _TRIED_SLOTS), key=rate)
        return max((msgspec.structs.replace(best, is_repacked=is_repacked) for is_repacked in (True, False)), key=rate)

    def _part(self, way: str, job: Job, number: int) -> Part:
        path = self.folder / f"{self._name(way)}-{_digest(job)}-{number}.json"
        if path.exists():
            return msgspec.json.decode(path.read_bytes(), type=Part)
        self._check_time(way)
        started = time.monotonic()
        outcome = run_job(job)
        part = Part(job=job, outcome=outcome, wall_seconds=time.monotonic() - started)
        self.folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(msgspec.json.format(msgspec.json.encode(part), indent=1))
        self.tell(f"{self.model.name}, {way}, {number + 1}: {_sentence(part)}")
        return part

    def _name(self, way: str) -> str:
        """Return how the files of a way's parts begin."""
        return "-".join(f"{self.model.name} {way}".replace(",", "").split())

    def _check_time(self, way: str) -> None:
        before = self.folder.glob(f"{self._name(way)}-*.json")
        expected = max((msgspec.json.decode(path.read_bytes(), type=Part).wall_seconds for path in before), default=0.0)
        if time.monotonic() + expected > self.until:
            raise OutOfTimeError(f"{self.model.name}, {way}: {expected:.0f} s")


def run_job(job: Job) -> Outcome:
    """Do a job in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.labelling.job_process"],
        input=msgspec.json.encode(job), capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{job.peer} failed:\n{done.stderr.decode('utf-8', 'replace')[-2_000:]}")
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=Outcome)


def _digest(job: Job) -> str:
    """Return a digest of the job and its texts; the model counts by its name and size, wherever it lies."""
    model = Path(job.model)
    named = msgspec.structs.replace(job, model=model.name, server="own" if job.server else "")
    told = msgspec.json.encode((named, model.stat().st_size, texts(job.texts)))
    return hashlib.sha256(told).hexdigest()[:8]


def _sentence(part: Part) -> str:
    outcome = part.outcome
    if part.job.peer == TUNING:
        weights = outcome.words.get("weights", "on the GPU")
        return f"weights {weights}, {outcome.figures['batch_tokens']:.0f} tokens a batch"
    if not outcome.prompts:
        return f"{outcome.figures['tokens_per_s']:.1f} tokens/s"
    settings = f", {part.job.slots} slots by {part.job.order}" if part.job.peer == SERVER else ""
    return f"{outcome.prompts / outcome.seconds:.2f} prompts/s in {outcome.seconds:.0f} s{settings}"
