"""The labelling run: every distinct text gets its answers, safe in the project file before anyone hears of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from emodesk.app.asking import Asked, Splits, ask
from emodesk.app.chunks import TEXTS_IN_CHUNK, Chunk, answers_of, chunks, note_missing, requests_of, texts_in_chunk
from emodesk.app.long_texts import room_for_text, split_long_texts
from emodesk.core.events import Emit, TextsLabelled
from emodesk.core.ports import Engine, Project
from emodesk.core.project import LabellingPlan
from emodesk.core.reading import ModelInfo, Request
from emodesk.core.table import Column


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
        self.room_tokens = room_for_text(engine, model, self._asked)

    def survey(self, should_stop: Callable[[], bool] = lambda: False) -> Survey | None:
        """Look at all texts, split the long ones, and count what there is to do; None if it was stopped meanwhile."""
        self._splits = split_long_texts(
            self._project, self._engine, self._column, self._asked, self.room_tokens, should_stop
        )
        if should_stop():
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
