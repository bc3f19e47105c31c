"""Answers a chunk of prompts with as few evaluated tokens as possible.

The instruction of each task is evaluated once and stays in a sequence of its own (its *anchor*). Prompts that share
instruction and text are a *group*: a prefix tree in which the text stands once. The tokens of many groups fill batches
to the brim; answers that still need a choice ride along in the next batch. Groups whose answers take the most choices
come first: they're through before the last batch, and nobody waits for them in batches of a few tokens.

A chunk always begins with nothing but its own anchors in memory, in the order in which it asks them, so the same chunk
gives the same bits every time: floating point depends on what shares a batch and where in memory a token lies, and a
resumed run must end with the same workbook.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import numpy as np

from emodesk.core.errors import EngineError
from emodesk.core.reading import FailedRequest, Reading, Request
from emodesk.engine import prefix_tree
from emodesk.engine.answer_tree import AnswerTree, Node
from emodesk.engine.chunk_scorer import (
    MOST_ANCHORS,
    ChunkDroppedError,
    ChunkScorer,
    Results,
    Tokens,
)
from emodesk.engine.normalizers import Logits, Normalizers
from emodesk.engine.prefix_tree import Segment
from emodesk.engine.reading_path import Choice, PathReader, choices

_MOST_PROMPTS_IN_GROUP: Final = 16


class Backend(Tokens, Protocol):
    """What the scorer needs of a loaded model."""

    batch_tokens: int
    cells: int
    """Tokens that the model's memory holds, all sequences together."""
    sequences: int
    threads: int
    """In which it's evaluated; they're idle between two batches."""
    should_stop: Callable[[], bool]
    """Asked while a batch is evaluated, where the engine can be stopped there."""

    def decode(self, batch: Sequence[Item]) -> Logits:
        """Evaluate up to ``batch_tokens`` items; return the logits of those with readers, (those, vocabulary).

        Raises ChunkDroppedError where it was stopped.
        """
        ...

    def copy_sequence(self, source: int, target: int, length: int) -> None: ...
    def drop_sequence(self, sequence: int) -> None: ...


@dataclass(slots=True)
class Item:
    """One token to evaluate: for which sequences, at which position, and who reads the logits behind it."""

    token: int
    position: int
    sequences: tuple[int, ...]
    readers: tuple[tuple[Slot, Node], ...] = ()


@dataclass(slots=True, eq=False)
class Slot:
    """A request that is being answered."""

    request: Request
    prompt: list[int]
    tree: AnswerTree
    path: PathReader
    sequences: list[int] = field(default_factory=list)
    length: int = 0
    """Tokens of this prompt and its answer that the model has in memory, once the current items are through."""
    awaited: int = 0
    """Logits that are still to come before the next choice can be made."""
    group: Group | None = None


@dataclass(slots=True, eq=False)
class Group:
    """Slots that share instruction and text, and so a part of the model's memory."""

    cells: int
    unfinished: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """An instruction that stays in memory."""

    sequence: int
    tokens: list[int]


class Scorer(ChunkScorer):
    """Answers chunks of requests on one loaded model."""

    def __init__(self, backend: Backend) -> None:
        super().__init__(backend)
        self._backend = backend
        self._anchors: list[Anchor] = []
        self._anchor_of: dict[str, Anchor] = {}
        """By the instruction as the prompts word it."""
        self._free = list(range(backend.sequences - 1, MOST_ANCHORS - 1, -1))
        self._cells_used = 0
        self._normalizers = Normalizers(backend.threads)

    def score(
        self, requests: Sequence[Request], should_stop: Callable[[], bool] = lambda: False
    ) -> list[Reading | FailedRequest]:
        """Answer all requests of a chunk; the results come in the order of the requests.

        ``should_stop`` is asked before each batch, and now and then while one is evaluated; when it says so, the chunk
        is dropped: raises ChunkDroppedError.
        """
        slots: list[Slot] = []
        self._backend.should_stop = should_stop
        try:
            return self._score(requests, slots, should_stop)
        except ChunkDroppedError:
            self._drop(slots)
            raise

    def _score(
        self, requests: Sequence[Request], slots: list[Slot], should_stop: Callable[[], bool]
    ) -> list[Reading | FailedRequest]:
        results: Results = {}
        slots.extend(Slot(*fitting, PathReader(fitting[2].root)) for fitting in self._fitting(requests, results))
        self._place_anchors(slots)
        waiting = deque(sorted(self._groups(slots), key=self._turn))
        feed: deque[Item] = deque()
        riding: deque[Item] = deque()
        while waiting or feed or riding:
            if should_stop():
                raise ChunkDroppedError
            while waiting and len(feed) + len(riding) < self._backend.batch_tokens:
                if not self._admit_next(waiting, feed, is_idle=not (feed or riding)):
                    break
            for slot in self._evaluate(feed, riding):
                self._advance(slot, riding, results)
        return [results[request.id] for request in requests]

    def _drop(self, slots: Iterable[Slot]) -> None:
        """Forget everything but the anchors that are there as a whole."""
        for slot in slots:
            self._release(slot)
        if len(self._anchors) < MOST_ANCHORS:
            self._backend.drop_sequence(len(self._anchors))

    def _place_anchors(self, slots: Iterable[Slot]) -> None:
        """Have the instructions of the chunk in memory, in its order and nothing else, before anything is asked.

        Those that an earlier chunk has left there stay as far as they're the same; mostly all are.
        """
        wanted = self._instructions((slot.request, slot.prompt) for slot in slots)
        unlike: list[list[int]] = []  # other words may be the same to this model
        for tokens in wanted.values():
            if tokens not in unlike and len(unlike) < MOST_ANCHORS:
                unlike.append(tokens)
        same = prefix_tree.common_prefix([anchor.tokens for anchor in self._anchors], unlike)
        self._release_anchors(same)
        for tokens in unlike[same:]:
            anchor = Anchor(len(self._anchors), tokens)
            for begin in range(0, len(tokens), self._backend.batch_tokens):
                part = tokens[begin : begin + self._backend.batch_tokens]
                self._backend.decode([Item(t, begin + i, (anchor.sequence,)) for i, t in enumerate(part)])
            self._cells_used += len(tokens)
            self._anchors.append(anchor)
        self._anchor_of = {
            head: anchor for head, tokens in wanted.items() for anchor in self._anchors if anchor.tokens == tokens
        }

    def _turn(self, group: Sequence[Slot]) -> tuple[int, int]:
        """Return when it's a group's turn: the longer it takes, the sooner; then one instruction after the other.

        Neighbours in a batch that look at the same instruction look at fewer blocks of the memory (decision 74).
        """
        anchor = self._anchor_of.get(group[0].request.head)
        return -_most_choices(group), MOST_ANCHORS if anchor is None else anchor.sequence

    def _release_anchors(self, but: int = 0) -> None:
        """Forget the instructions, but the first ones."""
        for anchor in self._anchors[but:]:
            self._backend.drop_sequence(anchor.sequence)
            self._cells_used -= len(anchor.tokens)
        del self._anchors[but:]
        self._anchor_of.clear()

    def _groups(self, slots: Sequence[Slot]) -> list[list[Slot]]:
        """Put together what comes one after the other with the same instruction and the same text."""
        groups: list[list[Slot]] = []
        for slot in slots:
            if groups and len(groups[-1]) < _MOST_PROMPTS_IN_GROUP and self._shares_text(groups[-1][0], slot):
                groups[-1].append(slot)
            else:
                groups.append([slot])
        return groups

    def _shares_text(self, first: Slot, other: Slot) -> bool:
        if first.request.text != other.request.text and first.prompt != other.prompt:  # the model may read two as one
            return False
        anchor = self._anchor_of.get(first.request.head)
        return prefix_tree.common_prefix(first.prompt, other.prompt) > (1 if anchor is None else len(anchor.tokens))

    def _admit_next(self, waiting: deque[list[Slot]], feed: deque[Item], *, is_idle: bool) -> bool:
        """Put the tokens of the next group into the feed; say no where memory or sequences don't suffice just now."""
        while not self._admit(waiting[0], feed):
            if not is_idle:
                return False
            if len(waiting[0]) > 1:  # a long text: one prompt at a time, and without the anchors, always fits
                waiting.extendleft([slot] for slot in reversed(waiting.popleft()))
            elif self._anchors:
                self._release_anchors()
            else:
                raise EngineError("A prompt does not fit into the model's memory, which is smaller than its window.")
        waiting.popleft()
        return True

    def _admit(self, slots: list[Slot], feed: deque[Item]) -> bool:
        anchor = self._anchor_of.get(slots[0].request.head)
        owners = [(slot, branch) for slot in slots for branch in slot.tree.branches]
        tokens = [slot.prompt + [node.token for node in branch] for slot, branch in owners]
        start = 0 if anchor is None else min(prefix_tree.common_prefix(anchor.tokens, t[:-1]) for t in tokens)
        tree = prefix_tree.segments(tokens, start)
        cells = sum(len(segment.tokens) for segment in tree) + sum(slot.tree.depth for slot in slots)
        if len(owners) > len(self._free) or self._cells_used + cells > self._backend.cells:
            return False
        self._cells_used += cells
        group = Group(cells, len(slots))
        sequences = [self._free.pop() for _ in owners]
        for (slot, branch), sequence in zip(owners, sequences, strict=True):
            slot.group = group
            slot.sequences.append(sequence)
            slot.length = len(slot.prompt) + len(branch)
            if anchor is not None:
                self._backend.copy_sequence(anchor.sequence, sequence, start)
        for segment in tree:
            feed.extend(_items(segment, owners, sequences))
        return True

    def _evaluate(self, feed: deque[Item], riding: deque[Item]) -> list[Slot]:
        """Evaluate one batch, answers in progress first; return the slots that can choose now."""
        batch: list[Item] = []
        while len(batch) < self._backend.batch_tokens and (riding or feed):
            batch.append((riding or feed).popleft())
        logits = self._backend.decode(batch)
        wanting = [item for item in batch if item.readers]
        said = self._choices(wanting, logits)
        ready: list[Slot] = []
        for row, item in enumerate(wanting):
            for slot, node in item.readers:
                slot.path.read(node, said[row, node])
                slot.awaited -= 1
                if slot.awaited == 0:
                    ready.append(slot)
        return ready

    def _choices(self, wanting: Sequence[Item], logits: Logits) -> dict[tuple[int, Node], Choice]:
        """Return what each row of the logits says at each node that it's read for; a node's rows are read at once."""
        normalizers = self._normalizers.of(logits)
        rows_of: dict[Node, list[int]] = {}
        for row, item in enumerate(wanting):
            for _, node in item.readers:
                rows_of.setdefault(node, []).append(row)
        found: dict[tuple[int, Node], Choice] = {}
        for node, rows in rows_of.items():
            numbers = np.array(rows)[:, None]
            said = choices(logits[numbers, node.child_ids] - normalizers[numbers])
            found.update(zip(((row, node) for row in rows), said, strict=True))
        return found

    def _advance(self, slot: Slot, riding: deque[Item], results: Results) -> None:
        """Choose as far as the logits reach; go on with the next tokens, or finish."""
        following = slot.path.choose()
        if following is not None:
            nodes = [following, *following.chain()]
            slot.awaited = len(nodes)
            for node in nodes:
                riding.append(Item(node.token, slot.length, (slot.sequences[0],), ((slot, node),)))
                slot.length += 1
            return
        results[slot.request.id] = slot.path.reading(slot.request.id)
        self._release(slot)

    def _release(self, slot: Slot) -> None:
        """Give back what the slot holds of the model's memory, if it holds any."""
        group, slot.group = slot.group, None
        if group is None:
            return
        for sequence in slot.sequences:
            self._backend.drop_sequence(sequence)
        self._free.extend(reversed(slot.sequences))
        group.unfinished -= 1
        if group.unfinished == 0:
            self._cells_used -= group.cells


def _most_choices(group: Iterable[Slot]) -> int:
    """Return how many tokens the group's longest answer may take one by one; 0 where all are read in one pass."""
    return max(0 if slot.tree.is_read_whole else slot.tree.depth for slot in group)


def _items(segment: Segment, owners: Sequence[tuple[Slot, tuple[Node, ...]]], sequences: list[int]) -> list[Item]:
    """Return a segment's tokens as items, with a reader wherever a prompt ends or a node of its answer is reached."""
    seen = tuple(sequences[owner] for owner in segment.owners)
    items = [Item(token, position, seen) for position, token in enumerate(segment.tokens, segment.start)]
    first_read = min(len(owners[owner][0].prompt) for owner in segment.owners) - 1
    for item in items[max(0, first_read - segment.start) :]:
        readers: dict[tuple[int, int], tuple[Slot, Node]] = {}
        for owner in segment.owners:
            slot, branch = owners[owner]
            place = item.position - len(slot.prompt)
            if place >= -1:
                node = branch[place] if place >= 0 else slot.tree.root
                readers[id(slot), id(node)] = (slot, node)
        for slot, _ in readers.values():
            slot.awaited += 1
        item.readers = tuple(readers.values())
    return items
