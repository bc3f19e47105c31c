"""All installers of the system that this runs on, and the list of what they consist of."""

import sys
from collections.abc import Sequence

from bundling import archive, bill_of_materials, debian, freeze
from provision import places
from provision.problem import SetUpError


def make(arguments: Sequence[str]) -> None:
    """Freeze the program unless told that it's there, then pack it. Raises SetUpError."""
    if not sys.platform.startswith("linux"):
        raise SetUpError(
            "on this system the installers are made by the scripts in packaging/windows and packaging/macos."
        )
    if "--as-is" not in arguments:
        freeze.bundle(with_own_engine="--own-engine" in arguments)
    debian.build()
    archive.build()
    print(f"  {bill_of_materials.write().relative_to(places.ROOT)}")
