"""``emodesk engine``: the parts of the engine that come apart from the program, for cards."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from emodesk import wiring
from emodesk.cli.transfer import TransferProgress
from emodesk.core.sizes import size_in_words

if TYPE_CHECKING:
    from emodesk.core.add_on import InstalledAddOn


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's actions and their options."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    adding = actions.add_parser("add", help="install an add-on from its zip file")
    adding.add_argument("file", type=Path, metavar="ZIP")
    adding.set_defaults(command=_add)
    listing = actions.add_parser("list", help="show the add-ons, and which cards could use one")
    listing.set_defaults(command=_list)
    removing = actions.add_parser("remove", help="delete an add-on")
    removing.add_argument("name", metavar="NAME", help="for example cuda")
    removing.set_defaults(command=_remove)
    for action in (adding, listing, removing):
        action.add_argument("--json", action="store_true", help="print one machine-readable summary")


def _add(arguments: argparse.Namespace) -> int:
    with TransferProgress(sys.stderr) as progress:
        added = wiring.bring_add_on(arguments.file, progress.show)
    _say(arguments, [added], f"{added.add_on.title} is added; “emodesk doctor” says what the engine can use now.")
    return 0


def _list(arguments: argparse.Namespace) -> int:
    found = wiring.installed_add_ons()
    lines = [
        f"{each.add_on.id}  {each.add_on.title}, {size_in_words(each.add_on.size_bytes)}"
        + (f"; not used, because {each.problem}" if each.problem else "")
        for each in found
    ]
    offer = "" if any(not each.problem for each in found) else wiring.offered_add_on()
    _say(arguments, found, "\n".join([*(lines or ["No add-on is installed."]), *([offer] if offer else [])]))
    return 0


def _remove(arguments: argparse.Namespace) -> int:
    gone = wiring.remove_add_on(arguments.name)
    _say(arguments, [gone], f"{gone.add_on.title} is removed, {size_in_words(gone.add_on.size_bytes)} are free again.")
    return 0


def _say(arguments: argparse.Namespace, about: list[InstalledAddOn], words: str) -> None:
    if not arguments.json:
        print(words)
        return
    facts = [
        {
            "id": each.add_on.id,
            "title": each.add_on.title,
            "engine": each.add_on.engine,
            "size_bytes": each.add_on.size_bytes,
            "folder": str(each.folder),
            "problem": each.problem,
        }
        for each in about
    ]
    print(json.dumps({"add_ons": facts}, ensure_ascii=False))
