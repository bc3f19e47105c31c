"""From texts to tokens for models that llama.cpp doesn't run: the tokenizer that their authors published."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Protocol

import sentencepiece
import tokenizers

from emodesk.core.errors import ModelDamagedError

_TOKENIZER: Final = "tokenizer.json"
_PIECES: Final = ("spiece.model", "tokenizer.model")
_SPACE: Final = "▁"
_BYTE_LEVEL: Final = "ByteLevel"


class TextTokens(Protocol):
    """A model's tokenizer. Control tokens that a text spells out ("</s>") stay text."""

    def prompt(self, text: str) -> list[int]:
        """Return the tokens of a prompt, with what the model's authors put around it."""
        ...

    def answer(self, text: str) -> list[int]:
        """Return the tokens of an answer, which stands by itself, and nothing around it."""
        ...

    def piece(self, token: int) -> bytes:
        """Return the bytes that a token spells."""
        ...


def open_tokens(folder: Path, end_token: int) -> TextTokens:
    """Return the tokenizer of a folder. Raises ModelDamagedError where there's none that can be read."""
    try:
        if (folder / _TOKENIZER).is_file():
            return _JsonTokens(folder / _TOKENIZER)
        for name in _PIECES:
            if (folder / name).is_file():
                return _PieceTokens(folder / name, end_token)
    except Exception as error:  # tokenizers raises nothing narrower
        raise ModelDamagedError(
            "The model's vocabulary can't be read.", hint="Convert the model again.", details=str(error)
        ) from error
    raise ModelDamagedError(
        "The model has no vocabulary.", hint=f"One of these belongs to it: {', '.join((_TOKENIZER, *_PIECES))}."
    )


class _JsonTokens:
    """A vocabulary with rules, in the format of the ``tokenizers`` library."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = tokenizers.Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._tokenizer.encode_special_tokens = True
        is_byte_level = _BYTE_LEVEL in str(self._tokenizer.decoder)
        self._bytes = _bytes_of_letters() if is_byte_level else {}

    def prompt(self, text: str) -> list[int]:
        """Return the tokens of a prompt."""
        return list(self._tokenizer.encode(text).ids)

    def answer(self, text: str) -> list[int]:
        """Return the tokens of an answer."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def piece(self, token: int) -> bytes:
        """Return the bytes that a token spells."""
        spelled = self._tokenizer.id_to_token(token) or ""
        if self._bytes:
            return bytes(self._bytes[letter] for letter in spelled if letter in self._bytes)
        return spelled.replace(_SPACE, " ").encode()


class _PieceTokens:
    """A SentencePiece vocabulary, which has an end token behind every prompt."""

    def __init__(self, path: Path, end_token: int) -> None:
        self._processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
        self._end_token = end_token

    def prompt(self, text: str) -> list[int]:
        """Return the tokens of a prompt."""
        return [*self._processor.encode(text), self._end_token]

    def answer(self, text: str) -> list[int]:
        """Return the tokens of an answer."""
        return list(self._processor.encode(text))

    def piece(self, token: int) -> bytes:
        """Return the bytes that a token spells."""
        return str(self._processor.id_to_piece(token)).replace(_SPACE, " ").encode()


def _bytes_of_letters() -> dict[str, int]:
    """Return which byte each letter of a byte-level vocabulary stands for.

    Printable Latin-1 characters stand for themselves; the others, in their order, for the letters from U+0100 on.
    """
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    others = [byte for byte in range(256) if byte not in printable]
    letters = {chr(byte): byte for byte in printable}
    return letters | {chr(256 + place): byte for place, byte in enumerate(others)}
