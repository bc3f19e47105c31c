"""The account beside an output in which there's no room for one: ``<output>.provenance.json``.

It holds what a workbook has on sheets of its own, the codebook and the provenance. The codebook also says which
columns are ours when the output is labelled again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from emodesk.core.errors import ExportError
from emodesk.core.table import Cell, SheetOut

_CODEBOOK, _COLUMN = "Codebook", "column"


def write_sidecar(output: Path, sheets: Sequence[SheetOut], source: Path, kept: Sequence[str]) -> None:
    """Write the account of an output. Raises ExportError.

    ``kept`` are columns of earlier runs that still stand in it: the codebook goes on listing them, with what the
    account of the source says of them, or else they'd be the user's own from now on.
    """
    if not sheets:
        return
    content = {
        sheet.name: [dict(zip((column.name for column in sheet.columns), row, strict=True)) for row in sheet.rows()]
        for sheet in sheets
    }
    if kept and _CODEBOOK in content:
        known = _codebook(_sidecar(source))
        content[_CODEBOOK].extend(known.get(name, {_COLUMN: name}) for name in kept)
    sidecar = _sidecar(output)
    try:
        sidecar.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise ExportError(
            f"The provenance could not be written to “{sidecar.name}”: {error.strerror}.",
            hint="Free some space or choose another folder with -o; the labels themselves are written.",
        ) from error


def _sidecar(path: Path) -> Path:
    return path.with_name(f"{path.name}.provenance.json")


def _codebook(sidecar: Path) -> dict[str, dict[str, Cell]]:
    """Return what an account says of columns; nothing where there's none."""
    try:
        content = json.loads(sidecar.read_text(encoding="utf-8"))
        return {str(row[_COLUMN]): dict(row) for row in content[_CODEBOOK]}
    except (OSError, ValueError, LookupError, TypeError):
        return {}
