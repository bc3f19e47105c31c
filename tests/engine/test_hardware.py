"""What is said of a processor that nobody has timed yet."""

from __future__ import annotations

import pytest

from emodesk.engine import hardware


def test_that_a_processor_is_guessed_faster_with_more_cores_and_with_wide_sums_of_bytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def guess(threads: int, flags: str) -> float:
        monkeypatch.setattr(hardware, "default_threads", lambda: threads)
        monkeypatch.setattr(hardware, "_cpuinfo", lambda: {"flags": flags} if flags else {})
        return hardware.guessed_rate()

    assert guess(4, "avx avx2 avx_vnni") == 2 * guess(2, "avx avx2") == 4 * guess(1, "")
    assert guess(2, "avx2 avx512f avx512_vnni") > 2 * guess(2, "avx2 avx512f")
