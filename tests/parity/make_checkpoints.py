"""Writes the tiny checkpoints and what transformers says of them: ``python -m tests.parity.make_checkpoints FOLDER``.

Needs the dependency group ``reference`` (transformers, torch). The weights are random, but from a fixed seed. Each
checkpoint has something that a converter can get wrong: half precisions, shards, tied and untied weights, rows that no
piece of the vocabulary uses, biases that are not zero.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import sentencepiece
import tokenizers
import torch
import transformers
from tokenizers import decoders, models, pre_tokenizers, processors, trainers

from tests.parity import prompts
from tests.parity.teacher import Teacher

WIDTH, LAYERS, HEADS, INNER = 32, 2, 4, 64
SPECIALS = ["<s>", "<pad>", "</s>", "<unk>"]


def corpus() -> list[str]:
    """Return texts to make vocabularies from: the prompts, and every legal answer to them."""
    answers = [text for answers in prompts.answer_sets().values() for text in answers.texts[:300]]
    return [request.prompt for request in prompts.requests()] + answers


def byte_level(specials: list[str], size: int) -> tokenizers.Tokenizer:
    """Train a byte-level BPE vocabulary."""
    tokenizer = tokenizers.Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size, special_tokens=specials, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )  # fmt: skip
    tokenizer.train_from_iterator(corpus(), trainer)
    return tokenizer


def sentence_piece(folder: Path, name: str, size: int, **options: Any) -> Path:
    """Train a SentencePiece vocabulary into ``folder / name``."""
    target = folder / name
    with target.open("wb") as file:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(corpus()), model_writer=file, vocab_size=size, character_coverage=0.99,
            minloglevel=2, max_sentence_length=20_000, num_threads=1, **options,
        )  # fmt: skip
    return target


def make_bart(folder: Path) -> Any:
    """BART in half precision, tied, with a bias on the logits and the published generation settings."""
    tokenizer = byte_level(SPECIALS, 420)
    tokenizer.add_special_tokens(["<mask>"])
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), add_prefix_space=False)
    tokenizer.save(str(folder / "tokenizer.json"))
    config = transformers.BartConfig(
        vocab_size=tokenizer.get_vocab_size(), d_model=WIDTH, encoder_layers=LAYERS, decoder_layers=LAYERS,
        encoder_attention_heads=HEADS, decoder_attention_heads=HEADS, encoder_ffn_dim=INNER, decoder_ffn_dim=INNER,
        max_position_embeddings=512, scale_embedding=False, forced_bos_token_id=0,
    )  # fmt: skip
    model = transformers.BartForConditionalGeneration(config)
    model.generation_config.num_beams = 4
    model.generation_config.no_repeat_ngram_size = 3
    model.generation_config.early_stopping = True
    model.generation_config.forced_bos_token_id = 0
    model.final_logits_bias += torch.randn_like(model.final_logits_bias)
    return model.half()


def make_t5(folder: Path) -> Any:
    """The first T5, tied, in single precision; more rows than pieces, as T5 has them."""
    sentence_piece(
        folder, "spiece.model", 300, model_type="unigram", pad_id=0, eos_id=1, unk_id=2, bos_id=-1,
        hard_vocab_limit=False,
    )  # fmt: skip
    config = transformers.T5Config(
        vocab_size=448, d_model=WIDTH, d_kv=8, d_ff=INNER, num_layers=LAYERS, num_heads=HEADS,
        relative_attention_num_buckets=8, relative_attention_max_distance=32, decoder_start_token_id=0,
        feed_forward_proj="relu", tie_word_embeddings=True,
    )  # fmt: skip
    return transformers.T5ForConditionalGeneration(config)


def make_opt(folder: Path) -> Any:
    """OPT in half precision, in two shards."""
    tokenizer = byte_level(SPECIALS, 420)
    tokenizer.post_processor = processors.TemplateProcessing(single="</s> $A", special_tokens=[("</s>", 2)])
    tokenizer.save(str(folder / "tokenizer.json"))
    config = transformers.OPTConfig(
        vocab_size=432, hidden_size=WIDTH, num_hidden_layers=LAYERS, ffn_dim=INNER, num_attention_heads=HEADS,
        max_position_embeddings=512, do_layer_norm_before=True, word_embed_proj_dim=WIDTH, tie_word_embeddings=True,
    )  # fmt: skip
    return transformers.OPTForCausalLM(config).half()


def make_bloom(folder: Path) -> Any:
    """BLOOM in bfloat16; more rows than pieces."""
    tokenizer = byte_level(["<unk>", "<s>", "</s>", "<pad>"], 420)
    tokenizer.save(str(folder / "tokenizer.json"))
    config = transformers.BloomConfig(
        vocab_size=512, hidden_size=WIDTH, n_layer=LAYERS, n_head=HEADS, bos_token_id=1, eos_token_id=2, pad_token_id=3,
        tie_word_embeddings=True,
    )  # fmt: skip
    return transformers.BloomForCausalLM(config).bfloat16()


def make_llama(folder: Path) -> Any:
    """Llama in half precision, untied, with nothing but ``tokenizer.model`` for a vocabulary, as Emollama has it."""
    sentence_piece(
        folder, "tokenizer.model", 560, model_type="bpe", byte_fallback=True, split_digits=True, unk_id=0, bos_id=1,
        eos_id=2, pad_id=-1, normalization_rule_name="identity", remove_extra_whitespaces=False,
    )  # fmt: skip
    about = {"tokenizer_class": "LlamaTokenizer", "add_bos_token": True, "add_eos_token": False, "legacy": False,
             "bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>"}  # fmt: skip
    (folder / "tokenizer_config.json").write_text(json.dumps(about), encoding="utf-8")
    config = transformers.LlamaConfig(
        vocab_size=560, hidden_size=WIDTH, intermediate_size=INNER, num_hidden_layers=LAYERS,
        num_attention_heads=HEADS, num_key_value_heads=2, max_position_embeddings=2048, rms_norm_eps=1e-6,
        bos_token_id=1, eos_token_id=2, tie_word_embeddings=False,
    )  # fmt: skip
    return transformers.LlamaForCausalLM(config).half()


SEEDS = {"t5": 0, "bart": 1, "opt": 2, "bloom": 3, "llama": 0}
"""Those of the committed checkpoints."""
MAKERS = {"t5": make_t5, "bart": make_bart, "opt": make_opt, "bloom": make_bloom, "llama": make_llama}


def enliven(model: Any) -> None:
    """Make the random weights matter: as transformers draws them, every answer would be equally likely."""
    for name, parameter in model.named_parameters():
        with torch.no_grad():
            if parameter.ndim == 1:
                parameter.add_(torch.randn_like(parameter) * 0.1)
            elif "embed" in name or "shared" in name or "lm_head" in name:
                parameter.copy_(torch.randn_like(parameter) * (0.2 if "position" in name else 0.6))
            else:
                parameter.copy_(torch.randn_like(parameter) * (1.5 / parameter.shape[-1] ** 0.5))


def make_checkpoint(folder: Path, architecture: str, seed: int) -> None:
    """Write one of them."""
    folder.mkdir(parents=True, exist_ok=True)
    transformers.set_seed(seed)
    model = MAKERS[architecture](folder)
    enliven(model)
    model.save_pretrained(folder, max_shard_size="30KB" if architecture == "opt" else "5GB")


def main(target: Path) -> None:
    """Write all of them, and what transformers says."""
    for architecture, seed in SEEDS.items():
        folder = target / architecture
        make_checkpoint(folder, architecture, seed)
        expected = Teacher(folder).answer(prompts.requests())
        content = json.dumps(expected, ensure_ascii=False, separators=(",", ":")).encode()
        (folder / "expected.json.gz").write_bytes(gzip.compress(content, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
