#!/usr/bin/env python3
"""Brings the window's translations up to date.

usage: .venv/bin/python packaging/translations.py

Collects the words from emodesk/gui into resources/translations/*.ts (what is translated already stays) and compiles
them. English has a file too, for its plurals alone.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
PROGRAMS = Path(sys.executable).parent


def main() -> int:
    """Collect and compile; return the exit code."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "emodesk" / "gui").rglob("*.py"))
    for language, options in (("de", []), ("en", ["-pluralonly"])):
        words = FOLDER / f"emodesk_{language}.ts"
        collect = [PROGRAMS / "pyside6-lupdate", *sources, "-ts", words, "-no-obsolete", "-locations", "none", *options]
        compile_ = [PROGRAMS / "pyside6-lrelease", words, "-qm", words.with_suffix(".qm")]
        for command in (collect, compile_):
            if subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode != 0:
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
