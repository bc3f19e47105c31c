"""One run over the rows of an open project: answers and rows go to the disk chunk by chunk, before anyone hears.

The chunks of the rows that somebody is looking at come first.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from emodesk.app.asking import Splits, ask
from emodesk.app.chunk_plan import ChunkPlan
from emodesk.app.chunks import Chunk, answers_of, chunks, note_missing, requests_of, texts_in_chunk
from emodesk.app.long_texts import room_for_text, split_long_texts
from emodesk.app.pausing import Pausing
from emodesk.app.row_labels import RowLabeller
from emodesk.app.run_rows import row_answers
from emodesk.app.work_order import WorkOrder
from emodesk.core.affect.columns import label_columns
from emodesk.core.events import Emit, RowsLabelled, RunProgressed
from emodesk.core.ports import Engine
from emodesk.core.project import LabellingPlan, RunRecord, StoredAnswer
from emodesk.core.reading import FailedRequest, ModelInfo, Reading, Request
from emodesk.core.review_ports import ReviewProject
from emodesk.core.table import Column

_WINDOW_S: Final = 60.0
KNOWN_WITHIN_S: Final = 0.5
"""So long rows are written whose answers are known, a million perhaps, while answers from the engine lie waiting."""


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to do, or what was done in how long."""

    texts: int = 0
    rows: int = 0
    chars: int = 0
    seconds: float = 0.0

    @property
    def texts_per_s(self) -> float:
        """Return the speed; 0 where nothing was measured."""
        return self.texts / self.seconds if self.seconds else 0.0

    @property
    def chars_per_s(self) -> float:
        """Return the speed by the length of the texts; 0 where nothing was measured."""
        return self.chars / self.seconds if self.seconds else 0.0


class DeskRun:
    """One plan, one model, one project. First ``split_long_texts``, then ``survey``, then the rest."""

    def __init__(
        self,
        project: ReviewProject,
        engine: Engine,
        column: Column,
        plan: LabellingPlan,
        model: ModelInfo,
        emit: Emit,
        looked_at: Callable[[], Sequence[int]],
    ) -> None:
        """``looked_at`` gives the numbers of the rows that are on the screen now."""
        self._project = project
        self._engine = engine
        self._column = column
        self._columns = label_columns(plan)
        self._emit = emit
        self._texts_in_chunk = texts_in_chunk(model)
        self._looked_at = looked_at
        self.asked = ask(plan, model.fingerprint)
        self.room_tokens = room_for_text(engine, model, self.asked)
        self.splits: Splits = {}
        self._plan = ChunkPlan(project, column, self.splits)
        self.attention_rows = 0

    def split_long_texts(self, should_stop: Callable[[], bool]) -> None:
        """Find out which texts are too long for the model and where they're split; it's kept in the project."""
        self.splits = split_long_texts(
            self._project, self._engine, self._column, self.asked, self.room_tokens, should_stop
        )

    def survey(self, numbers: Sequence[int] | None, should_stop: Callable[[], bool]) -> Work:
        """Find out where the chunks of all rows (or those of ``numbers``) stand, and count what lacks an answer."""
        texts = rows = chars = 0
        self._plan = ChunkPlan(self._project, self._column, self.splits)
        found = chunks(self._project, self._column, numbers, texts=self._texts_in_chunk, splits=self.splits)
        for chunk in found:
            if should_stop():
                break
            self._plan.note(chunk)
            note_missing(self._project, self.asked, self.splits, chunk)
            texts, rows, chars = texts + chunk.missing_texts, rows + len(chunk.rows), chars + chunk.missing_chars
        return Work(texts, rows, chars)

    def measure(self, texts: int, should_stop: Callable[[], bool]) -> Work:
        """Label so many texts that lack an answer, those on the screen first, and time it."""
        done = Work()
        order = WorkOrder(self._plan, self._looked_at)
        while not should_stop() and done.texts < texts and (chunk := order.next()) is not None:
            order.settle(chunk)  # its rows are written by the run
            note_missing(self._project, self.asked, self.splits, chunk)
            if not chunk.missing:
                continue
            started = time.monotonic()
            for results in self._engine.score([requests_of(chunk)], self.asked.answer_sets, should_stop):
                self._project.save_answers(list(answers_of(chunk, results).values()))
                done = Work(
                    done.texts + chunk.missing_texts,
                    done.rows,
                    done.chars + chunk.missing_chars,
                    done.seconds + time.monotonic() - started,
                )
        return done

    def label(
        self,
        run: int,
        record: RunRecord,
        to_do: Work,
        should_stop: Callable[[], bool],
        pausing: Pausing,
        told: tuple[str, str],
    ) -> bool:
        """Label what was surveyed; return whether all is done. ``told`` names device and model for the events.

        A pause takes effect at once where it can: what a slow model is at is dropped, and asked again afterwards.
        Raises EngineError; whatever was answered before is kept.
        """
        labeller = RowLabeller(self._project, self._column, record)
        order = WorkOrder(self._plan, self._looked_at)
        pace = _Pace(to_do, told)

        def requests() -> Iterator[Sequence[Request]]:
            since = time.monotonic()
            while not (should_stop() or pausing.is_wanted) and (chunk := order.next()) is not None:
                note_missing(self._project, self.asked, self.splits, chunk)
                if chunk.missing:
                    yield requests_of(chunk)
                    since = time.monotonic()
                elif order.waits_for_nothing(chunk):
                    self._write(run, labeller, order, chunk, {})
                if order.first is not None and time.monotonic() - since > KNOWN_WITHIN_S:
                    return  # to hear the engine; it's called again then

        while not should_stop():
            results = self._engine.score(
                requests(), self.asked.answer_sets, lambda: should_stop() or pausing.is_overdue
            )
            self._keep(run, labeller, results, order, pace)
            if order.is_done:
                break
            order.take_back()
            is_paused = pausing.is_wanted
            if pausing.wait(should_stop) and is_paused:
                pace.begin_again()
        if should_stop():
            return False
        if not to_do.texts:
            self._emit(pace.after(Chunk()))
        return True

    def _keep(
        self,
        run: int,
        labeller: RowLabeller,
        answers: Iterator[Sequence[Reading | FailedRequest]],
        order: WorkOrder,
        pace: _Pace,
    ) -> None:
        for results in answers:
            chunk = order.first
            assert chunk is not None
            self._write(run, labeller, order, chunk, answers_of(chunk, results))
            # Now those that ask nothing and had to wait for it. They always stand behind what they wait for.
            while order.first is not None and not order.first.missing:
                self._write(run, labeller, order, order.first, {})
            self._emit(pace.after(chunk))

    def _write(
        self, run: int, labeller: RowLabeller, order: WorkOrder, chunk: Chunk, fresh: dict[bytes, StoredAnswer]
    ) -> None:
        """Write a chunk's answers, and its rows that are complete with them."""
        numbered = order.settle(chunk)
        rows = row_answers(self._project, labeller, numbered, fresh)
        if fresh or rows:
            self._project.save_labelled(list(fresh.values()), run, self._columns, rows)
        if rows:
            self.attention_rows += sum(any(row.doubtful) for row in rows)
            self._emit(RowsLabelled([number for number, _ in numbered]))


class _Pace:
    """How fast it goes, over the last minute, and when it will be done, by the length of what's left."""

    def __init__(self, to_do: Work, told: tuple[str, str]) -> None:
        self._to_do = to_do
        self._device, self._model = told
        self._texts = self._chars = 0
        self._marks: deque[tuple[float, int, int]] = deque([(time.monotonic(), 0, 0)])

    def begin_again(self) -> None:
        """Leave a pause out of the reckoning."""
        self._marks = deque([(time.monotonic(), self._texts, self._chars)])

    def after(self, chunk: Chunk) -> RunProgressed:
        now = time.monotonic()
        self._texts += chunk.missing_texts
        self._chars += chunk.missing_chars
        self._marks.append((now, self._texts, self._chars))
        while len(self._marks) > 2 and now - self._marks[0][0] > _WINDOW_S:
            self._marks.popleft()
        since, texts, chars = self._marks[0]
        seconds = now - since
        rate = (self._chars - chars) / seconds if seconds > 0 else 0.0
        left = max(0, self._to_do.chars - self._chars)
        return RunProgressed(
            done=self._texts,
            to_do=self._to_do.texts,
            texts_per_s=(self._texts - texts) / seconds if seconds > 0 else 0.0,
            seconds_left=left / rate if rate else None,
            device=self._device,
            model=self._model,
        )
