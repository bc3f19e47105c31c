"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from emodesk.core.resources import resource


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder with the research data sets; they don't belong to the project."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the research data sets don't lie beside this checkout")
    return folder


@pytest.fixture(scope="session")
def starter() -> Path:
    """Return the starter model that ships."""
    return resource("starter/emodesk-starter.gguf")
