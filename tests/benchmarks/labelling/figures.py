"""From parts to medians and ratios. Ratios are of neighbours in one round, and their median is what counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Final

from tests.benchmarks.labelling.rounds import BY_ROW, EMODESK, OWN_SERVER, PREFILL, SERVER, STANDARD, Part

Parts = Mapping[str, Sequence[Part]]
Figures = dict[str, float]
LARGEST_OVERHEAD_BYTES: Final = 300e6
"""What the worker may take besides the model's file and the model's memory."""


def of_model(parts: Parts) -> dict[str, Figures]:
    """Return the figures of each way, by its name."""
    found = {way: speed(done, parts) for way, done in parts.items() if done and way != PREFILL}
    if parts.get(PREFILL):
        found[PREFILL] = _medians(parts[PREFILL])
    for way in (EMODESK, STANDARD):
        if parts.get(way):
            found[way] |= _medians(parts[way]) | _engine(parts[way], parts.get(PREFILL, ()))
    return found


def speed(done: Sequence[Part], parts: Parts) -> Figures:
    """Return how fast a way was, and how many times as fast as its peers."""
    figures = {
        "texts": float(done[0].outcome.texts),
        "rounds": float(len(done)),
        "prompts_per_s": median(part.outcome.prompts / part.outcome.seconds for part in done),
        "texts_per_s": median(map(_texts_per_s, done)),
    }
    for name, peer in (("by_row", BY_ROW), ("server", SERVER), ("own_server", OWN_SERVER)):
        if parts.get(peer):
            figures[f"times_{name}"] = _ratio(done, parts[peer], _texts_per_s)
    return figures | {
        name: value for name, value in _medians(done).items() if name in ("slots", "prefill_tokens_per_s")
    }


def _engine(done: Sequence[Part], prefill: Sequence[Part]) -> Figures:
    def of_each(figure: Callable[[Mapping[str, float]], float]) -> float:
        return median(figure(part.outcome.figures) for part in done)

    figures = {
        "tokens_of_tree": of_each(lambda f: f["evaluated_tokens"] / f["least_tokens"]),
        "tokens_beside": of_each(lambda f: f["beside_tokens"] / f["least_tokens"]),
        "overhead_bytes": of_each(lambda f: f["peak_bytes"] - f["model_bytes"] - f["kv_bytes"]),
        "tokens_per_call": of_each(lambda f: f["evaluated_tokens"] / f["decode_calls"]),
    }
    if prefill:
        limit = [part.outcome.figures["tokens_per_s"] for part in prefill]
        for name, tokens in (("of_prefill", "evaluated_tokens"), ("of_prefill_useful", "least_tokens")):
            rates = [part.outcome.figures[tokens] / part.outcome.seconds for part in done]
            figures[name] = median(rate / most for rate, most in zip(rates, limit, strict=False))
    return figures


def _ratio(ours: Sequence[Part], theirs: Sequence[Part], rate: Callable[[Part], float]) -> float:
    return median(rate(one) / rate(other) for one, other in zip(ours, theirs, strict=False))


def _texts_per_s(part: Part) -> float:
    return part.outcome.texts / part.outcome.seconds


def _medians(done: Sequence[Part]) -> Figures:
    return {name: median(part.outcome.figures[name] for part in done) for name in done[0].outcome.figures}
