"""Rebuilds the starter model from the training sets: ``python packaging/starter --data FOLDER --work FOLDER``.

Stages leave their result in the work folder and are skipped when it's there: corpus, vocabulary, teacher, training
(continued from its checkpoint), export, evaluation. ``--fresh`` forgets them.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

T = TypeVar("T")


def stage(path: Path, make: Callable[[], T]) -> T:
    """Return what an earlier run left at ``path``, or make it and leave it there, never half."""
    if path.exists():
        # Only files that this recipe wrote into its own work folder are unpickled.
        earlier: T = pickle.loads(path.read_bytes())  # noqa: S301 - see above
        return earlier
    print(f"making {path.stem}", flush=True)
    made = make()
    part = path.with_suffix(".part")
    part.write_bytes(pickle.dumps(made))
    part.replace(path)
    return made


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python packaging/starter", description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder with train/ and aeb2/"
    )
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "starter", help="folder for intermediate results")
    parser.add_argument("--out", type=Path, help="where the model goes; default: the work folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pieces", type=int, default=8_000, help="lower-cased pieces of the vocabulary")
    parser.add_argument("--steps", type=int, default=5_000, help="batches of 32 texts")
    parser.add_argument("--minutes", type=float, default=600.0, help="end training by the clock if that comes first")
    parser.add_argument("--fresh", action="store_true", help="forget earlier stages")
    return parser.parse_args()


def main() -> None:
    """Run all stages."""
    chosen = options()
    from batches import Answers, read_texts
    from data import load
    from evaluate import evaluate
    from export import export
    from model import Shape
    from targets import combine
    from teacher import teach
    from train import train
    from vocabulary import Tokenizer, build, write_vocabulary_file

    work, seed = chosen.work, chosen.seed
    work.mkdir(parents=True, exist_ok=True)
    if chosen.fresh:
        for old in [*work.glob("*.pickle"), *work.glob("checkpoint-*.pt")]:
            old.unlink()
    corpus = stage(work / f"corpus-{seed}.pickle", lambda: load(chosen.data, seed))
    training = [text for text, split in zip(corpus.texts, corpus.splits, strict=True) if split == "train"]
    vocabulary = stage(work / f"vocabulary-{seed}.pickle", lambda: build(training, chosen.pieces))
    write_vocabulary_file(work / "vocabulary.gguf", vocabulary)
    tokenizer = Tokenizer(work / "vocabulary.gguf")
    lessons = stage(work / f"teacher-{seed}.pickle", lambda: teach(corpus, seed))
    tokens = read_texts(corpus.texts, tokenizer)
    targets, answers = combine(corpus, lessons), Answers(vocabulary, tokenizer)
    model = train(
        corpus, tokens, targets, answers, vocabulary, work=work, shape=Shape(), steps=chosen.steps, size=32, seed=seed,
        minutes=chosen.minutes,
    )  # fmt: skip
    out = chosen.out or work / "emodesk-starter.gguf"
    export(model, vocabulary, out)
    figures = evaluate(out, chosen.data, corpus)
    (work / "figures.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
