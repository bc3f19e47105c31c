"""Starting EmoDesk in its environment."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from provision import places
from provision.problem import SetUpError


def emodesk(arguments: Sequence[str]) -> int:
    """Run the program with these arguments; on POSIX this process becomes the program."""
    command = [str(places.PYTHON), "-m", "emodesk", *arguments]
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 - no shell, on purpose

    return subprocess.run(command, check=False).returncode


def label_samples(arguments: Sequence[str]) -> int:
    """Label the sample workbooks with the starter model, into build/sample/.

    The samples hold rows that need attention, on purpose; that's exit code 1 for `emodesk label`, and success here.
    """
    samples = sorted((places.ROOT / "resources" / "samples").glob("*.xlsx"))
    if not samples:
        raise SetUpError("there are no sample workbooks in resources/samples.")
    output = places.BUILD / "sample"
    output.mkdir(parents=True, exist_ok=True)
    command = [str(places.PYTHON), "-m", "emodesk", "label", *map(_from_here, samples), "-o", _from_here(output)]
    code = subprocess.run([*command, *arguments], check=False).returncode
    return 0 if code == 1 else code


def _from_here(path: Path) -> str:
    """The path as the user would write it: short where it lies below the folder that they are in."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
