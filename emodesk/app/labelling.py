"""The labelling run: every distinct text gets its answers, safe in the project file before anyone hears of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from emodesk.core.affect.answers import answer_set, answers_key
from emodesk.core.affect.columns import questions
from emodesk.core.affect.long_text import split
from emodesk.core.affect.prompts import PromptSpec, one_line
from emodesk.core.events import Emit, TextsLabelled
from emodesk.core.ports import Engine, Project
from emodesk.core.project import LabellingPlan, StoredAnswer, answer_key, text_key
from emodesk.core.reading import AnswerSet, FailedRequest, ModelInfo, Reading, Request
from emodesk.core.table import Column

_TEXTS_IN_CHUNK: Final = 16
"""Texts that are evaluated and committed together. Counted over all distinct texts of the sheet, not over those still
to do, so that a resumed run forms the same chunks as an undisturbed one and gets the same bits."""
_COUNT_AT_ONCE: Final = 256

Splits = Mapping[bytes, tuple[int, ...]]
"""How many characters each part of a long text has, by ``text_key``."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every text, prepared once per run."""

    specs: tuple[PromptSpec, ...]
    answer_sets: tuple[AnswerSet, ...]
    digests: tuple[str, ...]
    """Digest of the answer set of each spec."""
    fingerprint: str
    """SHA-256 of the model."""

    def keys(self, text: str) -> list[bytes]:
        """Return under which keys the answers for one text (or one part of it) are kept, in the order of the specs."""
        return [
            answer_key(spec.render(text), digest, self.fingerprint)
            for spec, digest in zip(self.specs, self.digests, strict=True)
        ]


def ask(plan: LabellingPlan, fingerprint: str) -> Asked:
    """Prepare the questions of a plan for one model."""
    specs = questions(plan)
    sets = {answers_key(spec): answer_set(spec) for spec in specs}
    digests = {key: answers.digest() for key, answers in sets.items()}
    return Asked(specs, tuple(sets.values()), tuple(digests[answers_key(spec)] for spec in specs), fingerprint)


@dataclass(frozen=True, slots=True)
class Survey:
    """What is in the text column. All counts are of rows but ``distinct`` and ``to_do``, which are of texts."""

    rows: int
    empty: int
    distinct: int
    to_do: int


def survey(project: Project, column: Column, asked: Asked, splits: Splits) -> Survey:
    """Look at all texts and count what there is to do."""
    rows = empty = distinct = to_do = 0
    for _, text in project.column_texts(column):
        rows += 1
        empty += not one_line(text)
    for chunk in _chunks(project, column):
        distinct += len(chunk)
        to_do += _count_incomplete(project, asked, splits, chunk)
    return Survey(rows, empty, distinct, to_do)


class LabellingRun:
    """One plan, one model, one project. Use it once: first ``survey``, then ``run``."""

    def __init__(self, project: Project, engine: Engine, model: ModelInfo, column: Column, plan: LabellingPlan) -> None:
        self._project = project
        self._engine = engine
        self._model = model
        self._column = column
        self._asked = ask(plan, model.fingerprint)
        self._splits: Splits = {}

    def split(self, should_stop: Callable[[], bool] = lambda: False) -> bool:
        """Split the texts that are too long for the model; where they're split is kept in the project.

        Returns False if it was stopped meanwhile; then nothing is kept.
        """
        splits = self._split_long_texts(should_stop)
        if splits is None:
            return False
        self._splits = splits
        self._project.save_splits(self._splits)
        return True

    def survey(self, should_stop: Callable[[], bool] = lambda: False) -> Survey | None:
        """Look at all texts, split the long ones, and count what there is to do; None if it was stopped meanwhile."""
        if not self.split(should_stop):
            return None
        return survey(self._project, self._column, self._asked, self._splits)

    def run(self, to_do: int, emit: Emit, should_stop: Callable[[], bool]) -> bool:
        """Answer everything that lacks an answer; return whether all is done (False: it was stopped).

        Raises EngineError; whatever was answered before is kept.
        """
        in_flight: deque[_Chunk] = deque()
        done = prompts = 0

        def requests() -> Iterator[Sequence[Request]]:
            for texts in _chunks(self._project, self._column):
                if missing := _missing(self._project, self._asked, self._splits, texts):
                    incomplete = _count_incomplete(self._project, self._asked, self._splits, texts)
                    in_flight.append(_Chunk(tuple(missing), incomplete))
                    yield [
                        Request(number, spec.render(part), answers_key(spec), spec.head_chars)
                        for number, (spec, part) in enumerate(missing.values())
                    ]

        for answers in self._engine.score(requests(), self._asked.answer_sets, should_stop):
            chunk = in_flight.popleft()
            self._project.save_answers([_stored(chunk.keys[answer.id], answer) for answer in answers])
            done += chunk.texts
            prompts += len(chunk.keys)
            emit(TextsLabelled(done, to_do, prompts))
        return not should_stop()

    def _split_long_texts(self, should_stop: Callable[[], bool]) -> Splits | None:
        room = self._room_tokens()
        splits: dict[bytes, tuple[int, ...]] = {}
        # A token is at least one byte, so a text of fewer bytes than there's room for needs no counting.
        suspects = (t for t in _distinct_texts(self._project, self._column) if len(t.encode()) > room)
        while some := list(islice(suspects, _COUNT_AT_ONCE)):
            for text, count in zip(some, self._engine.count_tokens(some), strict=True):
                if should_stop():
                    return None
                if count > room:
                    splits[text_key(text)] = tuple(map(len, split(text, room, self._engine.count_tokens)))
        return splits

    def _room_tokens(self) -> int:
        """Return how many tokens of the model's window are left for the text itself."""
        frames = [spec.render("") for spec in self._asked.specs]
        longest_answer = max(len(text) for answers in self._asked.answer_sets for text in answers.texts)
        longest_frame = max(self._engine.count_tokens(frames))
        # An answer has fewer tokens than characters; a few more for the tokens at the seams.
        return max(16, self._model.window_tokens - longest_frame - longest_answer // 2 - 8)


@dataclass(frozen=True, slots=True)
class _Chunk:
    keys: tuple[bytes, ...]
    texts: int


def _stored(key: bytes, answer: Reading | FailedRequest) -> StoredAnswer:
    if isinstance(answer, FailedRequest):
        return StoredAnswer(key, None, answer.reason)
    return StoredAnswer(key, answer)


def _chunks(project: Project, column: Column) -> Iterator[list[str]]:
    """Yield all distinct texts in the order of the sheet, a chunk at a time."""
    texts = _distinct_texts(project, column)
    while chunk := list(islice(texts, _TEXTS_IN_CHUNK)):
        yield chunk


def _distinct_texts(project: Project, column: Column) -> Iterator[str]:
    seen: set[bytes] = set()
    for _, cell in project.column_texts(column):
        text = one_line(cell)
        key = text_key(text)
        if text and key not in seen:
            seen.add(key)
            yield text


def _missing(
    project: Project, asked: Asked, splits: Splits, texts: Sequence[str]
) -> dict[bytes, tuple[PromptSpec, str]]:
    """Return what must be asked (question and text, or part of one) for the answers that the texts lack, by key."""
    wanted: dict[bytes, tuple[PromptSpec, str]] = {}
    for text in texts:
        for part in parts_of(text, splits):
            for spec, key in zip(asked.specs, asked.keys(part), strict=True):
                wanted.setdefault(key, (spec, part))
    known = project.known_answers(list(wanted))
    return {key: question for key, question in wanted.items() if key not in known}


def _count_incomplete(project: Project, asked: Asked, splits: Splits, texts: Sequence[str]) -> int:
    """Return how many of the texts lack an answer."""
    if not _missing(project, asked, splits, texts):
        return 0
    return sum(bool(_missing(project, asked, splits, [text])) for text in texts)


def parts_of(text: str, splits: Splits) -> tuple[str, ...]:
    """Return the parts in which a text (already on one line) is scored: itself, unless it was split.

    A stretch of nothing but spaces is no part: there's nothing to read in it.
    """
    lengths = splits.get(text_key(text)) if splits else None
    if lengths is None:
        return (text,)
    parts, begin = [], 0
    for length in lengths:
        part = text[begin : begin + length]
        if not part.isspace():
            parts.append(part)
        begin += length
    return tuple(parts)
