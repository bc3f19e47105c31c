"""All installers of the system that this runs on."""

import sys
from collections.abc import Sequence

from bundling import freeze
from provision.problem import SetUpError


def make(arguments: Sequence[str]) -> None:
    """Freeze the program unless told that it's there, then pack it. Raises SetUpError."""
    if "--as-is" not in arguments:
        freeze.bundle(with_own_engine="--own-engine" in arguments)
    if sys.platform.startswith("linux"):
        from bundling import debian

        debian.build()
    else:
        raise SetUpError(
            "on this system the installers are made by the scripts in packaging/windows and packaging/macos."
        )
