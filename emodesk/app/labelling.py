"""The labelling run: every distinct text gets its answers, safe in the project file before anyone hears of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
from emodesk.core.reading import AnswerSet, FailedRequest, ModelInfo, Request
from emodesk.core.table import Column

_TEXTS_IN_CHUNK: Final = 16
"""Texts that are evaluated and committed together. Counted over all distinct texts of the sheet, not over those still
to do, so that a resumed run forms the same chunks as an undisturbed one and gets the same bits."""
_COUNT_AT_ONCE: Final = 256


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


class LabellingRun:
    """One plan, one model, one project. Use it once."""

    def __init__(self, project: Project, engine: Engine, model: ModelInfo, column: Column, plan: LabellingPlan) -> None:
        self._project = project
        self._engine = engine
        self._model = model
        self._column = column
        self._asked = ask(plan, model.fingerprint)
        self._splits: dict[bytes, tuple[int, ...]] = {}

    def survey(self) -> Survey:
        """Look at all texts, split the long ones, and count what there is to do."""
        self._split_long_texts()
        rows = empty = distinct = to_do = 0
        for rows, (_, text) in enumerate(self._project.column_texts(self._column), 1):  # noqa: B007  counts the rows
            empty += not one_line(text)
        for chunk in self._chunks():
            distinct += len(chunk)
            to_do += self._count_incomplete(chunk)
        return Survey(rows, empty, distinct, to_do)

    def run(self, to_do: int, emit: Emit, should_stop: Callable[[], bool]) -> bool:
        """Answer everything that lacks an answer; return whether all is done (False: it was stopped).

        Raises EngineError; whatever was answered before is kept.
        """
        pending: list[_Chunk] = []
        done = prompts = 0

        def requests() -> Iterator[Sequence[Request]]:
            for texts in self._chunks():
                if missing := self._missing(texts):
                    pending.append(_Chunk(tuple(key for _, key in missing), self._count_incomplete(texts)))
                    yield [request for request, _ in missing]

        results = self._engine.score(requests(), self._asked.answer_sets, should_stop)
        for answers in results:
            chunk = pending.pop(0)
            self._project.save_answers(
                [
                    StoredAnswer(chunk.keys[answer.id], None, answer.reason)
                    if isinstance(answer, FailedRequest)
                    else StoredAnswer(chunk.keys[answer.id], answer)
                    for answer in answers
                ]
            )
            done += chunk.texts
            prompts += len(chunk.keys)
            emit(TextsLabelled(done, to_do, prompts))
            if should_stop():
                return False
        return not should_stop()

    def _count_incomplete(self, texts: Sequence[str]) -> int:
        return sum(bool(self._missing([text])) for text in texts)

    def _chunks(self) -> Iterator[list[str]]:
        """Yield all distinct texts in the order of the sheet, a chunk at a time."""
        texts = self._distinct_texts()
        while chunk := list(islice(texts, _TEXTS_IN_CHUNK)):
            yield chunk

    def _distinct_texts(self) -> Iterator[str]:
        seen: set[bytes] = set()
        for _, cell in self._project.column_texts(self._column):
            text = one_line(cell)
            key = text_key(text)
            if text and key not in seen:
                seen.add(key)
                yield text

    def _missing(self, texts: Sequence[str]) -> list[tuple[Request, bytes]]:
        """Return a request for each answer that the texts lack; their ids count from 0."""
        asked = self._asked
        wanted: dict[bytes, tuple[PromptSpec, str]] = {}
        for text in texts:
            for part in parts_of(text, self._splits):
                for spec, key in zip(asked.specs, asked.keys(part), strict=True):
                    wanted.setdefault(key, (spec, part))
        known = self._project.known_answers(list(wanted))
        missing = [(key, spec, part) for key, (spec, part) in wanted.items() if key not in known]
        return [
            (Request(number, spec.render(part), answers_key(spec), spec.head_chars), key)
            for number, (key, spec, part) in enumerate(missing)
        ]

    def _split_long_texts(self) -> None:
        room = self._room_tokens()
        splits: dict[bytes, tuple[int, ...]] = {}
        # A token is at least one byte, so a text of fewer bytes than there's room for needs no counting.
        suspects = (text for text in self._distinct_texts() if len(text.encode()) > room)
        while some := list(islice(suspects, _COUNT_AT_ONCE)):
            for text, count in zip(some, self._engine.count_tokens(some), strict=True):
                if count > room:
                    splits[text_key(text)] = tuple(map(len, split(text, room, self._engine.count_tokens)))
        self._splits = splits
        self._project.save_splits(splits)

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


def parts_of(text: str, splits: dict[bytes, tuple[int, ...]]) -> tuple[str, ...]:
    """Return the parts in which a text (already on one line) is scored: itself, unless it was split."""
    lengths = splits.get(text_key(text)) if splits else None
    if lengths is None:
        return (text,)
    parts, begin = [], 0
    for length in lengths:
        parts.append(text[begin : begin + length])
        begin += length
    return tuple(parts)
