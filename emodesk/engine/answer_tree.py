"""The legal answers of a task as a tree of tokens.

Each answer is tokenized by itself, as in the training of the EmoLLMs, and ends with the end-of-answer token. A node is
*decided* when all answers below it mean the same: from there on nothing needs to be evaluated. As long as just one
undecided child remains, that child is evaluated along with its parent without waiting for the choice: whichever way
the choice falls, nothing was lost, because every other child ends the matter. So a class is read in a single pass, and
a score in three.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from emodesk.core.reading import AnswerSet

_MOST_STATIC_NODES = 6


@dataclass(slots=True, eq=False)
class Node:
    """A point in an answer. ``text`` is the answer up to and including ``token``."""

    token: int
    text: str
    parent: Node | None = None
    children: dict[int, Node] = field(default_factory=dict)
    lowest_group: int = 1 << 30
    highest_group: int = -1
    is_read_on: bool = False
    """Whether what follows is read although it decides nothing."""
    _ids: npt.NDArray[np.intp] | None = None
    _continuation: str | None = None
    _options: tuple[str, ...] | None = None

    @property
    def is_decided(self) -> bool:
        """Whether there's nothing left to read below: all answers mean the same."""
        return self.lowest_group == self.highest_group and not self.is_read_on

    @property
    def child_ids(self) -> npt.NDArray[np.intp]:
        """Token ids of the children, in their order, shape (children,)."""
        if self._ids is None:
            self._ids = np.fromiter(self.children, dtype=np.intp, count=len(self.children))
        return self._ids

    @property
    def options(self) -> tuple[str, ...]:
        """What each child adds to the text, up to where the next real choice is; in the order of the children."""
        if self._options is None:
            self._options = tuple(child.continuation()[len(self.text) :] for child in self.children.values())
        return self._options

    def tokens(self) -> list[int]:
        """Return the answer up to and including this node, as tokens."""
        return [] if self.parent is None else [*self.parent.tokens(), self.token]

    def undecided(self) -> list[Node]:
        """Return the children below which the meaning is still open."""
        return [child for child in self.children.values() if not child.is_decided]

    def chain(self) -> list[Node]:
        """Return the nodes to evaluate along with this one: down as long as one single undecided child follows."""
        path: list[Node] = []
        node = self
        while len(open_children := node.undecided()) == 1:
            node = open_children[0]
            path.append(node)
        return path

    def continuation(self) -> str:
        """Return the text of this node carried on to where the next real choice is."""
        if self._continuation is None:
            node = self
            while len(node.children) == 1:
                node = next(iter(node.children.values()))
            self._continuation = node.text
        return self._continuation


@dataclass(frozen=True, slots=True)
class AnswerTree:
    """All legal answers to one question, in one model's tokens."""

    root: Node
    branches: tuple[tuple[Node, ...], ...]
    """Paths to evaluate right behind the prompt. More than one where only a few nodes are undecided at all: then the
    whole distribution comes from the first pass."""
    depth: int
    """Tokens of the longest answer, its end included."""
    is_read_whole: bool
    """Whether the branches reach every open place: the whole distribution is known then."""


def build(
    answers: AnswerSet, tokenize: Callable[[str], list[int]], piece: Callable[[int], bytes], end_token: int
) -> AnswerTree:
    """Build the tree for one model's vocabulary."""
    root = Node(-1, "")
    depth = 0
    for text, group in zip(answers.texts, answers.groups, strict=True):
        tokens = tokenize(text)
        depth = max(depth, len(tokens) + 1)
        _insert(root, tokens, text, group, piece, end_token, is_read_on=answers.is_read_to_the_end)
    branches, is_read_whole = _branches(root)
    return AnswerTree(root, branches, depth, is_read_whole)


def _insert(
    root: Node,
    tokens: list[int],
    text: str,
    group: int,
    piece: Callable[[int], bytes],
    end_token: int,
    *,
    is_read_on: bool,
) -> None:
    spelled = b""
    node = root
    _widen(node, group)
    for token in tokens:
        spelled += piece(token)
        child = node.children.get(token)
        if child is None:
            child = Node(token, _spelling(spelled, text), node, is_read_on=is_read_on)
            node.children[token] = child
        node = child
        _widen(node, group)
    end = node.children.setdefault(end_token, Node(end_token, text, node))
    _widen(end, group)


def _widen(node: Node, group: int) -> None:
    node.lowest_group = min(node.lowest_group, group)
    node.highest_group = max(node.highest_group, group)


def _spelling(spelled: bytes, text: str) -> str:
    """Return the part of the answer that these bytes spell; some vocabularies put a space before every text."""
    spelling = spelled.decode("utf-8", "ignore")
    return spelling if text.startswith(spelling) else spelling.removeprefix(" ")


def _branches(root: Node) -> tuple[tuple[tuple[Node, ...], ...], bool]:
    paths: list[tuple[Node, ...]] = []
    count = 0

    def descend(node: Node, path: tuple[Node, ...]) -> bool:
        nonlocal count
        open_children = node.undecided()
        count += len(open_children)
        if count > _MOST_STATIC_NODES:
            return False
        if not open_children and path:
            paths.append(path)
        return all(descend(child, (*path, child)) for child in open_children)

    if descend(root, ()):
        return tuple(paths) or ((),), True
    return (tuple(root.chain()),), False
