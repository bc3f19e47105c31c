"""Numbers of bytes as people read them."""

from __future__ import annotations


def size_in_words(size_bytes: int) -> str:
    """Return a size in GB, or MB below a tenth of that; decimal, as disks and model pages count."""
    return f"{size_bytes / 1e9:.2f} GB" if size_bytes >= 1e8 else f"{size_bytes / 1e6:.1f} MB"
