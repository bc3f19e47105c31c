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
    # sheets/far_cells
    QT_TRANSLATE_NOOP("errors", "{0} has a sheet whose used cells reach from {1}{2} to {3}{4}."),
    QT_TRANSLATE_NOOP("errors", "A forgotten cell far out does that: delete the empty rows and columns and save it."),
    # sheets/text_column
    QT_TRANSLATE_NOOP("errors", "{0} has no column “{1}”."),
    QT_TRANSLATE_NOOP("errors", "{0} has no column that reads like text."),
    QT_TRANSLATE_NOOP("errors", "Its columns are: {0}."),
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
    # sheets/adding
    QT_TRANSLATE_NOOP("errors", "Columns can't be added to {0} files as they are."),
    QT_TRANSLATE_NOOP("errors", "A {0} file can't become a {1} file by adding columns."),
    QT_TRANSLATE_NOOP("errors", "There is no row of names, so the new columns have none; from left to right: {0}."),
    QT_TRANSLATE_NOOP("errors", "A part of {0} can't be unpacked."),
    QT_TRANSLATE_NOOP("errors", "Open it in your spreadsheet program and save it again."),
    QT_TRANSLATE_NOOP("errors", "{0} isn't where it was read, or can't be read any more."),
    QT_TRANSLATE_NOOP("errors", "{0} was changed after it was read."),
    QT_TRANSLATE_NOOP("errors", "Choose another name."),
    # sheets/patch
    QT_TRANSLATE_NOOP("errors", "{0} has no sheets."),
    QT_TRANSLATE_NOOP("errors", "{0} has no worksheet “{1}”."),
    QT_TRANSLATE_NOOP("errors", "{0} isn't a workbook of the kind that Excel saves by default."),
    QT_TRANSLATE_NOOP("errors", "{0} has a row whose cells can't be told apart."),
    QT_TRANSLATE_NOOP("errors", "{0} has a row with quotes that aren't closed."),
    QT_TRANSLATE_NOOP("errors", "{0} has bytes that aren't {1}, so they couldn't be kept."),
    QT_TRANSLATE_NOOP(
        "errors",
        "{0} has one column without quotes, and every usual delimiter occurs in its texts.",
    ),
    QT_TRANSLATE_NOOP("errors", "Save it as an ordinary Excel workbook (.xlsx) to have the columns added to it."),
    QT_TRANSLATE_NOOP("errors", "{0} has no workbook in it."),
    QT_TRANSLATE_NOOP("errors", "{0} is saved as “Strict Open XML”."),
    QT_TRANSLATE_NOOP("errors", "A sheet has {0} rows, and the labels need {1}."),
    QT_TRANSLATE_NOOP(
        "errors",
        "The sheet is in use up to column {0}, so there is no room for {1} columns more.",
    ),
    QT_TRANSLATE_NOOP("errors", "{0} holds two parts named {1}."),
    QT_TRANSLATE_NOOP("errors", "{0} is encrypted."),
    QT_TRANSLATE_NOOP("errors", "{0} is protected with a password, or an old Office document."),
    QT_TRANSLATE_NOOP("errors", "{0} isn't a whole zip archive."),
    QT_TRANSLATE_NOOP("errors", "{0} lacks its part {1}."),
    QT_TRANSLATE_NOOP("errors", "The part {0} of {1} declares a document type."),
    QT_TRANSLATE_NOOP("errors", "The part {0} of {1} is damaged."),
    QT_TRANSLATE_NOOP("errors", "The part {0} of {1} can't be unpacked."),
    QT_TRANSLATE_NOOP("errors", "The part {0} of {1} is cut off."),
    QT_TRANSLATE_NOOP("errors", "The part {0} of {1} isn't where it should be."),
    QT_TRANSLATE_NOOP("errors", "The sheet has cells without an address where the columns would go."),
    QT_TRANSLATE_NOOP("errors", "The workbook names a range, {0}, that can't be understood."),
    QT_TRANSLATE_NOOP("errors", "The part {0} is damaged."),
    QT_TRANSLATE_NOOP("errors", "The part {0} declares a document type."),
    QT_TRANSLATE_NOOP("errors", "The part {0} is encoded as {1}."),
    QT_TRANSLATE_NOOP("errors", "The part {0} has no place for cells."),
    QT_TRANSLATE_NOOP("errors", "The part {0} is no worksheet of the kind that Excel saves by default."),
    QT_TRANSLATE_NOOP("errors", "The part {0} holds an extension that must be understood to be changed."),
    QT_TRANSLATE_NOOP("errors", "The part {0} holds an element among its rows, {1}, that we don't know."),
    QT_TRANSLATE_NOOP("errors", "The part {0} has cells that aren't in their order."),
    QT_TRANSLATE_NOOP("errors", "The part {0} has rows that aren't in their order."),
    QT_TRANSLATE_NOOP("errors", "The part {0} holds what looks like cells in a comment or the like."),
    # sheets/opendocument
    QT_TRANSLATE_NOOP("errors", "The file's styles can't be understood."),
    QT_TRANSLATE_NOOP("errors", "{0} has no sheet “{1}” with rows."),
    QT_TRANSLATE_NOOP(
        "errors",
        "The part {0} holds a repeated row with a name of its own, which can't be split.",
    ),
    QT_TRANSLATE_NOOP("errors", "The part {0} names its elements in a way that we don't know."),
    QT_TRANSLATE_NOOP("errors", "The part {0} isn't the content of an OpenDocument spreadsheet."),
)
