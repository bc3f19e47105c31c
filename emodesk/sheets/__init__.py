"""Reading and writing spreadsheets: cells keep what they hold, the source is never written to."""

from emodesk.sheets.adding import ADDABLE_SUFFIXES, add_columns, earlier_columns
from emodesk.sheets.files import SheetFiles
from emodesk.sheets.reader import READABLE_SUFFIXES, list_sheets, read_table
from emodesk.sheets.text_column import guess_text_column, text_column
from emodesk.sheets.writer import WRITABLE_SUFFIXES, check_writable, write_sheets

__all__ = [
    "ADDABLE_SUFFIXES",
    "READABLE_SUFFIXES",
    "WRITABLE_SUFFIXES",
    "SheetFiles",
    "add_columns",
    "check_writable",
    "earlier_columns",
    "guess_text_column",
    "list_sheets",
    "read_table",
    "text_column",
    "write_sheets",
]
