"""What can go wrong, named by what the user can do about it.

::

    EmoDeskError                    every error that we raise on purpose
    ├── InputError                  the input or an option is wrong: nothing was started          exit code 2
    │   ├── InputFileError          a spreadsheet can't be read (missing, damaged, locked, empty)
    │   │   └── TextColumnError     it can be read, but the text column isn't there
    │   ├── OptionError             an option or its value makes no sense here
    │   ├── EditError               what was typed or pasted is no legal label
    │   ├── ExportError             the output can't be written (folder, full disk, open elsewhere)
    │   │   └── CannotAddColumnsError  columns can't be added to this file safely; a clean one can be written
    │   │       └── SignedFileError    not without its signature becoming invalid, which the user may accept
    │   ├── ProjectError            the project file
    │   │   ├── ProjectLockedError  another EmoDesk has it open
    │   │   ├── ProjectNotWritableError  the file, its folder or its disk can only be read
    │   │   └── ProjectDamagedError it's not ours, or broken; it's kept as it is
    │   ├── AddOnError              a part of the engine that comes apart from the program
    │   └── ModelError              the model file
    │       ├── ModelMissingError   there's no such model
    │       ├── ModelDamagedError   truncated, or no model at all
    │       ├── ModelUnsupportedError  a model that this engine can't run or that isn't an EmoLLM
    │       └── NotEnoughMemoryError   it needs more memory than this computer has free
    ├── DownloadError               a model couldn't be fetched; what came so far is kept         exit code 4
    └── EngineError                 the engine failed while it worked                             exit code 3
        └── EngineDeadError         the worker died, and again after a restart
"""

from __future__ import annotations


class EmoDeskError(Exception):
    """Base of every error that is raised on purpose.

    ``message`` says what happened, ``hint`` what the user can do, ``details`` what a developer would ask for.
    None of the three ever holds a user's text.
    """

    def __init__(self, message: str, *, hint: str = "", details: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.details = details

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class InputError(EmoDeskError):
    """The input or an option is wrong; nothing was started and nothing was changed."""


class InputFileError(InputError):
    """A spreadsheet is missing, damaged, protected, empty or of an unknown kind."""


class TextColumnError(InputFileError):
    """The spreadsheet has no such column, or none that reads like text."""


class OptionError(InputError):
    """An option, or its value, makes no sense here."""


class EditError(InputError):
    """What was typed or pasted is no legal label; nothing was changed."""


class ExportError(InputError):
    """The output can't be written; whatever stood there before is untouched."""


class CannotAddColumnsError(ExportError):
    """Columns can't be added to this file without risk to what is in it; a clean workbook can still be written.

    ``message`` is the reason, as a sentence of its own.
    """


class SignedFileError(CannotAddColumnsError):
    """The file is signed, and a column more makes its signature invalid; the user may accept that."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} has a digital signature, and a column more makes it invalid.",
            hint="If that is all right, say so with --break-signature.",
        )


class ProjectError(InputError):
    """The project file can't be used."""


class ProjectLockedError(ProjectError):
    """Another EmoDesk works on this project."""


class ProjectNotWritableError(ProjectError):
    """The file, its folder or its disk can only be read; nothing was changed."""


class ProjectDamagedError(ProjectError):
    """The project file is broken or not ours; it's kept as it is."""


class AddOnError(InputError):
    """An add-on of the engine is missing, damaged or made for another engine; what was there before is untouched."""


class ModelError(InputError):
    """The model can't be used."""


class ModelMissingError(ModelError):
    """There is no such model on this computer."""


class ModelDamagedError(ModelError):
    """The file is truncated or no model at all."""


class ModelUnsupportedError(ModelError):
    """A model that this engine can't run, or one that wasn't made for these tasks."""


class NotEnoughMemoryError(ModelError):
    """The model needs more memory than this computer has free."""


class DownloadError(EmoDeskError):
    """A model couldn't be fetched; what came so far is kept, and the same command goes on from there."""


class EngineError(EmoDeskError):
    """The engine failed while it worked; every answer so far is kept."""


class EngineDeadError(EngineError):
    """The worker process died, and died again after a restart."""
