"""From bytes to text: which encoding a text file was saved in."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_SAMPLE_BYTES = 256 * 1024

_BOMS = (
    # UTF-32 first: its little-endian mark begins with UTF-16's.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r", "mac_roman"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
]
_WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüßÿœšžÀÁÂÄÅÆÇÈÉÊËÍÎÑÓÔÖØÚÛÜŒ€£¥§©®°·¡¿«»‹›‘’‚“”„–—…•™´`\u00a0½¼¾²")


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return (text, encoding). A byte order mark decides, then strict UTF-8, then what the bytes look like.

    Never fails on bytes: what doesn't fit becomes U+FFFD. Raises LookupError if ``encoding`` isn't known.
    NUL characters become U+FFFD as well, because nothing downstream can show them.
    """
    chosen = codecs.lookup(encoding).name if encoding else detect_encoding(data)
    if chosen == "utf-8" and data.startswith(codecs.BOM_UTF8):
        chosen = "utf-8-sig"
    return data.decode(chosen, errors="replace").replace("\0", "\ufffd"), chosen


def detect_encoding(data: bytes) -> str:
    """Return the Python name of the encoding that the bytes are most likely in."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    wide = _utf16_without_mark(data[:_SAMPLE_BYTES])
    if wide:
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8" if _is_nearly_utf8(data) else _single_bytes(data)
    return "utf-8"


def _utf16_without_mark(data: bytes) -> str | None:
    """In UTF-16 the spaces, digits and line ends of any language have a NUL in every other byte."""
    if len(data) < 4:
        return None
    even, odd = data[0::2].count(0) / (len(data) / 2), data[1::2].count(0) / (len(data) / 2)
    if odd > 0.3 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 and odd < 0.05 else None


def _is_nearly_utf8(data: bytes) -> bool:
    """One broken byte in a UTF-8 file (a cut character, a lone surrogate) must not turn all the others to mojibake."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - broken
    return whole > 10 * broken


def _single_bytes(data: bytes) -> str:
    lines = [line for line in data.splitlines(keepends=True) if re.search(rb"[\x80-\xff]", line)]
    sample = b"".join(lines)[:_SAMPLE_BYTES]
    western = sample.decode("cp1252", errors="replace")
    foreign = [character for character in western if character > "\x7f"]
    is_western = sum(character in _WESTERN for character in foreign) >= 0.97 * len(foreign)
    # Among Western languages no more than about one letter in seven has an accent.
    accented = sum(character.isalpha() for character in foreign)
    if is_western and accented < 0.2 * sum(character.isalpha() for character in western):
        return "cp1252"
    for japanese in ("shift_jis", "euc_jp"):
        # charset-normalizer takes short Japanese for Chinese; only Japanese is full of kana.
        if _has_kana(sample, japanese):
            return japanese
    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    return best.encoding if best else "cp1252"


def _has_kana(sample: bytes, encoding: str) -> bool:
    try:
        foreign = [character for character in sample.decode(encoding) if character > "\x7f"]
    except UnicodeDecodeError:
        return False
    # Half-width kana don't count: any single byte from A1 on reads as one.
    return sum("\u3041" <= character <= "\u30fe" for character in foreign) > 0.25 * len(foreign)
