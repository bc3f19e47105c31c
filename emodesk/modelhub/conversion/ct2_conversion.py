"""From a checkpoint of safetensors to a folder that CTranslate2 reads, without PyTorch."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from emodesk.core.converted_model import DESCRIPTION, WEIGHTS, ConvertedModel
from emodesk.core.errors import ModelDamagedError
from emodesk.modelhub.checkpoint import Checkpoint
from emodesk.modelhub.conversion import ct2_file
from emodesk.modelhub.conversion.configs import BartConfig, BloomConfig, Config, OptConfig, T5Config
from emodesk.modelhub.conversion.ct2_layouts import LAYOUTS
from emodesk.modelhub.conversion.weights import CheckpointWeights

INT8: Final = "int8"
_TOKENIZERS: Final = ("tokenizer.json", "spiece.model")
_TRAINED_TOKENS: Final = 2048
"""The EmoLLMs were trained on at most 2,048 tokens."""


@dataclass(frozen=True, slots=True)
class Ct2Conversion:
    """A conversion whose every tensor was found and has the right shape."""

    spec: Any
    is_int8: bool
    size_bytes: int

    def write(self, target: Path, tell: Callable[[int], None]) -> None:
        """Write the weights into a folder. Raises OSError and ModelDamagedError."""
        ct2_file.write(self.spec, target / WEIGHTS, tell, is_int8=self.is_int8)


def prepare(config: Config, weights: CheckpointWeights, quantization: str) -> Ct2Conversion:
    """Find all weights. Raises ModelDamagedError where one is missing or has the wrong shape."""
    spec = LAYOUTS[config.model_type](config, weights)
    is_int8 = quantization == INT8
    return Ct2Conversion(spec, is_int8, ct2_file.size_bytes(spec, is_int8=is_int8))


def write_beside(target: Path, config: Config, checkpoint: Checkpoint, name: str, quantization: str) -> None:
    """Write what belongs to the weights: configuration and vocabulary for CTranslate2, tokenizer, our description."""
    model = _description(config, checkpoint.parameters, name, quantization)
    # A piece is called by its id: CTranslate2 never sees a text, and no two pieces can be mistaken for each other.
    settings: dict[str, Any] = {"unk_token": "0", "bos_token": "0", "eos_token": str(model.end_token)}
    if model.is_encoder_decoder:
        settings |= {
            "decoder_start_token": str(model.answer_start[0]),
            "add_source_bos": False,
            "add_source_eos": False,
        }
    (target / "config.json").write_bytes(msgspec.json.encode(settings))
    vocabulary = "shared_vocabulary.json" if model.is_encoder_decoder else "vocabulary.json"
    (target / vocabulary).write_bytes(msgspec.json.encode([str(token) for token in range(config.vocab_size)]))
    (target / DESCRIPTION).write_bytes(msgspec.json.encode(model))
    tokenizers = [path for path in checkpoint.files if path.name in _TOKENIZERS]
    if not tokenizers:
        raise ModelDamagedError(
            "The model has no vocabulary that EmoDesk can use.",
            hint=f"One of these belongs to it: {', '.join(_TOKENIZERS)}.",
        )
    for path in tokenizers:
        shutil.copyfile(path, target / path.name)


def _description(config: Config, parameters: int, name: str, quantization: str) -> ConvertedModel:
    match config:
        case T5Config():
            layers, width, window = config.decoder_layers, config.num_heads * config.d_kv, _TRAINED_TOKENS
        case BartConfig():
            layers, width, window = config.decoder_layers, config.d_model, config.max_position_embeddings
        case OptConfig():
            layers, width, window = config.num_hidden_layers, config.hidden_size, config.max_position_embeddings
        case BloomConfig():
            layers, width, window = config.n_layer, config.width, _TRAINED_TOKENS
        case _:
            raise AssertionError(config.model_type)
    is_encoder_decoder = isinstance(config, T5Config | BartConfig)
    return ConvertedModel(
        name=name,
        architecture=config.model_type,
        quantization=quantization,
        parameters=parameters,
        vocabulary=config.vocab_size,
        window_tokens=min(window, _TRAINED_TOKENS),
        is_encoder_decoder=is_encoder_decoder,
        end_token=config.eos_token_id,
        answer_start=_answer_start(config) if is_encoder_decoder else (),
        beams=config.num_beams,
        layers=layers,
        width=width,
    )


def _answer_start(config: Config) -> tuple[int, ...]:
    """Return the decoder's start token, and the token that ``generate`` forces after it where the authors say so."""
    start = 0 if config.decoder_start_token_id is None else config.decoder_start_token_id
    return (start,) if config.forced_bos_token_id is None else (start, config.forced_bos_token_id)
