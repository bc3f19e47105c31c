"""ICU's tables, which Qt brings on Linux: 32 MB for every use of ICU, of which a window of widgets reads a third.

What is kept: characters, case, normalization, sorting, the encodings of old texts. What goes: names of languages,
countries, currencies, units and time zones, rules that spell numbers out, transliteration, dictionaries for breaking
lines. Qt has tables of its own for what it needs of those, all but long names of time zones, which nothing here shows.
ICU is made for that: what isn't there is looked up in the root, or said to be missing.
"""

import re
import struct
import subprocess
import tempfile
from itertools import accumulate
from pathlib import Path
from typing import Final

from provision.problem import SetUpError

_FOLDERS_LEFT_OUT: Final = frozenset({"brkitr", "curr", "lang", "rbnf", "region", "translit", "unit", "zone"})
_OF_ONE_LOCALE: Final = re.compile(r"(?!root|pool)[a-z]{2,4}(_\w+)?\.res")
"""Calendars and number formats of one language or country: ``de.res``, ``sr_Latn_RS.res``."""
_FORMAT: Final = b"CmnD"
_FORMAT_PLACE: Final = 12
"""Where a table's header says which format it has."""
_ALIGNMENT: Final = 16


def thin(library: Path) -> None:
    """Replace ``libicudata.so.N`` by one with the tables that are needed, linked anew. Raises SetUpError."""
    number = library.name.rsplit(".", 1)[1]
    tables = without_idle(_tables_in(library.read_bytes()))
    with tempfile.TemporaryDirectory() as folder:
        data, source = Path(folder, "tables.dat"), Path(folder, "tables.S")
        data.write_bytes(tables)
        name = f"icudt{number}_dat"
        source.write_text(
            f'.section .rodata\n.balign {_ALIGNMENT}\n.globl {name}\n.type {name}, %object\n{name}:\n.incbin "{data}"\n'
            f'.size {name}, . - {name}\n.section .note.GNU-stack,"",%progbits\n',
            encoding="utf-8",
        )
        command = ["cc", "-shared", "-nostdlib", f"-Wl,-soname,{library.name}", "-o", str(library), str(source)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SetUpError(f"ICU's tables could not be linked anew: {done.stderr.strip()}")


def without_idle(tables: bytes) -> bytes:
    """Return tables in ICU's common format without those that the window never reads. Raises SetUpError."""
    header, items = _unpack(tables)
    return _pack(header, {name: item for name, item in items.items() if _is_kept(name)})


def _is_kept(name: str) -> bool:
    _, *folders, file = name.split("/")
    if folders:
        return folders[0] not in _FOLDERS_LEFT_OUT
    return not _OF_ONE_LOCALE.fullmatch(file)


def _tables_in(library: bytes) -> bytes:
    place = library.find(_FORMAT) - _FORMAT_PLACE
    if place < 0:
        raise SetUpError("Qt's library of Unicode tables holds none in the format that is known here.")
    return library[place:]


def _unpack(tables: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Return the header and name → table, in the order of the file: header, count, pairs of offsets, names, tables."""
    (length,) = struct.unpack_from("<H", tables)
    if tables[_FORMAT_PLACE : _FORMAT_PLACE + 4] != _FORMAT:
        raise SetUpError("ICU's tables aren't in the format that is known here.")
    header, body = tables[:length], memoryview(tables)[length:]
    (count,) = struct.unpack_from("<I", body)
    entries = [struct.unpack_from("<II", body, 4 + 8 * place) for place in range(count)]
    names = [bytes(body[name : name + 200]).split(b"\0")[0].decode("ascii") for name, _ in entries]
    starts = [start for _, start in entries]
    ends = [*starts[1:], _end_of(body, starts[-1])]
    return header, {name: bytes(body[a:b]) for name, a, b in zip(names, starts, ends, strict=True)}


def _end_of(body: memoryview, start: int) -> int:
    """Return where the last table ends: nothing says so, and what a library has behind it does no harm."""
    return min(len(body), start + (1 << 16))


def _pack(header: bytes, items: dict[str, bytes]) -> bytes:
    names = [name.encode("ascii") + b"\0" for name in items]
    tables = [item.ljust(_aligned(len(item)), b"\0") for item in items.values()]
    index_length = 4 + 8 * len(items)
    name_places = accumulate(map(len, names), initial=index_length)
    table_places = accumulate(map(len, tables), initial=_aligned(index_length + sum(map(len, names))))
    index = struct.pack("<I", len(items))
    index += b"".join(struct.pack("<II", *places) for places in zip(name_places, table_places, strict=True))[
        : 8 * len(items)
    ]
    front = (index + b"".join(names)).ljust(_aligned(index_length + sum(map(len, names))), b"\0")
    return header + front + b"".join(tables)


def _aligned(length: int) -> int:
    return -(-length // _ALIGNMENT) * _ALIGNMENT
