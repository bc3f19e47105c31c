"""Which processors CTranslate2 must not be left alone with (decision 78)."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from emodesk.engine import hardware

_SAY = "import os; import emodesk.engine.ct2_backend; print(os.environ.get('CT2_USE_MKL'))"


@pytest.mark.parametrize(
    ("machine", "flags", "may_overflow"),
    [
        ("x86_64", "sse4_2 avx avx2 fma f16c", True),
        ("AMD64", "", True),  # Windows doesn't say
        ("x86_64", "avx avx2 avx512f avx512_vnni", False),
        ("x86_64", "avx avx2 avx_vnni", False),
        ("aarch64", "asimd", False),
        ("arm64", "", False),
    ],
)
def test_that_sums_may_overflow_on_x86_without_vnni(
    machine: str, flags: str, may_overflow: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.machine", lambda: machine)
    monkeypatch.setattr(hardware, "_cpuinfo", lambda: {"flags": flags} if flags else {})
    assert hardware.may_overflow_sums_of_bytes() == may_overflow


def test_that_what_the_user_says_of_mkl_is_obeyed() -> None:
    inherited = {name: value for name, value in os.environ.items() if name != "CT2_USE_MKL"}

    def said(**environment: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", _SAY], env=inherited | environment, capture_output=True, text=True, check=True
        ).stdout.strip()

    assert said(CT2_USE_MKL="0") == "0"
    assert said() == ("1" if hardware.may_overflow_sums_of_bytes() else "None")
