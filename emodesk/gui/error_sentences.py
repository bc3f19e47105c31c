"""The sentences of the core's errors that reach the window, as sources of a translation.

``{0}`` … stand for what differs from time to time. A test holds them against the code: what is said there stands here.
Reasons for which a workbook can't be added to, and what is wrong inside a damaged model, aren't here yet.
"""

from __future__ import annotations

from typing import Final

from emodesk.gui.sheet_error_sentences import OF_SHEETS
from emodesk.gui.translation import QT_TRANSLATE_NOOP
from emodesk.gui.window_sentences import IN_THE_WINDOW

SENTENCES: Final = (
    # app/opening
    QT_TRANSLATE_NOOP("errors", "There is no project “{0}”."),
    QT_TRANSLATE_NOOP("errors", "“{0}” holds no table yet."),
    QT_TRANSLATE_NOOP("errors", "“{0}” was cut short while its spreadsheet was read, and that isn't there any more."),
    QT_TRANSLATE_NOOP("errors", "{0} can't be read: {1}."),
    QT_TRANSLATE_NOOP("errors", "It was moved, renamed or deleted."),
    QT_TRANSLATE_NOOP("errors", "Open the spreadsheet itself."),
    QT_TRANSLATE_NOOP("errors", "Put {0} back and open it."),
    QT_TRANSLATE_NOOP("errors", "Check that you may read it."),
    # app/opened_project
    QT_TRANSLATE_NOOP("errors", "There are no labels to export yet."),
    QT_TRANSLATE_NOOP("errors", "Label the rows first."),
    # app/table_reading
    QT_TRANSLATE_NOOP("errors", "{0} hasn't been read to its end: rows are missing."),
    QT_TRANSLATE_NOOP("errors", "Wait if it's still being read; else close it and open the spreadsheet again."),
    # app/labelling_desk
    QT_TRANSLATE_NOOP("errors", "A run is going on already."),
    QT_TRANSLATE_NOOP("errors", "There is no column to label."),
    QT_TRANSLATE_NOOP("errors", "Stop it first."),
    QT_TRANSLATE_NOOP("errors", "Open the spreadsheet again and choose one."),
    QT_TRANSLATE_NOOP("errors", "The run ended in a way that EmoDesk didn't foresee ({0})."),
    QT_TRANSLATE_NOOP("errors", "Everything labelled so far is kept; start again to go on."),
    # app/models
    QT_TRANSLATE_NOOP("errors", "“{0}” isn't one of the models in your own folder."),
    # app/label_values
    QT_TRANSLATE_NOOP("errors", "That is no label of “{0}”."),
    QT_TRANSLATE_NOOP("errors", "A number from {0} to {1}."),
    QT_TRANSLATE_NOOP("errors", "One of: {0}."),
    QT_TRANSLATE_NOOP("errors", "Of: {0}; or {1}."),
    # app/review_edits
    QT_TRANSLATE_NOOP("errors", "There is no label column “{0}”."),
    QT_TRANSLATE_NOOP(
        "errors",
        "Nothing was pasted. For row {0}, column {1} of what was copied holds no label that can stand there.",
    ),
    # app/probe
    QT_TRANSLATE_NOOP("errors", "“{0}” doesn't answer like an EmoLLM: {1} of what it wants to say is no label."),
    # app/export
    QT_TRANSLATE_NOOP("errors", "{0} stays as it is only in a {1} file; this is a {2} file."),
    QT_TRANSLATE_NOOP("errors", "The output would replace the source file."),
    QT_TRANSLATE_NOOP("errors", "Columns can't be added to {0} workbooks as they are; save it as .xlsx to have that."),
    QT_TRANSLATE_NOOP("errors", "The sheet has no column “{0}” to group by."),
    # app/sidecar
    QT_TRANSLATE_NOOP("errors", "The provenance could not be written to “{0}”: {1}."),
    # store/connections
    QT_TRANSLATE_NOOP("errors", "The project “{0}” was closed."),
    QT_TRANSLATE_NOOP("errors", "Open it again."),
    # store/label_values
    QT_TRANSLATE_NOOP("errors", "A project holds at most 63 different label columns."),
    QT_TRANSLATE_NOOP("errors", "Begin a new project for more."),
    # store/opening
    QT_TRANSLATE_NOOP("errors", "The project file “{0}” can't be used: {1}."),
    QT_TRANSLATE_NOOP("errors", "“{0}” is being worked on by another EmoDesk."),
    QT_TRANSLATE_NOOP("errors", "“{0}” is damaged or no EmoDesk project."),
    QT_TRANSLATE_NOOP("errors", "The disk is full: “{0}” could not be written."),
    QT_TRANSLATE_NOOP("errors", "The project file “{0}” can't be written in “{1}”."),
    QT_TRANSLATE_NOOP("errors", "Look at the disk it's on."),
    QT_TRANSLATE_NOOP("errors", "Wait until it's done, or stop it."),
    QT_TRANSLATE_NOOP("errors", "It's kept as it is. Move it away and run again, or restore it from a backup."),
    QT_TRANSLATE_NOOP(
        "errors",
        "The project file “{0}” can only be read, and EmoDesk writes every change into it at once.",
    ),
    QT_TRANSLATE_NOOP("errors", "The project file “{0}” can't be written in “{1}”: {2}."),
    QT_TRANSLATE_NOOP(
        "errors",
        "Allow it to be written, or copy it into a folder where you may write and open the copy.",
    ),
    # store/replacing
    QT_TRANSLATE_NOOP("errors", "“{0}” holds labels that people gave to row {1}, and that row has changed in {2}."),
    # store/schema
    QT_TRANSLATE_NOOP("errors", "“{0}” is a database, but no EmoDesk project."),
    QT_TRANSLATE_NOOP("errors", "“{0}” was made by a newer EmoDesk."),
    QT_TRANSLATE_NOOP("errors", "Update EmoDesk to open it."),
    # store/table_in
    QT_TRANSLATE_NOOP("errors", "The sheet has {0} columns; EmoDesk works with at most {1}."),
    QT_TRANSLATE_NOOP("errors", "Copy the columns that you need to a sheet of their own."),
    # engine/client
    QT_TRANSLATE_NOOP("errors", "The engine died again and again: {0}."),
    QT_TRANSLATE_NOOP("errors", "llama.cpp could not be loaded: {0}."),
    QT_TRANSLATE_NOOP("errors", "The engine died while it loaded the model: {0}."),
    QT_TRANSLATE_NOOP("errors", "It may have been built for another kind of processor; the engine's log may say more."),
    QT_TRANSLATE_NOOP("errors", "The model may need more memory than this computer has, or its file may be damaged."),
    # engine/transport
    QT_TRANSLATE_NOOP("errors", "The engine does not speak this program's language: the installation is mixed up."),
    QT_TRANSLATE_NOOP("errors", "The engine could not start: {0}."),
    # engine/llama_backend
    QT_TRANSLATE_NOOP("errors", "llama.cpp could not load “{0}”."),
    QT_TRANSLATE_NOOP("errors", "llama.cpp {0} doesn't know the architecture of “{1}”."),
    QT_TRANSLATE_NOOP("errors", "The file may be damaged or made by a newer tool: copy or download it again."),
    QT_TRANSLATE_NOOP("errors", "llama.cpp could not prepare this model for use."),
    QT_TRANSLATE_NOOP("errors", "llama.cpp could not tokenize a text."),
    QT_TRANSLATE_NOOP("errors", "llama.cpp could not evaluate a batch (status {0})."),
    QT_TRANSLATE_NOOP("errors", "This is an encoder-decoder model, which llama.cpp can't run here."),
    QT_TRANSLATE_NOOP("errors", "Choose a GGUF of an Emollama model, or a newer EmoDesk."),
    QT_TRANSLATE_NOOP("errors", "No part of the engine in {0} fits this processor."),
    QT_TRANSLATE_NOOP("errors", "Close other programs to free memory, or choose a smaller model."),
    QT_TRANSLATE_NOOP("errors", "Choose a GGUF of an Emollama model."),
    # engine/ct2_backend
    QT_TRANSLATE_NOOP("errors", "Convert the model again."),
    QT_TRANSLATE_NOOP("errors", "“{0}” doesn't say how its model is to be asked."),
    QT_TRANSLATE_NOOP("errors", "CTranslate2 could not evaluate a batch."),
    QT_TRANSLATE_NOOP("errors", "CTranslate2 could not load “{0}”."),
    # engine/service, scorer, text_tokens, lexicon
    QT_TRANSLATE_NOOP("errors", "The engine was asked to work before a model was loaded."),
    QT_TRANSLATE_NOOP("errors", "A prompt does not fit into the model's memory, which is smaller than its window."),
    QT_TRANSLATE_NOOP("errors", "The model has no vocabulary."),
    QT_TRANSLATE_NOOP("errors", "One of these belongs to it: {0}."),
    QT_TRANSLATE_NOOP("errors", "The model's vocabulary can't be read."),
    QT_TRANSLATE_NOOP("errors", "The word list of the lexicon baseline is missing or damaged."),
    QT_TRANSLATE_NOOP("errors", "Install EmoDesk again."),
    # modelhub/conversion/converting
    QT_TRANSLATE_NOOP("errors", "{0} needs no conversion."),
    QT_TRANSLATE_NOOP("errors", "A {0} model can't be converted to “{1}”."),
    QT_TRANSLATE_NOOP("errors", "It can be: {0}."),
    QT_TRANSLATE_NOOP("errors", "This model is being converted by another EmoDesk."),
    QT_TRANSLATE_NOOP("errors", "The models folder can't be written: {0}."),
    QT_TRANSLATE_NOOP("errors", "The conversion ended unexpectedly."),
    QT_TRANSLATE_NOOP("errors", "Wait for it."),
    QT_TRANSLATE_NOOP("errors", "The memory may not have sufficed: close other programs and try again."),
    # modelhub/conversion/process
    QT_TRANSLATE_NOOP("errors", "There isn't enough space: {0} are needed, {1} are free."),
    QT_TRANSLATE_NOOP("errors", "The model can't be converted: {0}."),
    # modelhub/download
    QT_TRANSLATE_NOOP("errors", "What was downloaded can't be deleted: {0}."),
    QT_TRANSLATE_NOOP("errors", "Nothing has happened for {0} seconds."),
    QT_TRANSLATE_NOOP("errors", "The download ended unexpectedly."),
    QT_TRANSLATE_NOOP("errors", "Delete it by hand."),
    QT_TRANSLATE_NOOP("errors", "Check the connection and try again: what came so far is kept."),
    QT_TRANSLATE_NOOP("errors", "Try again: what came so far is kept."),
    # modelhub/download_process
    QT_TRANSLATE_NOOP("errors", "There isn't enough space: {0} are still to come, {1} are free."),
    QT_TRANSLATE_NOOP("errors", "This model is being downloaded by another EmoDesk."),
    QT_TRANSLATE_NOOP("errors", "The hub gives no checksum for “{0}”, so nobody could tell whether it came whole."),
    QT_TRANSLATE_NOOP("errors", "“{0}” didn't come as the hub has it: its checksum is wrong. It was thrown away."),
    QT_TRANSLATE_NOOP("errors", "An earlier download of revision {0} isn't finished."),
    QT_TRANSLATE_NOOP("errors", "Wait for it, or stop it first."),
    QT_TRANSLATE_NOOP(
        "errors",
        "The publisher has put up a newer revision ({0}); this download stays with the one that it began with ({1}).",
    ),
    QT_TRANSLATE_NOOP("errors", "Choose another variant."),
    QT_TRANSLATE_NOOP("errors", "Download it again; if that happens twice, a proxy or the disk damages files."),
    # modelhub/hub_errors
    QT_TRANSLATE_NOOP("errors", "What came so far is kept: trying again goes on from there."),
    QT_TRANSLATE_NOOP("errors", "The connection was cut again and again."),
    QT_TRANSLATE_NOOP("errors", "Try again. {0}"),
    QT_TRANSLATE_NOOP("errors", "The model can't be written: {0}."),
    QT_TRANSLATE_NOOP("errors", "{0} is given only to people whom its owner has admitted."),
    QT_TRANSLATE_NOOP("errors", "The hub doesn't accept the access token."),
    QT_TRANSLATE_NOOP("errors", "Make a new one in your account on the hub."),
    QT_TRANSLATE_NOOP("errors", "The hub has no repository {0}, or shows it to nobody who has no token."),
    QT_TRANSLATE_NOOP("errors", "The hub refuses to give {0}."),
    QT_TRANSLATE_NOOP("errors", "See its page on the hub, or the rules of a proxy."),
    QT_TRANSLATE_NOOP("errors", "The hub has had too many requests from here."),
    QT_TRANSLATE_NOOP("errors", "Wait some minutes."),
    QT_TRANSLATE_NOOP("errors", "Try again later."),
    QT_TRANSLATE_NOOP("errors", "The connection's certificate isn't trusted."),
    QT_TRANSLATE_NOOP(
        "errors",
        "If your network has certificates of its own, name them (on the command line with --ca-file).",
    ),
    QT_TRANSLATE_NOOP("errors", "The proxy refuses the connection."),
    QT_TRANSLATE_NOOP("errors", "Check its address (HTTPS_PROXY, or --proxy on the command line). {0}"),
    QT_TRANSLATE_NOOP("errors", "The connection stalled: no byte came in {0} seconds."),
    QT_TRANSLATE_NOOP("errors", "The hub can't be reached."),
    QT_TRANSLATE_NOOP("errors", "The disk is full."),
    QT_TRANSLATE_NOOP("errors", "What answers there is no model hub."),
    QT_TRANSLATE_NOOP("errors", "A network may want a log-in in the browser first, or a proxy stands between. {0}"),
    QT_TRANSLATE_NOOP(
        "errors",
        "Ask for it on its page on the hub, then name a file that holds your access token (on the command "
        "line with --token-file).",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "If it's a private one, name a file that holds your access token (on the command line with --token-file).",
    ),
    QT_TRANSLATE_NOOP("errors", "{0} lacks a file; it may have changed since the download began."),
    QT_TRANSLATE_NOOP("errors", "{0} has no revision {1}; it may have changed since the download began."),
    QT_TRANSLATE_NOOP("errors", "The hub has a problem of its own (status {0})."),
    QT_TRANSLATE_NOOP("errors", "The hub refuses (status {0})."),
    # modelhub/library
    QT_TRANSLATE_NOOP("errors", "There is no model “{0}”."),
    QT_TRANSLATE_NOOP("errors", "{0} can't be run as it is."),
    QT_TRANSLATE_NOOP("errors", "No model “{0}” is installed here."),
    QT_TRANSLATE_NOOP("errors", "{0} isn't on this computer yet."),
    QT_TRANSLATE_NOOP("errors", "“{0}” can't be read: {1}."),
    QT_TRANSLATE_NOOP("errors", "Installed: {0}."),
    QT_TRANSLATE_NOOP("errors", "Check that you may read the file."),
    # core/catalogue
    # modelhub/memory
    QT_TRANSLATE_NOOP("errors", "“{0}” needs about {1} GB of memory (measured on this computer); {2} GB are free."),
    QT_TRANSLATE_NOOP(
        "errors",
        "“{0}” needs about {1} GB of memory ({2} GB weights + {3} GB context + {4} GB for the engine and a batch); "
        "{5} GB are free.",
    ),
    # what modelhub/importing says
    QT_TRANSLATE_NOOP("errors", "“{0}” can't be the name of a model."),
    QT_TRANSLATE_NOOP("errors", "Use letters, digits, dots and dashes."),
    QT_TRANSLATE_NOOP("errors", "There is no file or folder “{0}”."),
    QT_TRANSLATE_NOOP("errors", "A model “{0}” is installed already."),
    QT_TRANSLATE_NOOP("errors", "“{0}” can't be imported: {1}."),
    QT_TRANSLATE_NOOP("errors", "Check the name."),
    # modelhub/installing
    QT_TRANSLATE_NOOP("errors", "“{0}” lies in a shared folder, which EmoDesk never changes."),
    QT_TRANSLATE_NOOP("errors", "“{0}” can't be put into the models folder: {1}."),
    QT_TRANSLATE_NOOP("errors", "“{0}” can't be deleted: {1}."),
    # modelhub/suitability
    QT_TRANSLATE_NOOP("errors", "Choose a GGUF of an Emollama model, or the starter."),
    QT_TRANSLATE_NOOP("errors", "“{0}” doesn't say which kind of model it is."),
    QT_TRANSLATE_NOOP("errors", "“{0}” holds a model of the kind {1}, which writes no answers."),
    QT_TRANSLATE_NOOP("errors", "“{0}” is one part of a model that was split."),
    QT_TRANSLATE_NOOP("errors", "“{0}” holds a vocabulary but no weights."),
    QT_TRANSLATE_NOOP("errors", "“{0}” has no vocabulary."),
    QT_TRANSLATE_NOOP("errors", "Join the parts first."),
    # modelhub/gguf
    QT_TRANSLATE_NOOP("errors", "“{0}” is empty."),
    QT_TRANSLATE_NOOP("errors", "Copy or download the model again."),
    QT_TRANSLATE_NOOP("errors", "“{0}” is no GGUF model."),
    QT_TRANSLATE_NOOP("errors", "EmoDesk runs models in the GGUF format (file names end in .gguf)."),
    QT_TRANSLATE_NOOP("errors", "“{0}” is damaged: {1}."),
    # modelhub/package
    QT_TRANSLATE_NOOP("errors", "“{0}” isn't any more what was installed."),
    QT_TRANSLATE_NOOP("errors", "The exported model is a zip file."),
    QT_TRANSLATE_NOOP("errors", "“{0}” holds no model."),
    QT_TRANSLATE_NOOP("errors", "Give it a name that ends in .zip."),
    QT_TRANSLATE_NOOP("errors", "“{0}” can't be written: {1}."),
    QT_TRANSLATE_NOOP("errors", "“{0}” is damaged, or no zip file that EmoDesk can read."),
    QT_TRANSLATE_NOOP("errors", "“{0}” is protected with a password."),
    QT_TRANSLATE_NOOP("errors", "“{0}” holds more than one model."),
    QT_TRANSLATE_NOOP("errors", "It should hold a .gguf file or .safetensors files."),
    QT_TRANSLATE_NOOP("errors", "“{0}” was damaged on the way: {1}."),
    QT_TRANSLATE_NOOP("errors", "Free some space there, or use another disk."),
    QT_TRANSLATE_NOOP("errors", "Free some space, or choose another folder."),
    QT_TRANSLATE_NOOP("errors", "Copy it again."),
    QT_TRANSLATE_NOOP("errors", "Unpack it first, then import it."),
    QT_TRANSLATE_NOOP("errors", "Unpack it and import one of them."),
    QT_TRANSLATE_NOOP("errors", "Copy the zip file again."),
    # modelhub/converted
    QT_TRANSLATE_NOOP("errors", "Convert the model again, or copy it again."),
    QT_TRANSLATE_NOOP("errors", "“{0}” is damaged or not whole."),
    QT_TRANSLATE_NOOP("errors", "“{0}” is of a version that EmoDesk doesn't know."),
    # core/unexpected
    QT_TRANSLATE_NOOP("errors", "Something went wrong that EmoDesk didn't foresee ({0})."),
    QT_TRANSLATE_NOOP(
        "errors",
        "Whatever was saved is kept. Help ▸ Diagnostics collects what a developer needs, without your texts.",
    ),
    *OF_SHEETS,
    *IN_THE_WINDOW,
)

OF_THE_SYSTEM: Final = frozenset(
    {
        QT_TRANSLATE_NOOP("errors", "Permission denied"),
        QT_TRANSLATE_NOOP("errors", "Operation not permitted"),
        QT_TRANSLATE_NOOP("errors", "No such file or directory"),
        QT_TRANSLATE_NOOP("errors", "File exists"),
        QT_TRANSLATE_NOOP("errors", "Not a directory"),
        QT_TRANSLATE_NOOP("errors", "Is a directory"),
        QT_TRANSLATE_NOOP("errors", "Directory not empty"),
        QT_TRANSLATE_NOOP("errors", "No space left on device"),
        QT_TRANSLATE_NOOP("errors", "Disk quota exceeded"),
        QT_TRANSLATE_NOOP("errors", "Read-only file system"),
        QT_TRANSLATE_NOOP("errors", "Input/output error"),
        QT_TRANSLATE_NOOP("errors", "Device or resource busy"),
        QT_TRANSLATE_NOOP("errors", "File name too long"),
        QT_TRANSLATE_NOOP("errors", "Too many open files"),
    }
)
"""The usual reasons why a system refuses something; Python has them in English wherever it runs."""
