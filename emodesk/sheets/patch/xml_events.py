"""Reads an XML part as a stream of events that know at which byte they begin.

What isn't changed in a part is copied as bytes and never written anew: quotes, spaces, prefixes and the order of
attributes stay as somebody's program wrote them. The parser says where things are; ``PartCopy`` copies up to there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO, Final
from xml.parsers import expat

from emodesk.core.errors import CannotAddColumnsError

_CHUNK_BYTES: Final = 1 << 18
START_TAG: Final = re.compile(rb"""<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
_BEHIND_NAME: Final = frozenset({b">", b" ", b"\t", b"\r", b"\n"})
_READABLE: Final = frozenset({None, "utf-8"})

Attributes = dict[str, str]


class XmlEvents:
    """Feeds a part to the parser; a subclass handles ``on_start`` and ``on_end``."""

    def __init__(
        self, source: IO[bytes], name: str, check: Callable[[], None], *, namespace_separator: str | None = None
    ) -> None:
        """With a separator, names come as the namespace's address, the separator and the name in it."""
        self._source = source
        self._name = name
        self._check = check
        self._is_done = False
        self.parser = expat.ParserCreate(namespace_separator=namespace_separator)
        self.parser.StartElementHandler = self.on_start
        self.parser.EndElementHandler = self.on_end
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.XmlDeclHandler = self._check_encoding

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
                self.parser.Parse(chunk, not chunk)
                self._is_done |= not chunk
        except expat.ExpatError as error:
            raise self.refusal("The part {0} is damaged.", details=repr(error)) from error

    def stop(self) -> None:
        """Read no further than the chunk that is being read."""
        self._is_done = True

    def here(self) -> int:
        """Return the offset of the event that is being handled.

        The end of an element begins with its end tag, or, where it has none (``<c/>``), behind its only tag.
        """
        return self.parser.CurrentByteIndex

    def refusal(self, sentence: str, *inside: str, details: str = "") -> CannotAddColumnsError:
        """Return the error that says what is wrong with this part: its name stands at {0}, what's ``inside`` behind."""
        return CannotAddColumnsError(sentence.format(self._name, *inside), details=details)

    def _refuse_doctype(self, *_: object) -> None:
        raise self.refusal("The part {0} declares a document type.")

    def _check_encoding(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding and encoding.lower()) not in _READABLE:
            raise self.refusal("The part {0} is encoded as {1}.", str(encoding))


class PartCopy:
    """Copies a part from one stream to another, stopping wherever something is to be changed."""

    def __init__(self, source: IO[bytes], out: IO[bytes], check: Callable[[], None]) -> None:
        self._source = source
        self._out = out
        self._check = check
        self._waiting = bytearray()
        """Written, but not handed on yet: an archive takes a few large pieces sooner than many small ones."""
        self._buffer = b""
        self._at = 0
        """Where in the buffer the copy stands."""
        self._base = 0
        """Offset in the part of the buffer's first byte."""

    def copy_to(self, offset: int) -> None:
        """Write everything up to an offset as it is."""
        while self._base + len(self._buffer) < offset and self._more():
            pass
        self.pass_on(offset - self._base)

    def skip_to(self, offset: int) -> None:
        """Leave out everything up to an offset."""
        while self._base + len(self._buffer) < offset:
            self._at = len(self._buffer)
            if not self._more():
                break
        self._at = max(self._at, offset - self._base)

    def copy_rest(self) -> None:
        """Write everything that is left."""
        self.pass_on(len(self._buffer))
        while self._more():
            self.pass_on(len(self._buffer))
        self._out.write(self._waiting)
        self._waiting.clear()

    def write(self, content: bytes) -> None:
        """Write something new."""
        self._waiting += content
        if len(self._waiting) >= _CHUNK_BYTES:
            self._out.write(self._waiting)
            self._waiting.clear()

    def take_tag(self) -> bytes:
        """Take the start tag at which the copy stands, with its brackets; it isn't written."""
        while (found := START_TAG.match(self._buffer, self._at)) is None and self._more():
            pass
        assert found is not None, "the parser saw a tag here"
        self._at = found.end()
        return found[0]

    def take_end_tag(self, name: str) -> bytes:
        """Take the end tag of an element of that name, if the copy stands at one: an empty element has none."""
        wanted = f"</{name}".encode()
        while len(self._buffer) <= self._at + len(wanted) and self._more():
            pass
        end = self._at + len(wanted)
        is_there = self._buffer.startswith(wanted, self._at) and self._buffer[end : end + 1] in _BEHIND_NAME
        return self.take_tag() if is_there else b""

    def take_to(self, offset: int) -> bytes:
        """Take everything up to an offset; it isn't written."""
        while self._base + len(self._buffer) < offset and self._more():
            pass
        start, self._at = self._at, max(self._at, offset - self._base)
        return self._buffer[start : self._at]

    def find(self, what: bytes, looked: int | None = None) -> int:
        """Return where something next occurs, and a byte behind it, as a place in ``buffer``; -1 where it doesn't.

        ``looked`` is a place in ``buffer`` before which it isn't looked for. What was a place before the call may not
        be one after it: only the difference to ``at`` stays.
        """
        looked = self._at if looked is None else looked
        while (found := self._buffer.find(what, looked)) < 0 or found + len(what) == len(self._buffer):
            ahead = (max(looked, len(self._buffer) - len(what)) if found < 0 else found) - self._at
            if not self._more():
                return -1
            looked = self._at + max(0, ahead)
        return found

    def offset(self, place: int) -> int:
        """Return the offset in the part of a place in ``buffer``."""
        return self._base + place

    @property
    def buffer(self) -> bytes:
        """What has been read and not passed on, and a little of what has."""
        return self._buffer

    @property
    def at(self) -> int:
        """Where in ``buffer`` the copy stands."""
        return self._at

    def pass_on(self, place: int) -> None:
        """Write everything up to a place in ``buffer`` as it is."""
        if place > self._at:
            self.write(self._buffer[self._at : place])
            self._at = place

    def drop(self, place: int) -> None:
        """Leave out everything up to a place in ``buffer``."""
        self._at = place

    def _more(self) -> bool:
        self._check()
        chunk = self._source.read(_CHUNK_BYTES)
        self._base += self._at
        self._buffer = self._buffer[self._at :] + chunk
        self._at = 0
        return bool(chunk)
