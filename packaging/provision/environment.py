"""The environment .venv: made, filled from the lock files, and left alone while its stamp says it's right."""

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from provision import locks, places
from provision.problem import SetUpError


@dataclass(frozen=True)
class Stamp:
    """What the environment was made from."""

    runtime: str = ""
    tools: str = ""
    build_options: str = ""


def ensure(*, with_tools: bool = False) -> None:
    """Make the environment right, or see at one look that it is.

    Raises:
        SetUpError: it can't be made; the message says what to do.
    """
    stamp = _read_stamp()
    wanted = Stamp(
        runtime=locks.runtime_fingerprint(),
        tools=locks.tools_fingerprint() if with_tools else stamp.tools,
        build_options=os.environ.get("CMAKE_ARGS", stamp.build_options),
    )
    if stamp == wanted and places.PYTHON.exists():
        return
    places.STAMP.unlink(missing_ok=True)
    usable = _is_usable()
    if not usable:
        stamp = Stamp()
    if (stamp.runtime, stamp.build_options) != (wanted.runtime, wanted.build_options):
        _bring_system_packages(wanted.build_options, environment_exists=usable)
        if not usable:
            _make()
        _install_runtime(wanted.build_options)
    if with_tools and stamp.tools != wanted.tools:
        _bring_test_packages()
        install(places.TOOLS_LOCK, what="the developers' tools")
    made = replace(wanted, tools=wanted.tools if with_tools else stamp.tools)
    places.STAMP.write_text(json.dumps(asdict(made)), encoding="utf-8")


def install(lock: Path, *, what: str, only: Iterable[str] = (), without: Iterable[str] = ()) -> None:
    """Install exact versions from a lock file into the environment: built packages only, hashes checked."""
    places.BUILD.mkdir(exist_ok=True)
    chosen = places.BUILD / f"chosen-{lock.name}"
    chosen.write_text(locks.requirements(lock, only=only, without=without), encoding="utf-8")
    _pip(
        f"Installing {what}...",
        ["--require-hashes", "--only-binary", ":all:", "-r", str(chosen)],
        log_name=f"install-{lock.stem}.log",
    )


def _bring_system_packages(build_options: str, *, environment_exists: bool) -> None:
    """Everything that the system has to bring is asked for at once, before anything takes time."""
    from provision import engine_wheel, system_packages, window_libraries

    needed = [] if environment_exists else [system_packages.VENV]
    if not engine_wheel.is_built(build_options):
        needed.append(system_packages.COMPILER)
    system_packages.ensure(needed)
    system_packages.offer(
        window_libraries.for_this_system(window_libraries.WINDOW), what="the window (the command line does)"
    )


def _bring_test_packages() -> None:
    from provision import system_packages, window_libraries

    packages = window_libraries.for_this_system(window_libraries.TESTS)
    system_packages.offer(packages, what="every test (some are skipped)")


def _install_runtime(build_options: str) -> None:
    from provision import engine_wheel

    install(places.BUILD_LOCK, what="the build tools", without=["cmake", "ninja"])
    install(places.RUNTIME_LOCK, what="the libraries", without=[engine_wheel.NAME])
    wheel = engine_wheel.ensure(build_options)
    _pip("Installing llama.cpp...", ["--force-reinstall", str(wheel)], log_name="install-llama.log")
    _pip(
        "Installing EmoDesk itself...",
        ["--no-build-isolation", "--editable", str(places.ROOT)],
        log_name="install-emodesk.log",
    )


def _pip(message: str, arguments: list[str], *, log_name: str) -> None:
    from provision import steps

    steps.carry_out(
        message,
        [places.PYTHON, "-m", "pip", "install", "--no-deps", "--no-input", *arguments],
        log_name=log_name,
        on_failure="a package could not be installed.",
        environment={"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_USER": "0"},
    )


def _make() -> None:
    from provision import steps

    steps.carry_out(
        f"Making the environment .venv with Python {sys.version_info[0]}.{sys.version_info[1]}...",
        [sys.executable, "-m", "venv", "--clear", places.VENV],
        log_name="venv.log",
        on_failure="Python could not make an environment.",
    )
    if not _is_usable():
        raise SetUpError(f"the new environment in {places.VENV} has no working pip.")


def _is_usable() -> bool:
    """Whether .venv is whole and was made at this place: it doesn't survive a move, nor its Python's end."""
    import subprocess

    if not places.PYTHON.exists():
        return False
    question = [str(places.PYTHON), "-c", "import pip, sys; print(sys.prefix)"]
    answer = subprocess.run(question, capture_output=True, text=True, check=False)
    return answer.stdout.strip() == str(places.VENV)


def _read_stamp() -> Stamp:
    try:
        return Stamp(**json.loads(places.STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Stamp()
