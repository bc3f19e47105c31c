"""What the use cases need from the outside; the adapters fill it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from emodesk.core.catalogue import Catalogue, CatalogueEntry, Variant
from emodesk.core.model_file import FileVerdict, InstalledModel, MemoryNeed, ModelFile
from emodesk.core.project import RunRecord, StoredAnswer
from emodesk.core.reading import AnswerSet, FailedRequest, LoadOptions, ModelInfo, Reading, Request
from emodesk.core.table import AddedColumns, Column, Row, SheetOut, Source, Table, TextCells, WriteReport
from emodesk.core.transfer import DownloadOptions, Tell


class Engine(Protocol):
    """Scores prompts. Every method may raise EngineDeadError; ``load`` also the errors under ModelError."""

    def load(self, options: LoadOptions) -> ModelInfo:
        """Load a model, replacing any that was loaded."""
        ...

    def measure(self, tokens: int, times: int, should_stop: Callable[[], bool]) -> tuple[float, ...] | None:
        """Time the evaluation of made-up tokens, in seconds, before anything else is asked of the loaded model.

        None if it was stopped meanwhile; a model is to be loaded again then. Nothing where it can't be measured.
        """
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text takes in the loaded model's vocabulary."""
        ...

    def score(
        self,
        chunks: Iterable[Sequence[Request]],
        answer_sets: Sequence[AnswerSet],
        should_stop: Callable[[], bool],
    ) -> Iterator[Sequence[Reading | FailedRequest]]:
        """Answer chunk after chunk; yield the results of each, in the order of the chunks.

        The same chunk gives the same results, to the last bit, on the same computer and settings.
        When ``should_stop`` turns true, what is in flight is dropped.
        """
        ...

    def unload(self) -> None:
        """Give up what is loaded; the next ``load`` begins anew."""
        ...

    def close(self) -> None:
        """End the worker for good; safe to call twice, and while another thread waits for an answer."""
        ...


class Project(Protocol):
    """An open project file. Whatever a method has written is on the disk when it returns."""

    path: Path

    def has_table(self, source: Source) -> bool:
        """Say whether the project holds the table that was read from exactly this source."""
        ...

    def save_table(self, table: Table) -> None:
        """Replace the table as read; answers are kept, they belong to texts and not to rows."""
        ...

    def source(self) -> Source:
        """Return where the table came from."""
        ...

    def columns(self) -> tuple[Column, ...]:
        """Return the table's columns."""
        ...

    def row_count(self) -> int:
        """Return the number of rows."""
        ...

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Yield (number that the spreadsheet shows for the row, its cells), in order, without loading all."""
        ...

    def column_texts(self, column: Column) -> Iterator[tuple[int, str]]:
        """Yield (row number, the cell as text, "" where empty) for one column, in order, without loading all."""
        ...

    def known_answers(self, keys: Sequence[bytes]) -> frozenset[bytes]:
        """Return those of the keys that have an answer (a failure doesn't count)."""
        ...

    def answers(self, keys: Sequence[bytes]) -> dict[bytes, StoredAnswer]:
        """Return the stored answers among the keys, failures included."""
        ...

    def save_answers(self, answers: Sequence[StoredAnswer]) -> None:
        """Keep the answers, in one transaction; a reading replaces an earlier failure."""
        ...

    def splits(self, model_fingerprint: str, room_tokens: int | None) -> dict[bytes, tuple[int, ...]]:
        """Return, for each text (by ``text_key``) that is too long, how many characters each of its parts has.

        ``room_tokens`` is how many tokens of a text the model takes at once; None for what earlier versions kept.
        """
        ...

    def save_splits(self, model_fingerprint: str, room_tokens: int, splits: Mapping[bytes, tuple[int, ...]]) -> None:
        """Keep where more long texts are split."""
        ...

    def answer_count(self) -> int:
        """Return how many readings the project holds."""
        ...

    def runs(self) -> tuple[tuple[int, RunRecord], ...]:
        """Return all runs, oldest first, with their numbers."""
        ...

    def begin_run(self, record: RunRecord) -> int:
        """Keep a new run; return its number."""
        ...

    def update_run(self, number: int, record: RunRecord) -> None:
        """Keep what has become of a run."""
        ...

    def close(self) -> None:
        """Close the file; safe to call twice."""
        ...


class Baseline(Protocol):
    """Scores valence without a model: an instant second opinion, never a label."""

    @property
    def name(self) -> str:
        """What it is, for codebook and provenance."""
        ...

    def valence(self, text: str) -> float:
        """Return how a text reads, from 0 (most negative) to 1 (most positive)."""
        ...


class Sheets(Protocol):
    """Reads and writes spreadsheets."""

    readable_suffixes: frozenset[str]
    writable_suffixes: frozenset[str]
    """Suffixes of new files that can be made."""
    addable_suffixes: frozenset[str]
    """Suffixes of files to which columns can be added, everything else in them staying as it is."""

    def read(self, path: Path, *, sheet: str | None = None, header: bool = True) -> Table:
        """Read one sheet; raise InputFileError."""
        ...

    def sheets(self, path: Path) -> tuple[str, ...]:
        """Return the names of a workbook's sheets, nothing for formats without sheets; raise InputFileError."""
        ...

    def text_column(self, table: Table, name: str | None) -> Column:
        """Return the column of that name, or the one that reads like text; raise TextColumnError."""
        ...

    def check_writable(self, path: Path) -> None:
        """Raise ExportError if the path can't be written (suffix, folder, permission), without changing anything."""
        ...

    def write(self, path: Path, sheets: Sequence[SheetOut], *, guard: bool = True) -> WriteReport:
        """Write a new file, whole or not at all; raise ExportError.

        ``guard`` concerns csv and tsv: text that would run as a formula gets an apostrophe.
        """
        ...

    def earlier_columns(self, source: Source, texts: TextCells) -> frozenset[str]:
        """Return the names of those columns of a table that an earlier export added, and one of now would replace."""
        ...

    def add_columns(self, source: Source, target: Path, added: AddedColumns, check: Callable[[], None]) -> WriteReport:
        """Write a copy of the source file with columns added, whole or not at all.

        ``check`` is called often and may raise, to end it. Raises CannotAddColumnsError where it can't be done
        safely, ExportError where the target can't be written.
        """
        ...


class Models(Protocol):
    """The models on this computer."""

    def find(self, name_or_path: str, *, despite_memory: bool = False) -> ModelFile:
        """Return a model that is whole, of a kind that we can run, and small enough for the memory that is free.

        ``despite_memory`` leaves the last condition out. Raises the errors under ModelError.
        """
        ...


class ModelShelf(Models, Protocol):
    """What can be had, what is here, and the ways in and out. Methods may raise the errors under ModelError."""

    def catalogue(self) -> Catalogue:
        """Return the models that the program knows."""
        ...

    def choose(self, name: str) -> tuple[CatalogueEntry, Variant]:
        """Return what ``emollama-7b`` or ``emollama-7b:Q5_K_M`` means."""
        ...

    def installed(self) -> list[InstalledModel]:
        """Return the installed models."""
        ...

    def loose_files(self) -> list[Path]:
        """Return GGUF files in the model folders that nobody installed."""
        ...

    def fetched_bytes(self, entry: CatalogueEntry, variant: Variant) -> int:
        """Return how much of an unfinished download is there."""
        ...

    def need_of_variant(self, entry: CatalogueEntry, variant: Variant) -> MemoryNeed | None:
        """Return what a variant will take at work, None if this version can't run it."""
        ...

    def need_of_file(self, path: Path) -> MemoryNeed:
        """Return what a model file takes at work; measured, if it was ever loaded here."""
        ...

    def known_fingerprint(self, path: Path) -> str | None:
        """Return the fingerprint of a model file, if it was taken before: for a large one that takes a while."""
        ...

    def available_bytes(self) -> int:
        """Return how much memory is free now."""
        ...

    def download(
        self, entry: CatalogueEntry, variant: Variant, options: DownloadOptions, tell: Tell, stop: Callable[[], bool]
    ) -> InstalledModel | None:
        """Download, check and install a variant; None if it was stopped. Raises DownloadError."""
        ...

    def take(self, path: Path, name: str | None, tell: Tell, stop: Callable[[], bool]) -> InstalledModel | None:
        """Import a GGUF file, a folder of safetensors or a zip; None if it was stopped."""
        ...

    def pack(self, model: InstalledModel, target: Path, tell: Tell) -> None:
        """Export an installed model as a zip, whole or not at all. What ``tell`` raises ends it."""
        ...

    def verify(self, model: InstalledModel, tell: Tell) -> list[FileVerdict]:
        """Compare an installed model with its receipt. What ``tell`` raises ends it."""
        ...

    def discard(self, entry: CatalogueEntry, variant: Variant) -> None:
        """Throw an unfinished download away."""
        ...

    def hub_address(self) -> str:
        """Return where downloads come from."""
        ...

    def free_bytes(self) -> int | None:
        """Return how much room the disk of the models folder has; None where that can't be told."""
        ...

    def installed_model(self, name: str) -> InstalledModel:
        """Return one installed model; a catalogue id alone means the one that runs, if there's one."""
        ...

    def convert(
        self, model: InstalledModel, quantization: str | None, tell: Tell, stop: Callable[[], bool]
    ) -> InstalledModel | None:
        """Convert an installed model to what an engine runs; None if it was stopped."""
        ...

    def remove(self, model: InstalledModel) -> None:
        """Delete an installed model."""
        ...
