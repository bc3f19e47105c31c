"""CTranslate2: the only module of the engine that imports it, and the worker alone imports this one.

CTranslate2 keeps no state between calls but that of a static prompt, so a batch is a call: prompts go in, the model
goes on greedily by itself, and the logits of every step come out.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from emodesk.core.converted_model import DESCRIPTION, ConvertedModel, batch_tokens
from emodesk.core.errors import EngineError, ModelDamagedError
from emodesk.core.reading import LoadOptions, ModelInfo
from emodesk.engine.chunk_scorer import MOST_ANCHORS
from emodesk.engine.hardware import default_threads, may_overflow_sums_of_bytes
from emodesk.engine.round_scorer import Ask, RoundScorer, Saying
from emodesk.engine.text_tokens import open_tokens

# As for llama.cpp: threads that spin while they wait make one busy program slow down everything.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
if may_overflow_sums_of_bytes():
    # There products of bytes are summed in 16 bits, and oneDNN lets the sums overflow: other answers (decision 78).
    # CTranslate2 takes oneDNN on whatever isn't Intel's; MKL doesn't overflow.
    os.environ.setdefault("CT2_USE_MKL", "1")
import ctranslate2

_AGAIN: Final = "Convert the model again."


class Ct2Backend:
    """A converted model in memory. Raises the errors under ModelError when it can't be loaded."""

    def __init__(self, options: LoadOptions) -> None:
        self._folder = Path(options.path).parent
        self._options = options
        self._model = _read_description(self._folder)
        self.vocabulary = self._model.vocabulary
        self.end_token = self._model.end_token
        self.window_tokens = self._model.window_tokens
        self.batch_tokens = batch_tokens(self._model)
        self.takes_likeliest = self._model.beams > 1
        self.keeps_anchors = not self._model.is_encoder_decoder
        self.kept_anchors: set[tuple[int, ...]] = set()
        self._tokens = open_tokens(self._folder, self.end_token)
        self.tokenize_prompt = self._tokens.prompt
        self.tokenize_answer = self._tokens.answer
        self.piece = self._tokens.piece
        self._threads = options.threads or default_threads()
        self._notes: tuple[str, ...] = ()
        self._native = self._open()

    def scorer(self) -> RoundScorer:
        """Return what answers requests with this model."""
        return RoundScorer(self)

    def info(self) -> ModelInfo:
        """Return what is loaded, and how."""
        path = Path(self._options.path)
        is_on_gpu = self._native.device == "cuda"
        return ModelInfo(
            name=self._model.name,
            architecture=self._model.architecture,
            fingerprint=self._options.fingerprint,
            file_name=f"{self._folder.name}/{path.name}",
            size_bytes=path.stat().st_size,
            parameters=self._model.parameters,
            window_tokens=self.window_tokens,
            vocabulary=self.vocabulary,
            device="GPU" if is_on_gpu else "CPU",
            gpu_layers=self._model.layers if is_on_gpu else 0,
            threads=self._threads,
            batch_tokens=self.batch_tokens,
            engine=version(),
            notes=self._notes,
        )

    def go_on(self, asks: Sequence[Ask], anchor: Sequence[int], most_steps: int) -> list[Saying]:
        """Let the model go on greedily from each place; return what it said and the logits of each step.

        It goes on as long as ``Ask.follow`` wants it to, ``most_steps`` at most. All prompts begin with ``anchor``,
        which is evaluated once and kept; where enough are kept, once for this batch, with the same bits.
        """
        try:
            if isinstance(self._native, ctranslate2.Generator):
                return self._generate(self._native, asks, anchor, most_steps)
            return self._translate(self._native, asks, most_steps)
        except RuntimeError as error:
            raise EngineError("CTranslate2 could not evaluate a batch.", details=str(error)) from error

    def close(self) -> None:
        """Give the memory back."""
        self._native.unload_model()

    def _generate(
        self, native: ctranslate2.Generator, asks: Sequence[Ask], anchor: Sequence[int], most_steps: int
    ) -> list[Saying]:
        results = native.generate_batch(
            [_names([*ask.prompt[len(anchor) :], *ask.said]) for ask in asks],
            static_prompt=_names(anchor) or None,
            cache_static_prompt=self._is_kept(tuple(anchor)),
            max_length=most_steps,
            include_prompt_in_result=False,
            return_end_token=True,
            return_logits_vocab=True,
            callback=lambda step: not asks[step.batch_id].follow(step.token_id),
        )
        return [_saying(result.sequences_ids[0], result.logits) for result in results]

    def _is_kept(self, anchor: tuple[int, ...]) -> bool:
        """Say whether an instruction stays in memory: the first ones do, and CTranslate2 never forgets any."""
        if anchor and len(self.kept_anchors) < MOST_ANCHORS:
            self.kept_anchors.add(anchor)
        return anchor in self.kept_anchors

    def _translate(self, native: ctranslate2.Translator, asks: Sequence[Ask], most_steps: int) -> list[Saying]:
        prefixes = [[*self._model.answer_start[1:], *ask.said] for ask in asks]
        seen: Counter[int] = Counter()

        def has_enough(step: ctranslate2.GenerationStepResult) -> bool:
            seen[step.batch_id] += 1  # the prefix comes by here as well
            if seen[step.batch_id] <= len(prefixes[step.batch_id]):
                return False
            return not asks[step.batch_id].follow(step.token_id)

        results = native.translate_batch(
            [_names(ask.prompt) for ask in asks],
            [_names(prefix) for prefix in prefixes],
            beam_size=1,
            max_input_length=0,
            max_decoding_length=max(map(len, prefixes)) + most_steps,
            min_decoding_length=0,
            return_end_token=True,
            return_logits_vocab=True,
            callback=has_enough,
        )
        return [
            _saying([int(name) for name in result.hypotheses[0][len(prefix) :]], result.logits)
            for result, prefix in zip(results, prefixes, strict=True)
        ]

    def _open(self) -> ctranslate2.Generator | ctranslate2.Translator:
        kind = ctranslate2.Translator if self._model.is_encoder_decoder else ctranslate2.Generator
        if self._options.gpu_layers != 0 and ctranslate2.get_cuda_device_count() > 0:
            try:
                return kind(str(self._folder), device="cuda", intra_threads=self._threads)
            except (RuntimeError, ValueError) as error:
                self._notes = (f"The CPU is used: the model could not be loaded onto the GPU ({error}).",)
        try:
            return kind(str(self._folder), device="cpu", inter_threads=1, intra_threads=self._threads)
        except (RuntimeError, ValueError) as error:
            raise ModelDamagedError(
                f"CTranslate2 could not load “{self._folder.name}”.", hint=_AGAIN, details=str(error)
            ) from error


def version() -> str:
    """Return the name and version of the engine."""
    return f"CTranslate2 {ctranslate2.__version__}"


def _read_description(folder: Path) -> ConvertedModel:
    try:
        return msgspec.json.decode((folder / DESCRIPTION).read_bytes(), type=ConvertedModel)
    except (OSError, msgspec.DecodeError) as error:
        raise ModelDamagedError(
            f"“{folder.name}” doesn't say how its model is to be asked.", hint=_AGAIN, details=str(error)
        ) from error


def _names(tokens: Sequence[int]) -> list[str]:
    """Return what the tokens are called in the vocabulary of a converted model."""
    return [str(token) for token in tokens]


def _saying(tokens: list[int], logits: Sequence[ctranslate2.StorageView]) -> Saying:
    """Return what was said, without the logits of the steps before, at which tokens were given and not chosen."""
    rows = np.array(logits[0], dtype=np.float32)
    return Saying(tokens, rows[len(rows) - len(tokens) :])
