"""What goes wrong with spreadsheets: the part of the errors' sentences that ``error_sentences`` takes from here."""

from __future__ import annotations

from typing import Final

from emodesk.gui.translation import QT_TRANSLATE_NOOP

OF_SHEETS: Final = (
    # sheets/reader
    QT_TRANSLATE_NOOP("errors", "Ask for permission to read it, or close the program that has it open."),
    QT_TRANSLATE_NOOP("errors", "{0} can't be opened."),
    QT_TRANSLATE_NOOP("errors", "{0} has no rows."),
    QT_TRANSLATE_NOOP("errors", "{0} is empty."),
    QT_TRANSLATE_NOOP("errors", "{0} isn't of a kind that can be read."),
    QT_TRANSLATE_NOOP("errors", "{0} is empty (0 bytes)."),
    QT_TRANSLATE_NOOP("errors", "Its name is too long; rename it."),
    QT_TRANSLATE_NOOP("errors", "Check that the disk or network folder is there, or copy the file to this computer."),
    QT_TRANSLATE_NOOP("errors", "{0} is larger than the memory that is free."),
    QT_TRANSLATE_NOOP("errors", "Choose a file that holds the texts."),
    QT_TRANSLATE_NOOP("errors", "Choose a sheet or file that holds the texts."),
    QT_TRANSLATE_NOOP("errors", "{0} is a folder."),
    QT_TRANSLATE_NOOP("errors", "There is no file {0}."),
    QT_TRANSLATE_NOOP("errors", "The kinds that can: {0}."),
    QT_TRANSLATE_NOOP("errors", "Save or copy it here once more."),
    QT_TRANSLATE_NOOP("errors", "Split it, or save it as CSV."),
    QT_TRANSLATE_NOOP("errors", "Choose a spreadsheet in it."),
    QT_TRANSLATE_NOOP("errors", "Check the name and the folder."),
    # sheets/streaming
    QT_TRANSLATE_NOOP("errors", "Sheet “{0}” of {1} is empty."),
    QT_TRANSLATE_NOOP("errors", "{0} isn't a text file: its bytes are no text."),
    QT_TRANSLATE_NOOP("errors", "Row {0} of {1} can't hold the column names: no rows follow it."),
    QT_TRANSLATE_NOOP("errors", "Choose the sheet that holds the texts."),
    QT_TRANSLATE_NOOP(
        "errors",
        "If it's a workbook, give it back its own suffix (.xlsx, .xls, .ods); else save it as CSV again.",
    ),
    QT_TRANSLATE_NOOP("errors", "Choose a row above the texts."),
    QT_TRANSLATE_NOOP("errors", "Close the program that has it open, or check that you may read it."),
    QT_TRANSLATE_NOOP("errors", "{0} can't be read as “{1}”."),
    QT_TRANSLATE_NOOP("errors", "Name an encoding such as utf-8, cp1252 or utf-16, or leave it out."),
    # sheets/workbook
    QT_TRANSLATE_NOOP("errors", "{0} has no sheet with anything in it."),
    QT_TRANSLATE_NOOP("errors", "{0} is protected with a password."),
    QT_TRANSLATE_NOOP(
        "errors",
        "{0} isn't a workbook that can be read: it's damaged, incomplete, or something else by that name.",
    ),
    QT_TRANSLATE_NOOP("errors", "Choose a workbook that holds the texts."),
    QT_TRANSLATE_NOOP(
        "errors",
        "Open it in your spreadsheet program, save a copy without the password, and use the copy.",
    ),
    QT_TRANSLATE_NOOP("errors", "Open it in your spreadsheet program and save it again, or copy it here once more."),
    QT_TRANSLATE_NOOP("errors", "{0} has no sheet “{1}”."),
    # sheets/delimited
    QT_TRANSLATE_NOOP("errors", "{0} isn't a text file: {1}."),
    QT_TRANSLATE_NOOP("errors", "{0} can't be read as a table."),
    QT_TRANSLATE_NOOP("errors", "Save it again as CSV (UTF-8) from your spreadsheet program."),
    # sheets/header
    QT_TRANSLATE_NOOP("errors", "{0} seems to have no row with column names: row {1} looks like data."),
    QT_TRANSLATE_NOOP("errors", "{0} has no rows below its column names."),
    QT_TRANSLATE_NOOP("errors", "Put names above the columns, or say that there are none with --no-header."),
    QT_TRANSLATE_NOOP(
        "errors",
        "Choose the sheet that holds the texts, or say --no-header if the first row is one of them.",
    ),
    # sheets/far_cells
    QT_TRANSLATE_NOOP("errors", "{0} has a sheet whose used cells reach from {1}{2} to {3}{4}."),
    QT_TRANSLATE_NOOP("errors", "A forgotten cell far out does that: delete the empty rows and columns and save it."),
    # sheets/text_column
    QT_TRANSLATE_NOOP("errors", "{0} has no column “{1}”."),
    QT_TRANSLATE_NOOP("errors", "{0} has no column that reads like text."),
    QT_TRANSLATE_NOOP("errors", "Its columns are: {0}."),
    QT_TRANSLATE_NOOP("errors", "Name the column with --text-column. Its columns are: {0}."),
    # sheets/records
    QT_TRANSLATE_NOOP("errors", "Line {0} of {1} isn't a JSON object."),
    QT_TRANSLATE_NOOP(
        "errors",
        "{0} isn't a Parquet file that can be read: it's damaged, incomplete, or something else.",
    ),
    QT_TRANSLATE_NOOP("errors", "Write it again, or copy it here once more."),
    # sheets/writer
    QT_TRANSLATE_NOOP("errors", "There is nothing to write."),
    QT_TRANSLATE_NOOP("errors", "The folder {0} doesn't exist."),
    QT_TRANSLATE_NOOP("errors", "{0} isn't a folder."),
    QT_TRANSLATE_NOOP("errors", "The folder {0} can't be written."),
    QT_TRANSLATE_NOOP("errors", "{0} isn't of a kind that can be written."),
    QT_TRANSLATE_NOOP("errors", "Give the output a name of its own."),
    QT_TRANSLATE_NOOP("errors", "Create it, or choose another."),
    QT_TRANSLATE_NOOP("errors", "Choose another."),
    QT_TRANSLATE_NOOP("errors", "Choose another, or ask for permission."),
    # sheets/replacing
    QT_TRANSLATE_NOOP("errors", "There isn't enough space to write {0}."),
    QT_TRANSLATE_NOOP("errors", "Free some, or choose another folder."),
    QT_TRANSLATE_NOOP("errors", "The output's name is too long."),
    QT_TRANSLATE_NOOP("errors", "Choose a shorter one."),
    QT_TRANSLATE_NOOP("errors", "{0} can't be replaced."),
    QT_TRANSLATE_NOOP("errors", "Close the program that has it open, or choose another name."),
    QT_TRANSLATE_NOOP("errors", "{0} can't be written."),
    QT_TRANSLATE_NOOP("errors", "Check that the disk or network folder is there."),
)
