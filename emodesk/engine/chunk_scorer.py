"""What the scorers of all engines share: the legal answers as trees of tokens, and prompts that fit the window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final, Protocol

from emodesk.core.reading import AnswerSet, FailedRequest, Reading, Request
from emodesk.engine import answer_tree, prefix_tree
from emodesk.engine.answer_tree import AnswerTree

MOST_ANCHORS: Final = 16
"""Instructions that stay in memory."""
Results = dict[int, Reading | FailedRequest]
"""By the number of the request."""


class ChunkDroppedError(Exception):
    """Nobody waits for the answers of this chunk any more."""


class Tokens(Protocol):
    """What a loaded model says of text."""

    window_tokens: int
    end_token: int

    def tokenize_prompt(self, text: str) -> list[int]: ...
    def tokenize_answer(self, text: str) -> list[int]: ...
    def piece(self, token: int) -> bytes: ...


class ChunkScorer:
    """Knows the answers that requests name."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._tokens_of_head = cache(tokens.tokenize_prompt)
        self._sets: dict[str, AnswerSet] = {}
        self._trees: dict[str, AnswerTree] = {}

    def define(self, answers: AnswerSet) -> None:
        """Make a set of legal answers known; requests name it by its key.

        Its tree waits for the first request: that of the emotions, with 4,096 answers, takes a fifth of a second.
        """
        self._sets[answers.key] = answers
        self._trees.pop(answers.key, None)

    def _tree(self, key: str) -> AnswerTree:
        if key not in self._trees:
            tokens = self._tokens
            self._trees[key] = answer_tree.build(
                self._sets[key], tokens.tokenize_answer, tokens.piece, tokens.end_token
            )
        return self._trees[key]

    def count_tokens(self, text: str) -> int:
        """Return how many tokens the text takes inside a prompt, at most."""
        return len(self._tokens.tokenize_answer(text))

    def _instructions(self, prompts: Iterable[tuple[Request, Sequence[int]]]) -> dict[str, list[int]]:
        """Return each instruction of a chunk in tokens, by its words, as far as all its prompts begin with it.

        The text behind it may change its end, and what shares a chunk alone may decide about bits (decision 8).
        """
        found: dict[str, list[int]] = {}
        for request, prompt in prompts:
            tokens = found.get(request.head)
            if tokens is None:
                tokens = self._tokens_of_head(request.head)
            found[request.head] = tokens[: prefix_tree.common_prefix(tokens, prompt)]
        return found

    def _fitting(
        self, requests: Sequence[Request], results: Results
    ) -> Iterator[tuple[Request, list[int], AnswerTree]]:
        """Yield the requests with their prompts' tokens; one that is too long for the window fails at once."""
        for request in requests:
            tree = self._tree(request.answers)
            prompt = self._tokens.tokenize_prompt(request.prompt)
            if len(prompt) + tree.depth > self._tokens.window_tokens:
                results[request.id] = FailedRequest(request.id, "longer than the model's window")
            else:
                yield request, prompt, tree
