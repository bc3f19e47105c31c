"""The account beside a file in which there's no room for one: where it lies, and what an earlier run told in it.

It holds what a workbook has on sheets of its own: the codebook, which also says which columns are ours, and the
provenance.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from emodesk.core.table import Cell

CODEBOOK: Final = "Codebook"
COLUMN: Final = "column"
"""Key of a row of the codebook: the heading of the column that it's about."""
PROVENANCE: Final = "Provenance"
WHAT: Final = "what"
"""Key of a row of the provenance: what its ``value`` is."""


def sidecar_of(path: Path) -> Path:
    """Return where the account of a file lies."""
    return path.with_name(f"{path.name}.provenance.json")


def told_beside(path: Path, section: str, key: str) -> dict[str, dict[str, Cell]]:
    """Return the rows of a section of a file's account, each by what it has under ``key``; none without an account."""
    try:
        content = json.loads(sidecar_of(path).read_text(encoding="utf-8"))
        return {str(row[key]): dict(row) for row in content[section]}
    except (OSError, ValueError, LookupError, TypeError):
        return {}
