"""The recipe's modules stand beside each other in packaging/starter; its libraries are no dependency of EmoDesk."""

from __future__ import annotations

import sys
from pathlib import Path

RECIPE = Path(__file__).resolve().parents[2] / "packaging" / "starter"
sys.path.insert(0, str(RECIPE))
