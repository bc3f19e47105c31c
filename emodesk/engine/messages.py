"""What goes between the program and its engine worker: msgpack frames, one message each, never pickles.

Bump PROTOCOL when a message changes; both sides are always of the same build, so a mismatch is a packaging fault.
"""

from __future__ import annotations

from typing import Final

import msgspec

from emodesk.core.reading import AnswerSet, FailedRequest, LoadOptions, ModelInfo, Reading, Request
from emodesk.core.sizes import size_in_words

PROTOCOL: Final = 6


class Load(msgspec.Struct, frozen=True, tag=True):
    """Load a model; answered by Loaded or Refused."""

    options: LoadOptions


class Define(msgspec.Struct, frozen=True, tag=True):
    """Make sets of legal answers known to the loaded model; not answered."""

    answer_sets: tuple[AnswerSet, ...]


class Examine(msgspec.Struct, frozen=True, tag=True):
    """Ask what llama.cpp was built for; answered by Examined."""

    with_gpus: bool = True
    """Whether to ask the drivers of GPUs, too; a broken one ends the worker."""


class Plan(msgspec.Struct, frozen=True, tag=True):
    """Ask how much of a model the GPUs should get; answered by Planned."""

    options: LoadOptions


class CountTokens(msgspec.Struct, frozen=True, tag=True):
    """Count the tokens of texts; answered by Counted."""

    texts: tuple[str, ...]


class Measure(msgspec.Struct, frozen=True, tag=True):
    """Time the evaluation of made-up tokens, before anything is asked of the loaded model; answered by Measured."""

    tokens: int
    times: int


class Score(msgspec.Struct, frozen=True, tag=True):
    """Answer a chunk of requests; answered by Scored or Refused."""

    requests: tuple[Request, ...]


class Drop(msgspec.Struct, frozen=True, tag=True):
    """Drop the chunk that is evaluated, within a batch if need be, and those that wait; answered by Dropped."""


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The worker's first message. No engine is loaded before a model says which one is needed."""

    protocol: int


class Gpu(msgspec.Struct, frozen=True, array_like=True):
    """A GPU that llama.cpp can use."""

    name: str
    """As its driver calls it."""
    back_end: str
    """``Vulkan``, ``CUDA`` and so on."""
    free_bytes: int
    total_bytes: int


class Examined(msgspec.Struct, frozen=True, tag=True):
    """What the engines are."""

    engine: str
    """Names and versions."""
    system: str
    """llama.cpp's own line on CPU features."""
    gpus: tuple[Gpu, ...] = ()
    gpu_back_ends: tuple[str, ...] = ()
    """What of llama.cpp could be loaded to reach GPUs, whether it found any or not."""
    gpu_problem: str = ""
    """How a driver ended the worker that asked for GPUs."""

    @property
    def gpus_in_words(self) -> str:
        """Say which GPUs there are, or why there's none, in a line."""
        if self.gpus:
            return "; ".join(
                f"{gpu.name} ({gpu.back_end}), {size_in_words(gpu.total_bytes)}, {size_in_words(gpu.free_bytes)} free"
                for gpu in self.gpus
            )
        why = "no part of the engine for GPUs is here"
        if self.gpu_problem:
            why = f"asking the driver ended the engine ({self.gpu_problem})"
        elif self.gpu_back_ends:
            why = f"none that {' or '.join(self.gpu_back_ends)} can use"
        return f"{why}; the CPU is used"


class Planned(msgspec.Struct, frozen=True, tag=True):
    """How many layers to put onto the GPUs, and why not all of them (a sentence; "" where it's what was asked for)."""

    layers: int
    note: str = ""


class Loaded(msgspec.Struct, frozen=True, tag=True):
    """The model is in memory."""

    info: ModelInfo


class Counted(msgspec.Struct, frozen=True, tag=True):
    """Token counts, in the order of the texts."""

    counts: tuple[int, ...]


class Measured(msgspec.Struct, frozen=True, tag=True):
    """How long each evaluation took; nothing where the engine can't be measured that way."""

    seconds: tuple[float, ...]


class Scored(msgspec.Struct, frozen=True, tag=True):
    """The results of one chunk."""

    readings: tuple[Reading, ...]
    failures: tuple[FailedRequest, ...]


class Dropped(msgspec.Struct, frozen=True, tag=True):
    """What was under way is dropped: no answer to it comes after this."""


class Refused(msgspec.Struct, frozen=True, tag=True):
    """The worker could not do what it was asked; ``error`` names a class of the error tree."""

    error: str
    message: str
    hint: str
    details: str


ToWorker = Examine | Plan | Load | Define | CountTokens | Measure | Score | Drop
FromWorker = Ready | Examined | Planned | Loaded | Counted | Measured | Scored | Dropped | Refused

_encoder = msgspec.msgpack.Encoder()
_to_worker = msgspec.msgpack.Decoder(ToWorker)
_from_worker = msgspec.msgpack.Decoder(FromWorker)


def encode(message: ToWorker | FromWorker) -> bytes:
    """Return the message as one frame."""
    return _encoder.encode(message)


def decode_to_worker(frame: bytes) -> ToWorker:
    """Read a frame in the worker."""
    message: ToWorker = _to_worker.decode(frame)
    return message


def decode_from_worker(frame: bytes) -> FromWorker:
    """Read a frame from the worker."""
    message: FromWorker = _from_worker.decode(frame)
    return message
