"""Answers the prompts with transformers: one by one, without a cache, as plainly as it can be done."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import torch
import transformers

from emodesk.core.reading import Request
from emodesk.engine import answer_tree
from emodesk.engine.answer_tree import AnswerTree, Node
from emodesk.engine.reading_path import choices
from tests.parity import prompts
from tests.parity.recording import Expected, RecordingReader


class Teacher:
    """A checkpoint in transformers, in single precision."""

    def __init__(self, folder: Path) -> None:
        self._config = transformers.AutoConfig.from_pretrained(folder)
        is_encoder_decoder = self._config.is_encoder_decoder
        kind = transformers.AutoModelForSeq2SeqLM if is_encoder_decoder else transformers.AutoModelForCausalLM
        self._model: Any = kind.from_pretrained(folder, dtype=torch.float32).eval()
        self._tokenizer: Any = transformers.AutoTokenizer.from_pretrained(folder)
        forced = self._model.generation_config.forced_bos_token_id
        self._has_beams = (self._model.generation_config.num_beams or 1) > 1
        self._start = [self._config.decoder_start_token_id] if is_encoder_decoder else []
        self._start += [forced] if forced is not None else []
        self._trees = {
            key: answer_tree.build(answers, self._answer_ids, self._piece, self._model.generation_config.eos_token_id)
            for key, answers in prompts.answer_sets().items()
        }

    def answer(self, requests: list[Request]) -> list[dict[str, Any]]:
        """Return an Expected for each request, as plain data."""
        return [msgspec.to_builtins(self._answer(request)) for request in requests]

    def _answer(self, request: Request) -> Expected:
        tree = self._trees[request.answers]
        ids = self._tokenizer(request.prompt).input_ids
        reader = RecordingReader(tree.root, takes_likeliest=self._has_beams and tree.is_read_whole)
        for node in _first_nodes(tree):
            reader.read(node, *choices(self._log_probabilities(ids, node)[None]))
        while (following := reader.choose()) is not None:
            for node in (following, *following.chain()):
                reader.read(node, *choices(self._log_probabilities(ids, node)[None]))
        reader.reading(request.id)
        return msgspec.structs.replace(RecordingReader.records[request.id], prompt_ids=ids)

    def _log_probabilities(self, ids: list[int], node: Node) -> npt.NDArray[np.float32]:
        answer: list[int] = []
        at = node
        while at.parent is not None:
            answer.insert(0, at.token)
            at = at.parent
        with torch.no_grad():
            if self._start:
                output = self._model(
                    input_ids=torch.tensor([ids]), decoder_input_ids=torch.tensor([self._start + answer])
                )
            else:
                output = self._model(input_ids=torch.tensor([ids + answer]))
        row = torch.log_softmax(output.logits[0, -1].double(), dim=-1).numpy()
        return np.asarray(row[node.child_ids], dtype=np.float32)

    def _answer_ids(self, text: str) -> list[int]:
        found: list[int] = self._tokenizer(text, add_special_tokens=False).input_ids
        return found

    def _piece(self, token: int) -> bytes:
        piece: str = self._tokenizer.convert_ids_to_tokens(token)
        return piece.replace("▁", " ").replace("Ġ", " ").encode()


def _first_nodes(tree: AnswerTree) -> list[Node]:
    return list(dict.fromkeys([tree.root, *(node for branch in tree.branches for node in branch)]))
