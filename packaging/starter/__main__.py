"""Rebuilds the starter model from the training sets: ``python packaging/starter --data FOLDER --work FOLDER``.

Stages leave their result in the work folder and are skipped when it's there; training goes on from its checkpoint.
``--fresh`` forgets them.
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
    parser.add_argument("--pieces", type=int, default=7_000, help="lower-cased pieces of the vocabulary")
    parser.add_argument("--tutor-steps", type=int, default=560, help="batches of 48 texts per worker")
    parser.add_argument("--read-minutes", type=float, default=40.0, help="the clock ends each stage, or its steps do")
    parser.add_argument("--read-steps", type=int, default=4_400, help="batches of 64 texts per worker")
    parser.add_argument("--answer-minutes", type=float, default=24.0, help="for each seed")
    parser.add_argument("--answer-steps", type=int, default=2_200, help="batches of 32 texts per worker")
    parser.add_argument("--seeds", type=int, default=3, help="how often to learn to answer; the best on dev is kept")
    parser.add_argument("--workers", type=int, default=2, help="processes that train together, a core each")
    parser.add_argument("--measure", type=Path, metavar="FILE", help="train nothing: measure this GGUF")
    parser.add_argument("--ablate", action="store_true", help="after a run: measure what its choices are worth")
    parser.add_argument("--fresh", action="store_true", help="forget earlier stages")
    return parser.parse_args()


def main() -> None:
    """Run all stages."""
    chosen = options()
    import together
    from ablations import ablate
    from batches import read_texts
    from by_label import by_label
    from calibrate import fit_temperature
    from data import load
    from evaluate import evaluate
    from export import export
    from grid import on_grid
    from model import Shape
    from parity import parity
    from rows import first_rows
    from seeds import best_of
    from teacher import teach
    from tutor import Tutor, fine_tune, tell, told_rows
    from vocabulary import Tokenizer, build, write_vocabulary_file
    from workers import Plan, train_together

    work, seed, shape = chosen.work, chosen.seed, Shape()
    work.mkdir(parents=True, exist_ok=True)
    if chosen.fresh:
        for old in [*work.glob("*.pickle"), *work.glob("*.pt"), *work.glob("told-*/*.npy")]:
            old.unlink()
    corpus = stage(work / f"corpus-{seed}.pickle", lambda: load(chosen.data, seed))
    if chosen.measure:
        print(
            json.dumps(evaluate(chosen.measure, chosen.data, corpus) | by_label(chosen.measure, chosen.data), indent=1)
        )
        return
    training = [text for text, split in zip(corpus.texts, corpus.splits, strict=True) if split == "train"]
    vocabulary = stage(work / f"vocabulary-{seed}.pickle", lambda: build(training, chosen.pieces))
    write_vocabulary_file(work / "vocabulary.gguf", vocabulary)
    tokenizer = Tokenizer(work / "vocabulary.gguf")
    tokens = stage(work / f"tokens-{seed}.pickle", lambda: read_texts(corpus.texts, tokenizer))
    stage(work / f"teacher-{seed}.pickle", lambda: teach(corpus, seed))
    stage(work / f"rows-{seed}.pickle", lambda: first_rows(Tutor(), vocabulary, shape.width))
    tutor = work / f"tutor-{seed}.pt"
    if not tutor.exists():
        together.run(chosen.workers, work, fine_tune, corpus, tutor, seed, chosen.tutor_steps)
    together.run(chosen.workers, work, tell, corpus, told_rows(corpus, seed), tutor, work / f"told-{seed}")
    plan = Plan(work, seed, chosen.read_steps, chosen.read_minutes, chosen.answer_steps, chosen.answer_minutes)
    if chosen.ablate:
        print(json.dumps(ablate(plan, vocabulary, chosen.data), indent=1))
        return
    models = train_together(plan, chosen.workers, list(range(seed, seed + chosen.seeds)))
    name, of_seeds = best_of(models, vocabulary, chosen.data, work)
    model, out = on_grid(models[name]), chosen.out or work / "emodesk-starter.gguf"
    export(model, vocabulary, out)
    same = parity(model, vocabulary, out, corpus, tokens)
    temperature = fit_temperature(out, chosen.data)
    export(model, vocabulary, out, temperature)
    figures = {
        **evaluate(out, chosen.data, corpus), **by_label(out, chosen.data), **same,
        "shipped": name, "temperature": temperature, "of each": of_seeds,
    }  # fmt: skip
    (work / f"figures-{seed}.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
