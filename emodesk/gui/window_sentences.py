"""What the core says in the words of the command line, and how the window says the same.

The keys are sentences of the core, as in ``error_sentences``; what stands behind them is shown, and translated.
"""

from __future__ import annotations

from typing import Final

from emodesk.gui.translation import QT_TRANSLATE_NOOP

IN_THE_WINDOW: Final = {
    "Choose a GGUF of an Emollama model or the starter; --any-model uses it all the same.": QT_TRANSLATE_NOOP(
        "errors", "Choose a GGUF of an Emollama model, or the starter."
    ),
    "Choose another name with -o.": QT_TRANSLATE_NOOP("errors", "Choose another name."),
    "Free some space or choose another folder with -o; the labels themselves are written.": QT_TRANSLATE_NOOP(
        "errors", "Free some space or choose another folder; the labels themselves are written."
    ),
    (
        "Free some space. Everything so far is kept: start again, or the same command goes on from there."
    ): QT_TRANSLATE_NOOP(
        "errors", "Free some space. Everything so far is kept: start again, and it goes on from there."
    ),
    "Choose another folder, where you may write (on the command line with -o).": QT_TRANSLATE_NOOP(
        "errors", "Choose another folder, where you may write."
    ),
    "Move the project file away to begin anew, or choose another output folder (-o).": QT_TRANSLATE_NOOP(
        "errors", "Move the project file away to begin anew, or choose another folder."
    ),
    (
        "Try fewer threads, or another model; everything so far is kept, and the same command goes on from there."
    ): QT_TRANSLATE_NOOP(
        "errors", "Try fewer threads, or another model; everything so far is kept, and a new start goes on from there."
    ),
    "“emodesk doctor” tells what this computer has; the engine's log may say more.": QT_TRANSLATE_NOOP(
        "errors", "Help ▸ Diagnostics tells what this computer has; the engine's log may say more."
    ),
    "“emodesk models where” shows it and moves it.": QT_TRANSLATE_NOOP(
        "errors", "“Open the models folder” on the page “Models” shows it."
    ),
    "Free some space, or move the models to another disk (emodesk models where --move-to FOLDER).": QT_TRANSLATE_NOOP(
        "errors", "Free some space, or remove a model that you don't use any more."
    ),
    (
        "Free some space, or move the models to another disk (emodesk models where --move-to FOLDER). {0}"
    ): QT_TRANSLATE_NOOP("errors", "Free some space, or remove a model that you don't use any more. {0}"),
    "Begin anew (on the command line with --restart) to throw it away.": QT_TRANSLATE_NOOP(
        "errors", "Begin anew to throw it away."
    ),
    "Begin anew (on the command line with --restart) to get what is there now.": QT_TRANSLATE_NOOP(
        "errors", "Begin anew to get what is there now."
    ),
    "Check the models folder (emodesk models where).": QT_TRANSLATE_NOOP("errors", "Check the models folder."),
    "Check the connection, or the proxy (--proxy). Without a network: “emodesk models import”. {0}": QT_TRANSLATE_NOOP(
        "errors", "Check the connection, or the proxy. Without a network: “Add a model file…”. {0}"
    ),
    "Get it: emodesk models download {0}. {1}": QT_TRANSLATE_NOOP("errors", "Get it on the page “Models”. {1}"),
    "On this computer: {0}. Or give the path of a .gguf file.": QT_TRANSLATE_NOOP("errors", "On this computer: {0}."),
    "It's to be converted first: emodesk models convert {0}.": QT_TRANSLATE_NOOP(
        "errors", "It's to be converted first, on the page “Models”."
    ),
    (
        "Close other programs, or choose a smaller model or a smaller quantization of it; --try-anyway loads it all "
        "the same."
    ): QT_TRANSLATE_NOOP(
        "errors",
        "Close other programs, or choose a smaller model or a smaller version of it.",
    ),
    "Remove it first, or give this one another name with --name.": QT_TRANSLATE_NOOP(
        "errors", "Remove it first, or give the file another name."
    ),
    "Check that it can be read, and that the models folder (emodesk models where) has space.": QT_TRANSLATE_NOOP(
        "errors", "Check that it can be read, and that the models folder has space."
    ),
    "“emodesk models where” shows the folder.": QT_TRANSLATE_NOOP(
        "errors", "“Open the models folder” on the page “Models” shows it."
    ),
    "“emodesk models verify” says more; download it again.": QT_TRANSLATE_NOOP(
        "errors", "“Check the files” says more; download it again."
    ),
    "Put names above the columns, or say that there are none with --no-header.": QT_TRANSLATE_NOOP(
        "errors", "Put names above the columns, or choose “none” as the row with the column names."
    ),
    ("Choose the sheet that holds the texts, or say --no-header if the first row is one of them."): QT_TRANSLATE_NOOP(
        "errors",
        "Choose the sheet that holds the texts. If the first row is one of them, write a row with column names above "
        "it.",
    ),
    "Name the column with --text-column. Its columns are: {0}.": QT_TRANSLATE_NOOP(
        "errors", "Choose the column with the texts. There are: {0}."
    ),
    "Name an encoding such as utf-8, cp1252 or utf-16, or leave it out.": QT_TRANSLATE_NOOP(
        "errors", "Choose another encoding, such as utf-8, cp1252 or utf-16."
    ),
    "Name the .gguf file, or a folder of safetensors.": QT_TRANSLATE_NOOP(
        "errors", "Choose the .gguf file, or a folder of safetensors."
    ),
    "Move it away or name another output folder.": QT_TRANSLATE_NOOP(
        "errors", "Move it away or choose another folder."
    ),
}
