"""The figures as a page of Markdown, for people."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

from emodesk.engine.hardware import examine
from tests.benchmarks.labelling import texts
from tests.benchmarks.labelling.figures import LARGEST_OVERHEAD_BYTES, Figures
from tests.benchmarks.labelling.rounds import BY_ROW, BY_TASK, EMODESK, OWN_SERVER, PREFILL, SERVER, STANDARD
from tests.benchmarks.labelling.work import ANSWER_TOKENS, STARTER

_TITLES: Final = {
    BY_ROW: "`Llama.create_completion`, row by row",
    BY_TASK: "the same, task by task",
    SERVER: "llama.cpp's server, as in a wheel (slots: {slots:.0f})",
    OWN_SERVER: "llama.cpp's server, built here (slots: {slots:.0f})",
    EMODESK: "**EmoDesk**, paper profile: eleven prompts",
    STANDARD: "**EmoDesk**, standard profile: six prompts, eleven labels",
}


def page(models: Mapping[str, Mapping[str, Figures]], threads: int) -> str:
    """Return the page."""
    lines = [_head(threads), *(line for name, found in models.items() for line in _model(name, found))]
    return "\n".join(lines) + "\n"


def machine() -> dict[str, str | int]:
    """Return what kind of machine this is; nothing that names it."""
    hardware = examine()
    return {
        "processor": hardware.cpu,
        "cores": hardware.physical_cores,
        "memory_gb": round(hardware.total_bytes / 2**30),
        "features": " ".join(hardware.features),
        "system": platform.system(),
    }


def _head(threads: int) -> str:
    kind = machine()
    tokens = ", ".join(f"{count} for {task}" for task, count in ANSWER_TOKENS.items())
    return f"""\
# How fast the engine labels

Measured {datetime.now(UTC):%Y-%m-%d} on {kind["processor"]}, {kind["cores"]} cores, {kind["memory_gb"]} GB,
{kind["system"]} ({kind["features"]}); {threads} threads for everybody. {texts.source()}
Made by `python -m tests.benchmarks.labelling`; `README.md` in the folder above says how.

All ways label the same texts (those that take minutes for one label fewer of them, which are about as long) from the
same file, in fresh processes that take turns. Figures are medians of the rounds; ratios are in texts, of neighbours in
a round. The peers answer the paper profile's eleven prompts: V-reg, V-oc, E-c, EI-reg and EI-oc for four emotions.
Instructions are in everybody's prompt cache before the clock starts, as they are after the first rows of a sheet.
Figures go up and down with what else the machine does, which is why there are ratios; where a measurement was spread
over several calls, neighbours may be minutes apart all the same.

A model with random weights never ends an answer, so its peers generate as many tokens as real answers have, the end
included: {tokens}. The starter ends its answers by itself.
Random weights say “1” to half of the questions for a score, and what the engine reads ahead along “0.” is then in
vain; real answers take 1.006 of the prefix trees' tokens (`planned_tokens`).

The wheel's server (xllamacpp) is compiled for any processor with AVX2; the one “built here” comes from the sources and
flags of EmoDesk's own llama.cpp, which has two kernels changed (decision 73), as the naive loops and raw prefill have,
too. Servers run at the best of 1, 2, 4, 8 and 16 slots, asked by task or by row, with weights repacked or mapped,
whichever is fastest, or with the slots that the command names, as the 1.1B model's ran best; raw prefill runs with
EmoDesk's batch and the faster weights. EmoDesk runs with the weights and the batch that it measures to be fastest, as
before a long run (decision 71), or with a batch that the command names and the weights that it takes by itself."""


def _model(name: str, found: Mapping[str, Figures]) -> Iterator[str]:
    yield from ("", f"## {name}", "")
    yield "| way | texts | rounds | prompts/s | texts/s | × by row | × server (wheel) | × server (built here) |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for way, title in _TITLES.items():
        if way in found:
            yield _row(title, found[way])
    ours = {way: found[way] for way in (EMODESK, STANDARD) if way in found}
    if ours:
        yield from ("", *_engine(ours, found.get(PREFILL, {}), is_starter=name.startswith(STARTER)))


def _row(title: str, figures: Figures) -> str:
    ratios = [f"{figures[f'times_{name}']:.1f}" if f"times_{name}" in figures else "–" for name in _RATIOS]
    cells = [
        title.format(**figures), f"{figures['texts']:.0f}", f"{figures['rounds']:.0f}",
        _rate(figures["prompts_per_s"]), _rate(figures["texts_per_s"]), *ratios,
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _rate(per_s: float) -> str:
    return f"{per_s:,.0f}" if per_s >= 100 else f"{per_s:.3g}"


_RATIOS: Final = ("by_row", "server", "own_server")


def _engine(ours: Mapping[str, Figures], prefill: Figures, *, is_starter: bool) -> Iterator[str]:
    yield f"| EmoDesk | {' | '.join('paper' if way == EMODESK else 'standard' for way in ours)} |"
    yield f"| --- |{' ---: |' * len(ours)}"

    def line(title: str, name: str, form: str, scale: float = 1) -> str:
        cells = [format(figures[name] * scale, form) if name in figures else "–" for figures in ours.values()]
        return f"| {title} | {' | '.join(cells)} |"

    if prefill:
        rate, size = prefill["tokens_per_s"], prefill["batch_tokens"]
        title = f"evaluated tokens/s, of raw prefill's {rate:,.1f} at {size:.0f} tokens a batch"
        yield line(title, "of_prefill", ".1%")
    yield line("evaluated tokens, of the prefix tree's", "tokens_of_tree", ".3f")
    yield line("of that for how likely other answers are", "tokens_beside", ".3f")
    yield line("tokens in a call of `llama_decode`", "tokens_per_call", ".0f")
    repacked = ["repacked" if figures["is_repacked"] else "mapped" for figures in ours.values()]
    yield f"| weights | {' | '.join(repacked)} |"
    if is_starter:
        yield line("time outside `llama_decode`", "outside_decode", ".1%")
        yield line("of that outside llama.cpp, which tokenizes, too", "python_share", ".1%")
    yield line("model ready after, s", "ready_seconds", ".2f")
    yield line("eleven labels of the first text after, s", "first_text_seconds", ".2f")
    yield line("peak memory, MB", "peak_bytes", ",.0f", 1e-6)
    allowed = LARGEST_OVERHEAD_BYTES / 1e6
    yield line(f"of that besides file and KV, MB (at most {allowed:.0f} is asked)", "overhead_bytes", ",.0f", 1e-6)
