"""The labelling run: every distinct text gets its answers, safe in the project file before anyone hears of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from emodesk.app.asking import Asked, Splits, ask
from emodesk.app.chunks import TEXTS_IN_CHUNK, Chunk, answers_of, chunks, note_missing, requests_of, texts_in_chunk
from emodesk.core.affect.long_text import split
from emodesk.core.events import Emit, TextsLabelled
from emodesk.core.ports import Engine, Project
from emodesk.core.project import LabellingPlan, text_key
from emodesk.core.reading import ModelInfo, Request
from emodesk.core.table import Column

_COUNT_AT_ONCE: Final = 256


@dataclass(frozen=True, slots=True)
class Survey:
    """What is in the text column. All counts are of rows but ``distinct`` and ``to_do``, which are of texts."""

    rows: int
    empty: int
    distinct: int
    to_do: int


def survey(project: Project, column: Column, asked: Asked, splits: Splits, *, texts: int = TEXTS_IN_CHUNK) -> Survey:
    """Look at all texts, so many in a chunk, and count what there is to do."""
    rows = empty = distinct = to_do = 0
    for chunk in chunks(project, column, texts=texts, splits=splits):
        note_missing(project, asked, splits, chunk)
        rows += len(chunk.rows)
        empty += sum(not text for _, text in chunk.rows)
        distinct += len(chunk.texts)
        to_do += chunk.missing_texts
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
        size = texts_in_chunk(self._model)  # what's asked once for two texts counts with the first chunk that asks it
        return survey(self._project, self._column, self._asked, self._splits, texts=size)

    def run(self, to_do: int, emit: Emit, should_stop: Callable[[], bool]) -> bool:
        """Answer everything that lacks an answer; return whether all is done (False: it was stopped).

        Raises EngineError; whatever was answered before is kept.
        """
        in_flight: deque[Chunk] = deque()
        done = prompts = 0

        def requests() -> Iterator[Sequence[Request]]:
            size = texts_in_chunk(self._model)
            for chunk in chunks(self._project, self._column, texts=size, splits=self._splits):
                note_missing(self._project, self._asked, self._splits, chunk)
                if chunk.missing:
                    in_flight.append(chunk)
                    yield requests_of(chunk)

        for results in self._engine.score(requests(), self._asked.answer_sets, should_stop):
            chunk = in_flight.popleft()
            self._project.save_answers(list(answers_of(chunk, results).values()))
            done += chunk.missing_texts
            prompts += len(chunk.missing)
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


def _distinct_texts(project: Project, column: Column) -> Iterator[str]:
    return (text for chunk in chunks(project, column) for text in chunk.texts)
