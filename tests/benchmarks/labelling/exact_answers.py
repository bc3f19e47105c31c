"""The exact answer to a prompt: alone in an empty memory, nothing shared, nothing foretold, one prompt after the other.

What the engine's batches are held against. Everything that the engine reads is read here too, each place by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import llama_cpp
import numpy as np
from llama_cpp import Llama

from emodesk.core.reading import AnswerSet, Reading, Request
from emodesk.engine.answer_tree import AnswerTree, Node, build
from emodesk.engine.normalizers import log_sum_exp
from emodesk.engine.reading_path import Choice, PathReader, choices

_SEQUENCE: Final = 0


class ExactModel:
    """A model that answers prompts one by one."""

    def __init__(self, path: str, threads: int, answer_sets: Sequence[AnswerSet]) -> None:
        self._llama = Llama(path, n_ctx=0, n_batch=512, n_threads=threads, n_threads_batch=threads, verbose=False)
        self._context = self._llama.ctx
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._end = self._llama.token_eos()
        self._trees = {answers.key: self._tree(answers) for answers in answer_sets}

    def _tree(self, answers: AnswerSet) -> AnswerTree:
        def tokenize(text: str) -> list[int]:
            return self._llama.tokenize(text.encode(), add_bos=False, special=False)

        def piece(token: int) -> bytes:
            return self._llama.detokenize([token], special=False)

        return build(answers, tokenize, piece, self._end)

    def answer(self, request: Request) -> Reading:
        """Return the reading of one prompt."""
        tree = self._trees[request.answers]
        path = PathReader(tree.root)
        llama_cpp.llama_memory_clear(self._memory, True)
        prompt = self._llama.tokenize(request.prompt.encode(), special=False)
        path.read(tree.root, self._choice(tree.root, prompt, 0))
        for node in dict.fromkeys(node for branch in tree.branches for node in branch):
            self._read(path, node, len(prompt))
        while (following := path.choose()) is not None:
            for node in (following, *following.chain()):
                self._read(path, node, len(prompt))
        return path.reading(request.id)

    def _read(self, path: PathReader, node: Node, length: int) -> None:
        """Read what follows behind a place of the answer; only the prompt's ``length`` tokens are in memory before."""
        llama_cpp.llama_memory_seq_rm(self._memory, _SEQUENCE, length, -1)
        path.read(node, self._choice(node, node.tokens(), length))

    def _choice(self, node: Node, tokens: list[int], start: int) -> Choice:
        array = (llama_cpp.llama_token * len(tokens))(*tokens)
        status = llama_cpp.llama_decode(self._context, llama_cpp.llama_batch_get_one(array, len(tokens)))
        if status != 0:
            raise RuntimeError(f"llama.cpp could not evaluate {len(tokens)} tokens from {start} on (status {status})")
        logits = llama_cpp.llama_get_logits_ith(self._context, -1)
        row = np.ctypeslib.as_array(logits, shape=(1, self._llama.n_vocab()))
        [choice] = choices(row[:, node.child_ids] - log_sum_exp(row))
        return choice
