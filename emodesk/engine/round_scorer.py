"""Answers a chunk of prompts in rounds, with an engine that keeps nothing in memory between two calls.

In each round every answer that isn't decided asks for one place in its tree. The engine goes on greedily from there,
and as long as the model says what is legal, all logits on the way are read at once. Only where the model would leave
the legal answers, and where a place off its way is to be read too, another round is needed. The instruction that
prompts share (their *anchor*) is evaluated once.

What shares a batch, and how far an anchor reaches, is settled by the chunk alone, so the same chunk gives the same bits
every time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from emodesk.core.converted_model import MOST_LOGIT_BYTES
from emodesk.core.reading import FailedRequest, Reading, Request
from emodesk.engine.answer_tree import AnswerTree, Node
from emodesk.engine.chunk_scorer import ChunkDroppedError, ChunkScorer, Results, Tokens
from emodesk.engine.normalizers import log_sum_exp
from emodesk.engine.reading_path import Choice, PathReader, choices

_MOST_STEPS: Final = 8
"""A score is through after that many; lists of emotions take another round."""
_MOST_ROWS: Final = 32
_MOST_SPREAD: Final = 16
"""Prompts of a batch are read together up to the length of the shortest; each token beyond costs a step of its own."""


class GreedyBackend(Tokens, Protocol):
    """What the scorer needs of a loaded model."""

    batch_tokens: int
    vocabulary: int
    takes_likeliest: bool
    """Whether the authors look for the likeliest answer (beam search) and not for the greedy one."""
    keeps_anchors: bool
    """Whether the beginning that prompts share is evaluated once; an encoder reads every prompt as a whole."""

    def go_on(self, asks: Sequence[Ask], anchor: Sequence[int], most_steps: int) -> list[Saying]: ...


@dataclass(frozen=True, slots=True, eq=False)
class Saying:
    """What the model said from a place on: the tokens that it chose, and the logits that it chose each by."""

    tokens: list[int]
    logits: npt.NDArray[np.float32]
    """Shape (tokens, vocabulary)."""


@dataclass(slots=True, eq=False)
class Ask:
    """A place from which the model is to go on: a prompt, and the tokens of the answer so far."""

    slot: Slot
    node: Node
    prompt: list[int]
    said: list[int]

    def follow(self, token: int) -> bool:
        """Take note of what the model says next; say whether anything that comes then is still of interest."""
        child = self.node.children.get(token)
        if child is None or child.is_decided:
            return False
        self.node = child
        return True


@dataclass(slots=True, eq=False)
class Slot:
    """A request that is being answered."""

    request: Request
    prompt: list[int]
    tree: AnswerTree
    path: PathReader
    wanted: deque[Node]
    """Places to be read before the next choice: the same that llama.cpp's scorer reads."""
    seen: dict[Node, Choice] = field(default_factory=dict)
    """What the model said on its way, wanted or not yet."""
    anchor: tuple[int, ...] = ()
    """The tokens of the instruction that the prompt begins with."""

    def next_unread(self) -> Node | None:
        """Read as far as possible; return the next place to ask for, None when the answer is through."""
        while True:
            while self.wanted:
                if (choice := self.seen.get(self.wanted[0])) is None:
                    return self.wanted[0]
                self.path.read(self.wanted.popleft(), choice)
            following = self.path.choose()
            if following is None:
                return None
            self.wanted.extend((following, *following.chain()))


class RoundScorer(ChunkScorer):
    """Answers chunks of requests on one loaded model."""

    def __init__(self, backend: GreedyBackend) -> None:
        super().__init__(backend)
        self._backend = backend

    def score(
        self, requests: Sequence[Request], should_stop: Callable[[], bool] = lambda: False
    ) -> list[Reading | FailedRequest]:
        """Answer all requests of a chunk; the results come in the order of the requests.

        ``should_stop`` is asked before each batch; when it says so, the chunk is dropped: raises ChunkDroppedError.
        """
        results: Results = {}
        open_slots = [
            Slot(request, prompt, tree, self._path(tree), _first_nodes(tree))
            for request, prompt, tree in self._fitting(requests, results)
        ]
        if self._backend.keeps_anchors:
            self._place_anchors(open_slots)
        while open_slots:
            asks = []
            for slot in open_slots:
                node = slot.next_unread()
                if node is None:
                    results[slot.request.id] = slot.path.reading(slot.request.id)
                else:
                    asks.append(Ask(slot, node, slot.prompt, node.tokens()))
            for anchor, batch in self._batches(asks):
                if should_stop():
                    raise ChunkDroppedError
                self._read(batch, anchor)
            open_slots = [ask.slot for ask in asks]
        return [results[request.id] for request in requests]

    def _path(self, tree: AnswerTree) -> PathReader:
        """Return the reader of an answer: of one that is read whole it takes what beams would find (decision 46)."""
        return PathReader(tree.root, takes_likeliest=self._backend.takes_likeliest and tree.is_read_whole)

    def _read(self, batch: list[Ask], anchor: tuple[int, ...]) -> None:
        starts = [ask.node for ask in batch]
        for ask, start, said in zip(batch, starts, self._backend.go_on(batch, anchor, _MOST_STEPS), strict=True):
            node: Node | None = start
            for token, row, normalizer in zip(said.tokens, said.logits, log_sum_exp(said.logits), strict=True):
                if node is None or node.is_decided:
                    break
                if node not in ask.slot.seen:
                    [ask.slot.seen[node]] = choices(row[None, node.child_ids] - normalizer)
                node = node.children.get(token)

    def _batches(self, asks: list[Ask]) -> Iterator[tuple[tuple[int, ...], list[Ask]]]:
        """Yield batches of prompts with the same anchor and about the same length."""
        groups: dict[tuple[int, ...], list[Ask]] = {}
        for ask in asks:
            groups.setdefault(ask.slot.anchor, []).append(ask)
        row_bytes = 4 * self._backend.vocabulary * (_MOST_SPREAD + _MOST_STEPS)
        most_rows = max(1, min(_MOST_ROWS, MOST_LOGIT_BYTES // row_bytes))
        for anchor, group in groups.items():
            batch: list[Ask] = []
            for ask in sorted(group, key=_length):  # stable: the order within the chunk decides among equals
                is_full = len(batch) >= most_rows or (len(batch) + 1) * _length(ask) > self._backend.batch_tokens
                if batch and (is_full or _length(ask) - _length(batch[0]) > _MOST_SPREAD):
                    yield anchor, batch
                    batch = []
                batch.append(ask)
            yield anchor, batch

    def _place_anchors(self, slots: Sequence[Slot]) -> None:
        """Give the prompts their instruction, as far as all of the chunk begin with it: a text may change its end."""
        # A prompt must have a token behind its instruction to go on from.
        found = self._instructions((slot.request, slot.prompt[:-1]) for slot in slots)
        for slot in slots:
            slot.anchor = tuple(found[slot.request.head])


def _first_nodes(tree: AnswerTree) -> deque[Node]:
    return deque(dict.fromkeys([tree.root, *(node for branch in tree.branches for node in branch)]))


def _length(ask: Ask) -> int:
    return len(ask.prompt) + len(ask.said)
