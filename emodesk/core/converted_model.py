"""What a model that was converted for CTranslate2 needs beside its weights, to be asked and understood."""

from __future__ import annotations

from typing import Final

import msgspec

DESCRIPTION: Final = "answering.json"
"""Name of the file, beside ``model.bin``."""
WEIGHTS: Final = "model.bin"


MOST_LOGIT_BYTES: Final = 1 << 28
"""What the logits of one batch may take."""
_MOST_STATE_BYTES: Final = 3 << 29
_FEWEST_TOKENS, _MOST_TOKENS = 512, 2048


class ConvertedModel(msgspec.Struct, frozen=True, kw_only=True):
    """How to talk to the model. All tokens are ids.

    CTranslate2 is given a vocabulary in which each piece is called by its id, so that no two pieces can be mistaken for
    each other and texts are the tokenizer's business alone.
    """

    version: int = 1
    name: str
    architecture: str
    quantization: str
    parameters: int
    vocabulary: int
    """Rows of the embeddings; the tokenizer may know fewer pieces."""
    window_tokens: int
    """Longest prompt, answer included, that the model takes."""
    is_encoder_decoder: bool
    end_token: int
    answer_start: tuple[int, ...] = ()
    """What stands before every answer of a decoder that begins anew: its start token, and a forced first token."""
    beams: int = 1
    """How many beams the authors search with; more than one means that they want the likeliest answer."""
    layers: int
    width: int


def token_state_bytes(model: ConvertedModel) -> int:
    """Return what keys and values of one token of a prompt take in the decoder, in bytes."""
    return 2 * 4 * model.layers * model.width


def batch_tokens(model: ConvertedModel) -> int:
    """Return how many tokens of prompts go into one batch: as many as have room in a gigabyte and a half."""
    return max(_FEWEST_TOKENS, min(_MOST_TOKENS, _MOST_STATE_BYTES // token_state_bytes(model)))
