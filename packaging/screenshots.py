#!/usr/bin/env python3
"""Makes pictures of the real program on a screen of its own (Xvfb).

Each is made at 1366 x 768 and 1920 x 1080, in light, dark and German. The sample is labelled with the starter model on
the way, in a home folder that's thrown away.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIZES = ("1366x768", "1920x1080")
LOOKS = (("light", "en"), ("dark", "en"), ("light", "de"))


def main() -> int:
    """Make all pictures; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "build" / "screenshots", help="where they go")
    options = parser.parse_args()
    if shutil.which("Xvfb") is None:
        print("There is no Xvfb here. Install it with: sudo apt-get install -y xvfb", file=sys.stderr)
        return 2
    folder: Path = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        for scheme, language in LOOKS:
            code = _on_a_screen(size, [str(folder.absolute()), size, scheme, language])
            if code:
                return code
    return 0


def _on_a_screen(size: str, arguments: list[str]) -> int:
    readable, writable = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writable), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=[writable],
        stderr=subprocess.DEVNULL,
    )
    os.close(writable)
    try:
        with os.fdopen(readable) as answer, tempfile.TemporaryDirectory(prefix="emodesk-tour-") as home:
            environment = {
                **os.environ,
                "DISPLAY": f":{answer.readline().strip()}",
                "QT_QPA_PLATFORM": "xcb",
                "HOME": home,
                **{f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in ("CONFIG", "DATA", "STATE", "CACHE")},
            }
            command = [sys.executable, str(ROOT / "packaging" / "screenshot_tour.py"), *arguments]
            return subprocess.run(command, env=environment, check=False).returncode
    finally:
        screen.terminate()
        screen.wait()


if __name__ == "__main__":
    sys.exit(main())
