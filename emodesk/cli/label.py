"""``emodesk label``: spreadsheets in, labelled files out; or one sentence."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from emodesk import wiring
from emodesk.app.export_options import ExportOptions, ExportStyle
from emodesk.app.label_files import STARTER, FileResult, LabelOptions
from emodesk.app.places import find_places
from emodesk.cli.interrupt import STOPPED, StopOnInterrupt
from emodesk.cli.progress import Progress
from emodesk.core.affect.columns import Profile
from emodesk.core.affect.prompts import DEFAULT_HEADS, ScoreReading, Style
from emodesk.core.affect.tasks import AAID_TASKS, EMOTIONS, TASKS, task
from emodesk.core.engine_settings import EngineSettings, KvType, Weights
from emodesk.core.errors import EmoDeskError, OptionError

if TYPE_CHECKING:
    from emodesk.app.label_text import TextResult

DONE: Final = 0
NEEDS_ATTENTION: Final = 1
_LEAST_BATCH: Final = 32
_MOST_BATCH: Final = 2048


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add = parser.add_argument
    add("inputs", nargs="*", type=Path, metavar="INPUT", help="spreadsheets, or folders of them")
    add("-o", "--output", type=Path, metavar="OUT", help="output file, or folder for several (default: beside INPUT)")
    add("--text", metavar="TEXT", help="label this one sentence instead of files")
    add("--text-column", metavar="NAME", help="column to label (default: the one that reads like text)")
    add("--sheet", metavar="NAME", help="sheet to label (default: the first with data)")
    add("--no-header", action="store_true", help="the first row holds data, not column names")
    add("--tasks", default=",".join(AAID_TASKS), metavar="LIST", help=f"of: {', '.join(TASKS)} (default: %(default)s)")
    add("--emotions", default=",".join(EMOTIONS), metavar="LIST", help="whose intensity to rate (default: %(default)s)")
    add(
        "--profile", choices=[profile.value for profile in Profile], default=Profile.STANDARD.value,
        help="standard: classes are cut from the scores; paper: every task is asked (default: %(default)s)",
    )  # fmt: skip
    add(
        "--prompt-style", choices=[style.value for style in Style], help="wording of the prompts (default: the model's)"
    )
    add(
        "--scores", choices=[reading.value for reading in ScoreReading],
        help="the number that the model says, or the mean of what it considers (default: what's best for the model)",
    )  # fmt: skip
    add(
        "--head", action="append", default=[], metavar="TASK=N",
        help=f"which of the ten training wordings a task uses (default: {_default_heads()})",
    )  # fmt: skip
    add("--model", default=STARTER, metavar="ID|PATH", help="model to use (default: %(default)s)")
    add("--any-model", action="store_true", help="use the model even if it doesn't answer like an EmoLLM")
    add("--try-anyway", action="store_true", help="load the model even if the memory seems too small for it")
    add("--threads", type=int, metavar="N", help="CPU threads (default: as many as this computer does well with)")
    add("--batch", type=int, metavar="N", help="tokens that are evaluated in one go (default: as measured here)")
    add("--micro-batch", type=int, metavar="N", help="tokens into which llama.cpp divides them (default: --batch)")
    add(
        "--weights", choices=[each.value for each in Weights],
        help="mapped: as they lie in the file; repacked: read into another order (default: as measured here)",
    )  # fmt: skip
    add(
        "--kv", choices=[each.value for each in KvType],
        help="precision of the model's memory; q8_0 halves it and changes some answers (default: f16)",
    )  # fmt: skip
    add("--flash-attention", choices=["on", "off"], help="off changes some answers (default: on where there is one)")
    add("--gpu-layers", default="auto", metavar="auto|N", help="layers on the GPU (default: %(default)s)")
    add(
        "--style", choices=[style.value for style in ExportStyle], default=ExportStyle.WORKBOOK.value,
        help="workbook: your own file with columns added, nothing else in it touched; clean: a new one, with charts "
        "(default: %(default)s)",
    )  # fmt: skip
    add("--no-confidence", action="store_true", help="leave the confidence columns out")
    add("--validate", action="store_true", help="your own workbook: let nothing but classes into the class columns")
    add("--group-by", metavar="COLUMN", help="clean workbook: split the summary and its charts by this column")
    add("--no-guard", action="store_true", help="csv, tsv: no apostrophe before texts that would run as formulas")
    add(
        "--break-signature", action="store_true", help="add columns to a signed workbook; its signature becomes invalid"
    )
    add("--lexicon", action="store_true", help="add what a word list (VADER) says of valence, to compare with")
    add("--json", action="store_true", help="print one machine-readable summary")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Label what was asked for; return the exit code."""
    options = _options(arguments)
    if (arguments.text is None) == (not arguments.inputs):
        raise OptionError(
            "Say what to label, one way.", hint="Name spreadsheets or folders, or one sentence with --text."
        )
    if arguments.text is not None:
        return _label_text(arguments, options)
    return _label_files(arguments, options)


def _label_text(arguments: argparse.Namespace, options: LabelOptions) -> int:
    engine = wiring.engine()
    try:
        result = wiring.label_text(engine).run(arguments.text, options)
    finally:
        engine.close()
    _print_text(result, as_json=arguments.json)
    return NEEDS_ATTENTION if result.attention else DONE


def _label_files(arguments: argparse.Namespace, options: LabelOptions) -> int:
    readable, writable = wiring.suffixes()
    kept = wiring.addable_suffixes() if options.export.style is ExportStyle.WORKBOOK else frozenset()
    places = find_places(arguments.inputs, arguments.output, readable, writable, kept, options.sheet)
    stop = StopOnInterrupt()
    engine = wiring.engine()
    try:
        with Progress(sys.stderr) as progress:
            job = wiring.label_files(engine, options, progress.show, stop)
            try:
                results = job.run(places)
            except EmoDeskError:
                if not arguments.json:  # there, one document is all that's printed
                    _print_results(job.results, as_json=False)
                raise
    finally:
        engine.close()
    _print_results(results, as_json=arguments.json)
    if any(result.report is None for result in results):
        print("Stopped. Everything so far is kept; the same command goes on from here.", file=sys.stderr)
        return STOPPED
    return NEEDS_ATTENTION if any(r.report and r.report.attention_rows for r in results) else DONE


def _options(arguments: argparse.Namespace) -> LabelOptions:
    emotions = _list(arguments.emotions)
    if unknown := [emotion for emotion in emotions if emotion not in EMOTIONS]:
        raise OptionError(f"“{unknown[0]}” has no intensity.", hint=f"Choose from: {', '.join(EMOTIONS)}.")
    layers = arguments.gpu_layers
    if layers != "auto" and not layers.isdecimal():
        raise OptionError("--gpu-layers takes “auto” or a number from 0 on.")
    if arguments.group_by is not None and arguments.style != ExportStyle.CLEAN.value:
        raise OptionError("--group-by splits the summary of a clean workbook.", hint="Add --style clean.")
    return LabelOptions(
        tasks=tuple(dict.fromkeys(task(name).id for name in _list(arguments.tasks))),
        emotions=emotions,
        profile=arguments.profile,
        style=arguments.prompt_style,
        scores=arguments.scores,
        heads=tuple(map(_head, arguments.head)),
        model=arguments.model,
        is_any_model_welcome=arguments.any_model,
        is_tried_anyway=arguments.try_anyway,
        settings=_settings(arguments),
        gpu_layers=None if layers == "auto" else int(layers),
        text_column=arguments.text_column,
        sheet=arguments.sheet,
        has_header=not arguments.no_header,
        export=ExportOptions(
            style=ExportStyle(arguments.style),
            with_confidence=not arguments.no_confidence,
            with_validation=arguments.validate,
            guard=not arguments.no_guard,
            group_by=arguments.group_by,
            break_signature=arguments.break_signature,
        ),
        with_baseline=arguments.lexicon,
    )


def _settings(arguments: argparse.Namespace) -> EngineSettings:
    most = 4 * (os.cpu_count() or 1)
    if arguments.threads is not None and not 1 <= arguments.threads <= most:
        raise OptionError(f"--threads takes a number from 1 to {most}.", hint="More than the cores gain nothing.")
    for name, value in (("--batch", arguments.batch), ("--micro-batch", arguments.micro_batch)):
        if value is not None and not _LEAST_BATCH <= value <= _MOST_BATCH:
            raise OptionError(f"{name} takes a number of tokens from {_LEAST_BATCH} to {_MOST_BATCH}.")
    if arguments.kv == KvType.Q8_0.value and arguments.flash_attention == "off":
        raise OptionError("Keys and values in 8 bits need flash attention.", hint="Leave --flash-attention out.")
    return EngineSettings(
        threads=arguments.threads,
        batch_tokens=arguments.batch,
        micro_batch_tokens=arguments.micro_batch,
        weights=Weights(arguments.weights) if arguments.weights else None,
        kv_type=KvType(arguments.kv) if arguments.kv else None,
        flash_attention=None if arguments.flash_attention is None else arguments.flash_attention == "on",
    )


def _list(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",") if name.strip()))
    if not names:
        raise OptionError("A list of names can't be empty.")
    return names


def _head(text: str) -> tuple[str, int]:
    name, _, number = text.partition("=")
    if not number.isdecimal() or int(number) < 1 or task(name).id not in DEFAULT_HEADS:
        raise OptionError(f"“--head {text}” isn't of the form TASK=N.", hint="For example: --head v-reg=3.")
    return task(name).id, int(number)


def _default_heads() -> str:
    return ", ".join(f"{name}={number}" for name, number in DEFAULT_HEADS.items())


def _print_text(result: TextResult, *, as_json: bool) -> None:
    if as_json:
        content = {"labels": result.labels, "needs_attention": result.attention, "model": result.model}
        print(json.dumps(content, ensure_ascii=False, default=str))
        return
    width = max(map(len, result.labels))
    for name, value in result.labels.items():
        print(f"{name:<{width}}  {value}")
    if result.attention:
        print(f"{'needs attention':<{width}}  {result.attention}")


def _print_results(results: list[FileResult], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"files": [_summary(result) for result in results]}, ensure_ascii=False, default=str))
        return
    from emodesk.cli.preview import print_preview  # noqa: PLC0415  rich takes a while to load

    for result in results:
        if result.report is not None:
            print_preview(result.report)


def _summary(result: FileResult) -> dict[str, Any]:
    report, survey = result.report, result.survey
    return {
        "source": str(result.place.source),
        "output": str(report.output) if report else None,
        "is_own_file": report.is_own_file if report else None,
        "why_clean": report.why_clean if report else None,
        "project": str(result.place.project),
        "text_column": result.text_column,
        "rows": survey.rows,
        "empty_rows": survey.empty,
        "distinct_texts": survey.distinct,
        "texts_to_label": survey.to_do,
        "is_complete": report is not None,
        "rows_labelled": report.counts.labelled_rows if report else None,
        "rows_labelled_in_part": report.counts.partly_rows if report else None,
        "rows_without_labels": report.counts.unlabelled_rows if report else None,
        "rows_changed_by_hand": report.counts.changed_rows if report else None,
        "rows_accepted_by_hand": report.counts.accepted_rows if report else None,
        "rows_needing_attention": report.attention_rows if report else None,
        "attention": report.attention if report else None,
        "label_columns": report.columns if report else None,
        "written": {
            "cleaned_rows": report.written.cleaned_rows,
            "shortened_rows": report.written.shortened_rows,
            "guarded_cells": report.written.guarded_cells,
            "notes": report.written.notes,
        }
        if report
        else None,
    }
