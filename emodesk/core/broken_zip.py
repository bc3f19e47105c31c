"""What comes of reading a zip archive that is damaged, or of a kind that Python can't unpack."""

from __future__ import annotations

import zipfile
import zlib
from typing import Final

BROKEN_ZIP: Final = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError)
"""One flipped bit in a compressed part comes as any of these, depending on where it is."""
