"""Changing llama.cpp's sources before they're compiled: once, and not where they're others than we know."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from provision import places

ATTENTION = """\
before
            // skip the tile entirely if all the masks are -inf
            theirs
            // Pack K tile transposed: "strings; and [brackets]" stay
            simd_gemm(KQ, (const float *)Q_q, K_f32, Q_TILE_SZ, DK, KV_TILE_SZ);
            bool skip[Q_TILE_SZ] = {};

            for (int tq = 0; tq < Q_TILE_SZ; tq++) {
            }
            simd_gemm(VKQ32, KQ, V32, Q_TILE_SZ, KV_TILE_SZ, DV);
after
"""
ACTIVATIONS = """\
before
// placeholder implementation for Apple targets
theirs
//===================================== Dot products =================================
after
"""


@pytest.fixture
def kernels(tmp_path: Path) -> Path:
    """Return the folder of the kernels in sources that have nothing but what is looked for."""
    folder = tmp_path / "ggml" / "src" / "ggml-cpu"
    (folder / "arch" / "x86").mkdir(parents=True)
    (folder / "ops.cpp").write_text(ATTENTION, encoding="utf-8")
    (folder / "arch" / "x86" / "quants.c").write_text(ACTIVATIONS, encoding="utf-8")
    return folder


def change(kernels: Path) -> subprocess.CompletedProcess[str]:
    script = places.LLAMA_BUILD / "kernels.cmake"
    root = kernels.parents[2]
    return subprocess.run(
        ["cmake", f"-DPROJECT_SOURCE_DIR={root}", "-P", str(script)], capture_output=True, text=True, check=False
    )


def test_that_both_kernels_are_changed_and_nothing_around_them(kernels: Path) -> None:
    assert change(kernels).returncode == 0
    attention = (kernels / "ops.cpp").read_text(encoding="utf-8")
    ours = (places.LLAMA_BUILD / "attention_rows.inc").read_text(encoding="utf-8")
    assert attention.startswith(
        f'before\n{ours}            // Pack K tile transposed: "strings; and [brackets]" stay\n'
    )
    assert attention.count("end_row - first_row") == 2
    assert "for (int tq = first_row; tq < end_row; tq++) {" in attention
    assert attention.endswith("after\n")
    activations = (kernels / "arch" / "x86" / "quants.c").read_text(encoding="utf-8")
    function = (places.LLAMA_BUILD / "quantize_row.inc").read_text(encoding="utf-8")
    rest = ACTIVATIONS[ACTIVATIONS.index("//====") :]
    assert activations == f"before\n{function}{rest}"
    assert change(kernels).returncode == 0
    assert (kernels / "ops.cpp").read_text(encoding="utf-8") == attention


@pytest.mark.parametrize(
    "missing", ["// Pack K tile transposed", "simd_gemm(VKQ32, KQ", "bool skip[Q_TILE_SZ] = {};", "// skip the tile"]
)
def test_that_other_sources_are_refused_with_what_is_missing(kernels: Path, missing: str) -> None:
    (kernels / "ops.cpp").write_text(ATTENTION.replace(missing, "other"), encoding="utf-8")
    done = change(kernels)
    assert done.returncode != 0
    assert "isn't what kernels.cmake was written for" in " ".join(done.stderr.split())
    assert "other" in (kernels / "ops.cpp").read_text(encoding="utf-8")
