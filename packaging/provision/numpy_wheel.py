"""NumPy without a library for linear algebra, for the installed program: what that is for, nothing there computes.

See resources/docs/decisions/0064-a-lighter-program.md.
"""

from pathlib import Path
from typing import Final

from provision import compiled_wheel, engine_wheel

NAME: Final = "numpy"
_OPTIONS: Final = ("-Dblas=none", "-Dlapack=none", "-Dallow-noblas=true")


def ensure() -> Path:
    """Return the wheel, built now if it isn't in the cache yet, by what packaging/requirements-bundle.lock brings."""
    place = compiled_wheel.place(NAME, _OPTIONS)
    if not compiled_wheel.is_in(place):
        engine_wheel.bring_build_programs()
        compiled_wheel.build(
            NAME,
            place,
            message="Building NumPy without linear algebra: minutes, once for this computer...",
            log_name="build-numpy.log",
            environment={},
            options=[f"-Csetup-args={option}" for option in _OPTIONS],
        )
    return next(place.glob("*.whl"))
