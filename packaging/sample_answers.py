#!/usr/bin/env python3
"""Makes the stored answers of the self-test anew; needed whenever the starter or the sample workbook changes.

usage: .venv/bin/python packaging/sample_answers.py

Labels resources/samples/interviews.xlsx with the starter and writes resources/starter/sample-answers.json.
"""

import sys
import tempfile
from pathlib import Path

from emodesk import wiring
from emodesk.app.sample_answers import FILE, write_answers

TARGET = Path(__file__).resolve().parents[1] / "resources" / FILE


def main() -> int:
    """Label and write; return the exit code."""
    engine = wiring.engine()
    try:
        with tempfile.TemporaryDirectory() as folder:
            answers = wiring.self_test(engine).answers(Path(folder))
    finally:
        engine.close()
    write_answers(TARGET, answers)
    print(f"{len(answers.rows)} rows: {TARGET}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
