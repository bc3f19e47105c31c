"""The same vocabulary in Google's SentencePiece: the reference for our tokens."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import gguf
import sentencepiece

USER_DEFINED = 4
proto: Any = importlib.import_module("sentencepiece.sentencepiece_model_pb2")  # made by protobuf, without types


class Reference:
    """Tokenizes whole prompts with the ``sentencepiece`` library."""

    def __init__(self, path: Path) -> None:
        fields = gguf.GGUFReader(path).fields

        def flag(name: str, default: bool) -> bool:
            field = fields.get(f"tokenizer.ggml.{name}")
            return default if field is None else bool(field.parts[field.data[0]][0])

        tokens, scores, types = (fields[f"tokenizer.ggml.{name}"] for name in ("tokens", "scores", "token_type"))
        model = proto.ModelProto()
        model.trainer_spec.model_type = proto.TrainerSpec.BPE
        model.trainer_spec.byte_fallback = True
        model.trainer_spec.unk_id, model.trainer_spec.bos_id, model.trainer_spec.eos_id = 0, 1, 2
        model.normalizer_spec.name = "identity"
        model.normalizer_spec.add_dummy_prefix = flag("add_space_prefix", True)
        model.normalizer_spec.remove_extra_whitespaces = False
        model.normalizer_spec.escape_whitespaces = True
        for place, (token, score, kind) in enumerate(zip(tokens.data, scores.data, types.data, strict=True)):
            piece = model.pieces.add()
            text = bytes(tokens.parts[token]).decode("utf-8")
            piece.type = int(types.parts[kind][0])
            # GGUF keeps user-defined pieces as they stand in a text, SentencePiece with its mark for spaces.
            piece.piece = text.replace(" ", "▁") if piece.type == USER_DEFINED else text or f"<empty {place}>"
            piece.score = float(scores.parts[score][0])
        self._processor = sentencepiece.SentencePieceProcessor(model_proto=model.SerializeToString())
        self._bos = [1] if flag("add_bos_token", True) else []

    def prompt(self, text: str) -> list[int]:
        """Return the tokens of a whole prompt."""
        return [*self._bos, *self._processor.encode(text)]
