"""The vocabulary: BPE pieces learnt from lower-cased text, their case variants, and whole prompts as single pieces."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import gguf
import numpy as np
import numpy.typing as npt
import sentencepiece

from emodesk.core.affect.prompts import TEMPLATE_END, TEMPLATE_START, PromptSpec, Style, heads, specs_for
from emodesk.core.affect.tasks import EMOTIONS, TASKS, Kind

CONTEXT: Final = 256
_ROWS: Final = 16
"""llama.cpp's fast kernel for half precision takes matrices of a multiple of so many rows on every processor."""
CASES: Final = ("as is", "Title", "UPPER")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces in id order. Variants of a piece share its embedding row plus a vector for their case."""

    pieces: list[str]
    scores: list[float]
    types: list[int]
    base: npt.NDArray[np.int64]
    """(size,) id of the piece whose row this one shares."""
    case: npt.NDArray[np.int64]
    """(size,) 0 as is, 1 Title, 2 UPPER."""


def head_groups() -> dict[str, int]:
    """Return each head piece with the group whose row it shares: wordings of one question are one question.

    Group 0: AAID, card, VADER, SST (told apart by their tails); 1: EmoBank valence, TDT, GoEmotions (their tails
    are those of V-reg, V-oc and E-c); 2: arousal; 3: dominance.
    """
    groups: dict[str, int] = {}
    for name in TASKS:
        group = {"emobank-v": 1, "tdt": 1, "goemotions": 1, "emobank-a": 2, "emobank-d": 3}.get(name, 0)
        for style in Style:
            options = heads(name, style)
            # An AEB-2 task asked in its native range is another question; only the 0..1 wording is taught.
            for head in options if TASKS[name].is_aaid else options[:1]:
                groups.setdefault(TEMPLATE_START + head.rstrip(), group)
    return groups


def tail_piece(spec: PromptSpec) -> str:
    """Return everything between the end of the text and the answer."""
    return ("\n" if spec.style is Style.CARD else " ") + spec.tail + TEMPLATE_END


def tail_groups() -> dict[str, str]:
    """Return each tail piece with the AAID tail that it is a spelling of."""
    groups = {}
    for name in TASKS:
        for style in Style:
            if heads(name, style):
                aaid = specs_for(name, emotions=EMOTIONS)
                for spec, plain in zip(specs_for(name, emotions=EMOTIONS, style=style), aaid, strict=True):
                    groups[tail_piece(spec)] = tail_piece(plain)
    return groups


def answer_lines() -> Iterable[str]:
    """Yield the answers often enough that each of their words becomes one piece."""
    for task in TASKS.values():
        for emotion in EMOTIONS:
            for _, wording in task.classes:
                yield from [wording.format(emotion=emotion)] * 3_000
        if task.kind is Kind.LABEL_SET:
            for label in (*task.labels, task.none_label):
                yield from [f"{label}, {label}."] * 8_000


def build(texts: list[str], size: int) -> Vocabulary:
    """Learn ``size`` lower-cased pieces from the texts, then add variants, prompt pieces and some to spare."""
    lowered = [" " + text.lower() for text in texts]
    letters = Counter(char for line in lowered for char in line)
    kept = "".join(c for c, n in letters.items() if n >= 8 and not c.isspace() and c.isprintable())
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([*lowered, *answer_lines()]), model_writer=model, model_type="bpe", vocab_size=size,
        byte_fallback=True, split_digits=True, normalization_rule_name="identity", add_dummy_prefix=False,
        remove_extra_whitespaces=False, required_chars=kept, character_coverage=0.9995, num_threads=2,
        unk_id=0, bos_id=1, eos_id=2, pad_id=-1, minloglevel=1, max_sentence_length=4_000,
    )  # fmt: skip
    learnt: Any = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    pieces: list[str] = []
    scores: list[float] = []
    types: list[int] = []
    base: list[int] = []
    case: list[int] = []

    def add(piece: str, score: float, kind: int, row: int | None = None, form: int = 0) -> None:
        pieces.append(piece)
        scores.append(score)
        types.append(kind)
        base.append(len(base) if row is None else row)
        case.append(form)

    normal = int(gguf.TokenType.NORMAL)
    for i in range(learnt.get_piece_size()):
        kind = int(gguf.TokenType.UNKNOWN) if learnt.is_unknown(i) else int(gguf.TokenType.CONTROL)
        if not learnt.is_unknown(i) and not learnt.is_control(i):
            kind = int(gguf.TokenType.BYTE) if learnt.is_byte(i) else normal
        add(learnt.id_to_piece(i), learnt.get_score(i), kind)
    seen = set(pieces)
    for i in range(len(pieces)):
        bare = pieces[i].lstrip("▁")
        if types[i] != normal or not bare:
            continue
        mark = pieces[i][: len(pieces[i]) - len(bare)]
        # Every part of a variant has its own variant, so "HAPPY" is cut up exactly as "happy" is.
        for form, variant in ((1, bare[0].upper() + bare[1:]), (2, bare.upper())):
            if mark + variant not in seen and variant.lower() == bare:
                seen.add(mark + variant)
                add(mark + variant, scores[i], normal, i, form)
    rows: dict[object, int] = {}
    for piece, group in [*head_groups().items(), *tail_groups().items()]:
        first = rows.setdefault(group, len(pieces))
        add(piece, 0.0, int(gguf.TokenType.USER_DEFINED), first)
    for number in range(-len(pieces) % _ROWS):  # nothing is spelled like these, and they have the row of what's unknown
        add(f"<spare {number}>", 0.0, int(gguf.TokenType.UNUSED), 0)
    return Vocabulary(pieces, scores, types, np.array(base), np.array(case))


def write_metadata(writer: gguf.GGUFWriter, vocabulary: Vocabulary) -> None:
    """Put the vocabulary into a GGUF."""
    writer.add_tokenizer_model("llama")
    writer.add_token_list([piece.encode() for piece in vocabulary.pieces])
    writer.add_token_scores(vocabulary.scores)
    writer.add_token_types(vocabulary.types)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_add_bos_token(value=True)
    writer.add_add_eos_token(value=False)
    writer.add_add_space_prefix(value=False)


def write_vocabulary_file(path: Path, vocabulary: Vocabulary) -> None:
    """Write a GGUF without weights, for tokenizing."""
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_context_length(CONTEXT)
    writer.add_vocab_size(len(vocabulary.pieces))
    write_metadata(writer, vocabulary)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


class Tokenizer:
    """llama.cpp's own tokenizer over a GGUF: training and serving see the same ids."""

    def __init__(self, path: Path) -> None:
        import llama_cpp

        self._model: Any = llama_cpp.Llama(str(path), vocab_only=True, verbose=False)

    def ids(self, text: str) -> list[int]:
        """Tokenize without BOS; special pieces in the text are not parsed as such."""
        return list(self._model.tokenize(text.encode(), add_bos=False, special=False))
