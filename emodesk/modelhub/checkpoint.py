"""Looks at a folder of safetensors, as the authors of a model publish it, before anything loads it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from emodesk.core.errors import ModelDamagedError, ModelUnsupportedError
from emodesk.modelhub.safetensors import read_safetensors

_LARGEST_CONFIG_BYTES: Final = 16 << 20
_VOCABULARIES: Final = ("tokenizer.json", "tokenizer.model", "spiece.model", "vocab.json")
_EMBEDDINGS: Final = {
    "llama": "model.embed_tokens.weight", "t5": "shared.weight", "bart": "model.shared.weight",
    "opt": "model.decoder.embed_tokens.weight", "bloom": "transformer.word_embeddings.weight",
}  # fmt: skip
"""Architecture → the tensor with a row for each piece of the vocabulary."""
_AGAIN: Final = "Copy or download the whole folder again."
_INDEX: Final = "model.safetensors.index.json"


T = TypeVar("T")


class _Config(msgspec.Struct, frozen=True):
    model_type: str = ""
    vocab_size: int | None = None


class _Index(msgspec.Struct, frozen=True):
    weight_map: dict[str, str]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What such a folder holds."""

    architecture: str
    parameters: int
    files: tuple[Path, ...]
    """All files that belong to the model."""


def is_checkpoint(folder: Path) -> bool:
    """Say whether a folder looks like one with safetensors."""
    return (folder / "config.json").is_file() or any(folder.glob("*.safetensors"))


def read_checkpoint(folder: Path) -> Checkpoint:
    """Check configuration, weights and vocabulary of a folder.

    Raises ModelDamagedError where something is missing or doesn't fit, ModelUnsupportedError for other architectures.
    """
    config = _json(folder / "config.json", _Config)
    architecture = config.model_type
    if architecture not in _EMBEDDINGS:
        raise ModelUnsupportedError(
            f"“{folder.name}” holds a model of the kind {architecture[:40] or 'that its config.json leaves out'}.",
            hint=f"EmoLLMs are of the kinds {', '.join(_EMBEDDINGS)}.",
        )
    shards = _shards(folder)
    shapes: dict[str, tuple[int, ...]] = {}
    parameters = 0
    for shard in shards:
        header = read_safetensors(shard)
        shapes |= header.shapes
        parameters += header.parameters
    _check_index(folder, shapes)
    _check_vocabulary(folder, config, shapes.get(_EMBEDDINGS[architecture], ()))
    belongings = [path for path in sorted(folder.iterdir()) if path.suffix in {".json", ".txt", ".model"}]
    return Checkpoint(architecture, parameters, (*shards, *belongings))


def _shards(folder: Path) -> list[Path]:
    shards = sorted(folder.glob("*.safetensors"))
    if not shards:
        raise ModelDamagedError(f"“{folder.name}” holds no .safetensors file.", hint=_AGAIN)
    return shards


def _check_index(folder: Path, shapes: dict[str, tuple[int, ...]]) -> None:
    if not (folder / _INDEX).is_file():
        return
    listed = _json(folder / _INDEX, _Index).weight_map
    if missing := sorted({file for file in listed.values() if not (folder / Path(file).name).is_file()}):
        raise ModelDamagedError(f"“{folder.name}” lacks {', '.join(missing[:3])}.", hint=_AGAIN)
    if lost := sorted(set(listed) - set(shapes)):
        raise ModelDamagedError(f"“{folder.name}” lacks the weights {lost[0][:80]!r}.", hint=_AGAIN)


def _check_vocabulary(folder: Path, config: _Config, embedding: tuple[int, ...]) -> None:
    if not any((folder / name).is_file() for name in _VOCABULARIES):
        raise ModelDamagedError(
            f"“{folder.name}” has no vocabulary.", hint=f"One of these belongs to it: {', '.join(_VOCABULARIES)}."
        )
    if not embedding:
        raise ModelDamagedError(f"“{folder.name}” lacks the weights of its vocabulary.", hint=_AGAIN)
    if config.vocab_size is not None and embedding[0] < config.vocab_size:
        raise ModelDamagedError(
            f"“{folder.name}” has weights for {embedding[0]:,} of {config.vocab_size:,} pieces of its vocabulary.",
            hint=_AGAIN,
        )


def _json(path: Path, kind: type[T]) -> T:
    try:
        if path.stat().st_size > _LARGEST_CONFIG_BYTES:
            raise ModelDamagedError(f"“{path.name}” is too large to be what its name says.", hint=_AGAIN)
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except FileNotFoundError as error:
        raise ModelDamagedError(f"“{path.parent.name}” has no {path.name}.", hint=_AGAIN) from error
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ModelDamagedError(f"“{path.name}” can't be read.", hint=_AGAIN, details=str(error)) from error
