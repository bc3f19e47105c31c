"""Copies an XML part byte for byte, and lets a reader of its events put something in between.

The parser (expat) says at which byte each event begins. So what isn't touched is copied, never written anew: quotes,
spaces, prefixes and the order of attributes stay as somebody's program wrote them. Memory doesn't grow with the part.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO, Final
from xml.parsers import expat

from emodesk.core.errors import CannotAddColumnsError

_CHUNK_BYTES: Final = 1 << 18
_START_TAG: Final = re.compile(rb"""<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
_READABLE: Final = frozenset({None, "utf-8", "us-ascii"})

Attributes = dict[str, str]


class XmlEvents:
    """Feeds a part to the parser; a subclass handles ``on_start`` and ``on_end``."""

    def __init__(self, source: IO[bytes], name: str, check: Callable[[], None]) -> None:
        self._source = source
        self._name = name
        self._check = check
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.on_start
        self.parser.EndElementHandler = self.on_end
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.XmlDeclHandler = self._check_encoding
        self._is_done = False

    def on_start(self, tag: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        raise NotImplementedError

    def on_end(self, tag: str) -> None:
        """Take the end of an element."""
        raise NotImplementedError

    def run(self) -> None:
        """Read the part to its end, or to where ``stop`` was called. Raises CannotAddColumnsError if it's damaged."""
        try:
            while not self._is_done:
                self._check()
                chunk = self._source.read(_CHUNK_BYTES)
                self.take(chunk)
                self.parser.Parse(chunk, not chunk)
                self.took()
                self._is_done |= not chunk
        except expat.ExpatError as error:
            raise self.refusal("is damaged", repr(error)) from error

    def take(self, chunk: bytes) -> None:
        """Take the bytes that are parsed next."""

    def took(self) -> None:
        """Note that they were parsed."""

    def stop(self) -> None:
        """Read no further than the chunk that is being read."""
        self._is_done = True

    def refusal(self, why: str, details: str = "") -> CannotAddColumnsError:
        """Return the error that says what is wrong with this part."""
        return CannotAddColumnsError(f"The part {self._name} {why}.", details=details)

    def _refuse_doctype(self, *_: object) -> None:
        raise self.refusal("declares a document type")

    def _check_encoding(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding and encoding.lower()) not in _READABLE:
            raise self.refusal(f"is encoded as {encoding}")


class Splicer(XmlEvents):
    """Writes what it reads, with insertions, deletions and replacements at the events' places."""

    def __init__(self, source: IO[bytes], out: IO[bytes], name: str, check: Callable[[], None]) -> None:
        super().__init__(source, name, check)
        self._out = out
        self._buffer = bytearray()
        self._base = 0  # offset in the part of the buffer's first byte
        self._is_skipping = False

    def take(self, chunk: bytes) -> None:
        """Keep the bytes until it's decided what becomes of them."""
        self._buffer += chunk

    def took(self) -> None:
        """Write, or drop, everything before the last event."""
        if self._is_done or not self._buffer:
            return
        offset = max(self._base, self.parser.CurrentByteIndex)
        if self._is_skipping:
            self._drop_to(offset)
        else:
            self.copy_to(offset)

    def run(self) -> None:
        """Copy the part to its end."""
        super().run()
        self.copy_to(self._base + len(self._buffer))

    def here(self) -> int:
        """Return the offset of the event that is being handled."""
        return self.parser.CurrentByteIndex

    def copy_to(self, offset: int) -> None:
        """Write everything up to an offset as it was."""
        if offset <= self._base:
            return
        self._out.write(self._buffer[: offset - self._base])
        self._drop_to(offset)

    def insert(self, content: bytes) -> None:
        """Write something of our own."""
        self._out.write(content)

    def start_tag(self) -> bytes:
        """Return the start tag, with its brackets, whose event is being handled."""
        found = _START_TAG.match(self._buffer, self.here() - self._base)
        if found is None:
            raise self.refusal("has a tag that can't be told from its surroundings")
        return bytes(found[0])

    def begin_skipping(self) -> None:
        """Leave out what follows, from the start tag whose event is being handled."""
        self.copy_to(self.here())
        self._is_skipping = True

    def end_skipping(self, first_tag: bytes) -> None:
        """Go on copying behind the element that ends here; ``first_tag`` is its start tag."""
        end = self.here()
        if not first_tag.endswith(b"/>"):
            end = self._base + self._buffer.index(b">", end - self._base) + 1
        self._drop_to(end)
        self._is_skipping = False

    def replace_tag(self, tag: bytes, new: bytes) -> None:
        """Write another start tag instead of the one whose event is being handled."""
        self.copy_to(self.here())
        self.insert(new)
        self._drop_to(self._base + len(tag))

    def _drop_to(self, offset: int) -> None:
        if offset > self._base:
            del self._buffer[: offset - self._base]
            self._base = offset
