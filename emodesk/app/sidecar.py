"""Writes the account beside an output in which there's no room for one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from emodesk.core.errors import ExportError
from emodesk.core.sidecar import CODEBOOK, COLUMN, sidecar_of, told_beside
from emodesk.core.table import SheetOut


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
    if kept and CODEBOOK in content:
        known = told_beside(source, CODEBOOK, COLUMN)
        content[CODEBOOK].extend(known.get(name, {COLUMN: name}) for name in kept)
    sidecar = sidecar_of(output)
    try:
        sidecar.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise ExportError(
            f"The provenance could not be written to “{sidecar.name}”: {error.strerror}.",
            hint="Free some space or choose another folder with -o; the labels themselves are written.",
        ) from error
