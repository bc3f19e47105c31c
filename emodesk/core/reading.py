"""What the engine is asked and what it read: plain data that crosses the process boundary and goes into the project.

The engine knows nothing of emotions. It's given a prompt and the complete list of legal answers, and it reports at
each point where the model had a choice how probable every legal continuation was.
"""

from __future__ import annotations

import hashlib

import msgspec

from emodesk.core.engine_settings import UNCHOSEN, EngineSettings, KvType, Weights


class AnswerSet(msgspec.Struct, frozen=True, array_like=True):
    """All legal answers to one question.

    ``groups[i]`` numbers the meaning of ``texts[i]``: ``1.0`` and ``1.00`` are different texts with one meaning.
    A choice that can't change the meaning any more isn't worth a decoding step.
    """

    key: str
    texts: tuple[str, ...]
    groups: tuple[int, ...]
    is_read_to_the_end: bool = False
    """Whether the rest of an answer is read even where its meaning is decided. That costs a step, and tells a model
    that means the answer from one that only begins like it ("1: negative, 2: neutral, …")."""

    def digest(self) -> str:
        """Return a short digest of the answers; answers read under another set are never mixed with these."""
        return hashlib.sha256(msgspec.msgpack.encode(self)).hexdigest()[:16]


class Request(msgspec.Struct, frozen=True, array_like=True):
    """One prompt to be answered. ``prompt`` is complete, template included; ``answers`` names an AnswerSet.

    The first ``head_chars`` characters are the instruction that many prompts share, the last ``tail_chars`` the rest of
    the question; between them stands the text. The engine evaluates instruction and text once.
    """

    id: int
    prompt: str
    answers: str
    head_chars: int
    tail_chars: int

    @property
    def head(self) -> str:
        """Return the instruction, as the prompt words it."""
        return self.prompt[: self.head_chars]

    @property
    def text(self) -> str:
        """Return what stands between instruction and question, with the spaces around it."""
        return self.prompt[self.head_chars : len(self.prompt) - self.tail_chars]


class Decision(msgspec.Struct, frozen=True, array_like=True):
    """One point at which the model chose.

    ``prefix`` is the answer up to here; ``options`` are the legal continuations up to the next choice, each with its
    probability among the legal ones (they sum to 1). An empty continuation means: the answer ends here.
    ``legal_mass`` (0..1) is what the legal ones had together of the model's whole vocabulary.
    """

    prefix: str
    options: tuple[tuple[str, float], ...]
    legal_mass: float


class Reading(msgspec.Struct, frozen=True, array_like=True):
    """The answer to one request.

    ``answer`` is the model's own greedy answer among the legal ones (where its rest is decided, the shortest text of
    that meaning). ``off_format`` (0..1) is the probability that free generation would have left the legal answers.
    """

    id: int
    answer: str
    decisions: tuple[Decision, ...]
    off_format: float


class ModelInfo(msgspec.Struct, frozen=True, kw_only=True):
    """What the engine says about the model that it has loaded."""

    name: str
    architecture: str
    fingerprint: str
    """SHA-256 of the model file, lower-case hex."""
    file_name: str
    size_bytes: int
    parameters: int
    window_tokens: int
    """Longest prompt, answer included, that the model takes."""
    vocabulary: int
    device: str
    gpu_layers: int
    threads: int
    batch_tokens: int
    engine: str
    """Name and version of the engine, e.g. ``llama-cpp-python 0.3.36``."""
    notes: tuple[str, ...] = ()
    """What the user should know of how it was loaded, a sentence each (fewer GPU layers than asked for …)."""
    settings: EngineSettings | None = None
    """What a run needs to get the same bits again; None for an engine that leaves nothing to choose."""


class LoadOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to load a model. None lets the engine choose."""

    path: str
    fingerprint: str
    threads: int | None = None
    gpu_layers: int | None = None
    """None: as many as fit; 0: the CPU alone."""
    batch_tokens: int = 512
    micro_batch_tokens: int | None = None
    """None: as many as in a batch."""
    weights: Weights | None = None
    """None: mapped where llama.cpp has fast kernels for weights as they lie in the file, else repacked."""
    kv_type: KvType = KvType.F16
    flash_attention: bool | None = None
    """None: on the CPU, but not on a GPU, where it sums in half precision."""
    on_cpu: EngineSettings = UNCHOSEN
    """What holds instead where the CPU does all of the work: what was measured there says nothing about a GPU."""

    def run_with(self, settings: EngineSettings) -> LoadOptions:
        """Return these options with what the settings choose."""
        return msgspec.structs.replace(self, **settings.chosen())


class FailedRequest(msgspec.Struct, frozen=True, array_like=True):
    """A request that the engine gave up on (its worker died on it twice); the run goes on without it."""

    id: int
    reason: str
