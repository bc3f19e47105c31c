"""The window: the only package that imports Qt."""

from emodesk.gui.plain_imports import import_plainly

import_plainly()
