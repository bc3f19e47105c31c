"""``emodesk models``: what models there are, and how they come here and go."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from emodesk import wiring
from emodesk.cli.interrupt import STOPPED, StopOnInterrupt
from emodesk.cli.model_facts import facts, list_heading, list_line
from emodesk.cli.transfer import TransferProgress
from emodesk.core.errors import OptionError
from emodesk.core.sizes import size_in_words
from emodesk.core.transfer import DownloadOptions

if TYPE_CHECKING:
    from emodesk.core.model_file import InstalledModel

DONE: Final = 0
CHANGED: Final = 1


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's actions and their options."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)

    def action(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        added = actions.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        added.add_argument("--json", action="store_true", help="print one machine-readable summary")
        added.set_defaults(command=run)
        return added

    listing = action("list", _list, "show what is on this computer and what can be had")
    listing.add_argument("--all", action="store_true", help="every quantization, not only the advised one")
    info = action("info", _info, "tell all about one model: size, memory, quality, licence, source")
    info.add_argument("model", metavar="MODEL", help="for example emollama-chat-7b, or emollama-chat-7b:Q5_K_M")
    _add_download(action("download", _download, "fetch a model of the catalogue, or go on fetching it"))
    bringing = action("import", _import, "install a .gguf file, a folder of safetensors or a zip that you have")
    bringing.add_argument("path", type=Path, metavar="PATH")
    bringing.add_argument(
        "--name", metavar="NAME", help="what to call it here (default: the catalogue's or the file's name)"
    )
    bringing.add_argument("--any-model", action="store_true", help="take it even if it doesn't answer like an EmoLLM")
    export = action("export", _export, "pack an installed model into a zip for a computer without a network")
    export.add_argument("model", metavar="MODEL")
    export.add_argument("-o", "--output", type=Path, metavar="ZIP", help="default: MODEL.zip here")
    convert = action("convert", _convert, "bring a model from the authors' safetensors to what EmoDesk runs")
    convert.add_argument("model", metavar="MODEL", help="an installed model, for example emot5-large")
    convert.add_argument(
        "--to",
        metavar="TYPE",
        help="how the weights are rounded (default: Q4_K_M for Llama models, int8 for the others)",
    )
    for name, run, text in (
        ("verify", _verify, "compare installed models with their checksums"),
        ("remove", _remove, "delete installed models"),
    ):
        verb = action(name, run, text)
        verb.add_argument("models", nargs="*" if name == "verify" else "+", metavar="MODEL")
    where = action("where", _where, "say where models lie; move them, or share a folder")
    where.add_argument("--move-to", type=Path, metavar="FOLDER", help="move all your models there")
    where.add_argument(
        "--share", type=Path, metavar="FOLDER", help="look for models there too; nothing is written there"
    )
    where.add_argument("--unshare", type=Path, metavar="FOLDER", help="look there no longer")


def _add_download(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("model", metavar="MODEL", help="for example emollama-chat-7b, or emollama-chat-7b:Q5_K_M")
    add("--revision", metavar="COMMIT", help="another commit, tag or branch than the newest")
    add("--restart", action="store_true", help="throw away what is there and begin anew")
    add("--token-file", metavar="FILE", help="file with your access token, for gated models; - reads it from the input")
    add("--proxy", metavar="ADDRESS", help="proxy to use (default: what HTTPS_PROXY says)")
    add("--ca-file", type=Path, metavar="PEM", help="certificates to trust beside the system's own")
    add(
        "--stall",
        type=float,
        default=30.0,
        metavar="S",
        help="seconds without a byte that count as a stall (default: 30)",
    )


def _list(arguments: argparse.Namespace) -> int:
    rows = wiring.model_store(wiring.engine()).rows(with_all_variants=arguments.all)
    if arguments.json:
        _print_json({"models": [facts(row) for row in rows]})
        return DONE
    print(list_heading())
    for row in rows:
        print(list_line(row))
    return DONE


def _info(arguments: argparse.Namespace) -> int:
    row = wiring.model_store(wiring.engine()).row(arguments.model)
    about = facts(row)
    if (tuned := wiring.tuned_model(row)) is not None:
        about |= tuned.facts()
    if arguments.json:
        _print_json(about)
        return DONE
    about = {name: value for name, value in about.items() if not name.endswith("_bytes")}  # said in words beside them
    width = max(map(len, about))
    for name, value in about.items():
        lines = [value] if not isinstance(value, list) else value
        for number, line in enumerate(lines):
            print(f"{name if not number else '':<{width}}  {line}")
    return DONE


def _download(arguments: argparse.Namespace) -> int:
    if arguments.stall <= 0:
        raise OptionError("--stall takes a number of seconds above 0.")
    options = DownloadOptions(
        token=_token(arguments.token_file),
        proxy=arguments.proxy,
        ca_file=arguments.ca_file,
        revision=arguments.revision,
        is_restart=arguments.restart,
        stall_s=arguments.stall,
    )
    stop = StopOnInterrupt()
    with TransferProgress(sys.stderr) as progress:
        model = wiring.model_store(wiring.engine()).download(arguments.model, options, progress.show, stop)
    return _report(model, as_json=arguments.json)


def _token(source: str | None) -> str | None:
    if source is None:
        return None
    try:
        token = sys.stdin.readline() if source == "-" else Path(source).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OptionError("The access token can't be read.", hint="Check the file that --token-file names.") from error
    if not token.strip() or len(token.split()) != 1 or not token.strip().isascii():
        raise OptionError("That holds no access token.", hint="The file should hold the token and nothing else.")
    return token.strip()


def _import(arguments: argparse.Namespace) -> int:
    stop = StopOnInterrupt()
    engine = wiring.engine()
    try:
        with TransferProgress(sys.stderr) as progress:
            model = wiring.model_store(engine).bring(
                arguments.path, arguments.name, progress.show, stop, is_any_model_welcome=arguments.any_model
            )
    finally:
        engine.close()
    return _report(model, as_json=arguments.json)


def _export(arguments: argparse.Namespace) -> int:
    shelf = wiring.shelf()
    model = shelf.installed_model(arguments.model)
    target = arguments.output or Path(f"{model.receipt.id}.zip")
    with TransferProgress(sys.stderr) as progress:
        shelf.pack(model, target, progress.show)
    if arguments.json:
        _print_json({"model": model.receipt.id, "output": str(target), "size_bytes": target.stat().st_size})
    else:
        print(f"{target}: on the other computer, “emodesk models import {target.name}”")
    return DONE


def _convert(arguments: argparse.Namespace) -> int:
    stop = StopOnInterrupt()
    with TransferProgress(sys.stderr) as progress:
        model = wiring.model_store(wiring.engine()).convert(arguments.model, arguments.to, progress.show, stop)
    if model is None:
        print("Stopped. Nothing was kept; the original is as it was.", file=sys.stderr)
        return STOPPED
    return _report(model, as_json=arguments.json)


def _verify(arguments: argparse.Namespace) -> int:
    shelf = wiring.shelf()
    models = [shelf.installed_model(name) for name in arguments.models] or shelf.installed()
    results = {}
    with TransferProgress(sys.stderr) as progress:
        for model in models:
            results[model.receipt.id] = shelf.verify(model, progress.show)
    is_whole = not any(verdict.problem for verdicts in results.values() for verdict in verdicts)
    if arguments.json:
        found = {name: {each.name: each.problem for each in verdicts} for name, verdicts in results.items()}
        _print_json({"is_whole": is_whole, "problems": found})
    else:
        for name, verdicts in results.items():
            for verdict in verdicts:
                print(f"{name}/{verdict.name}: {verdict.problem or 'as it was installed'}")
        if not results:
            print("No model is installed.")
    return DONE if is_whole else CHANGED


def _remove(arguments: argparse.Namespace) -> int:
    shelf = wiring.shelf()
    models = [shelf.installed_model(name) for name in arguments.models]
    for model in models:
        shelf.remove(model)
        if not arguments.json:
            print(f"{model.receipt.id} is deleted, {size_in_words(model.receipt.size_bytes)} are free again.")
    if arguments.json:
        _print_json({"removed": [model.receipt.id for model in models]})
    return DONE


def _where(arguments: argparse.Namespace) -> int:
    shelf = wiring.shelf()
    if arguments.share:
        shelf.share(arguments.share)
    if arguments.unshare:
        shelf.stop_sharing(arguments.unshare)
    if arguments.move_to:
        with TransferProgress(sys.stderr) as progress:
            shelf.move(arguments.move_to, progress.show)
    own, *shared = map(str, shelf.folders())
    if arguments.json:
        _print_json({"own": own, "shared": shared})
        return DONE
    print(f"your models     {own}")
    for folder in shared:
        print(f"shared, to read {folder}")
    return DONE


def _report(model: InstalledModel | None, *, as_json: bool) -> int:
    if model is None:
        print("Stopped. What came so far is kept; the same command goes on from there.", file=sys.stderr)
        return STOPPED
    receipt = model.receipt
    if as_json:
        files = {file.name: file.sha256 for file in receipt.files}
        _print_json({"model": receipt.id, "folder": str(model.folder), "sha256": files, "revision": receipt.revision})
    else:
        print(f"{receipt.name} is installed: emodesk label FILE --model {receipt.id}")
    return DONE


def _print_json(content: dict[str, Any]) -> None:
    print(json.dumps(content, ensure_ascii=False))
