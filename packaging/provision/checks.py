"""The one check command: style, types, layers, tests."""

import os
import subprocess
import sys
from collections.abc import Sequence

from provision import places
from provision.problem import SetUpError

# pytest comes last, so that its closing line is what one sees.
_CHECKS: Sequence[tuple[str, ...]] = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("mypy",),
    ("lint-imports", "--no-logo"),
    ("pytest",),
)


def run_all(pytest_arguments: Sequence[str]) -> int:
    """Run every check, also after one has failed; 0 if all of them passed."""
    if not places.PYTHON.exists():
        raise SetUpError("there is no environment yet. Start with: python3 packaging/bootstrap.py test")
    os.chdir(places.ROOT)
    failed = [" ".join(check) for check in _CHECKS if not _passes(check, pytest_arguments)]
    if failed:
        print(f"Failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _passes(check: tuple[str, ...], pytest_arguments: Sequence[str]) -> bool:
    program, *arguments = check
    print(f"── {' '.join(check)}", flush=True)
    if program == "pytest":
        arguments += pytest_arguments
    suffix = ".exe" if os.name == "nt" else ""
    command = [str(places.PROGRAMS / (program + suffix)), *arguments]
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode == 0
    except FileNotFoundError:
        raise SetUpError(
            f"{program} is not installed. Set up with: python3 packaging/bootstrap.py setup --dev"
        ) from None
