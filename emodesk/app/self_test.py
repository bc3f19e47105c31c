"""Tries the whole program on what ships with it, so that a broken installation says which part of it is broken."""

from __future__ import annotations

import shutil
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import emodesk
from emodesk.app.export_options import DEFAULT_EXPORT
from emodesk.app.label_files import STARTER, LabelFiles, LabelOptions
from emodesk.app.labelled_rows import ATTENTION_COLUMN
from emodesk.app.places import Place
from emodesk.app.sample_answers import FILE, SampleAnswers, answers_in, compare, read_answers
from emodesk.core.affect.columns import Profile, label_columns
from emodesk.core.affect.tasks import AAID_TASKS, EMOTIONS
from emodesk.core.errors import EmoDeskError
from emodesk.core.ports import Engine, ModelShelf, Project, Sheets
from emodesk.core.resources import resource
from emodesk.core.sizes import size_in_words
from emodesk.core.table import OutColumn, SheetOut, Table

_SAMPLE: Final = "samples/interviews.xlsx"
_TEXT_COLUMN: Final = "answer"
_OPTIONS: Final = LabelOptions(tasks=AAID_TASKS, emotions=EMOTIONS, profile=Profile.STANDARD.value)


class SelfTestError(EmoDeskError):
    """A part of the installation doesn't do what it should."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the program, tried."""

    name: str
    is_passed: bool
    finding: str
    """What was seen: a sentence without its full stop, for a person to read."""


class SelfTest:
    """Labels the sample with the starter and looks at everything on the way. Use it once."""

    def __init__(
        self, sheets: Sheets, shelf: ModelShelf, engine: Engine, open_project: Callable[[Path], Project]
    ) -> None:
        self._sheets = sheets
        self._shelf = shelf
        self._engine = engine
        self._open_project = open_project
        self._labelled: Table | None = None

    def parts(self, folder: Path) -> Iterator[Part]:
        """Try part after part and yield what came of each; a part that fails doesn't keep the next from being tried.

        ``folder`` is an empty one for the files that are written on the way.
        """
        steps: Sequence[tuple[str, Callable[[], str]]] = (
            ("files", self._look_at_files),
            ("engine", self._load_starter),
            ("sample", lambda: self._label_sample(folder)),
            ("workbook", self._look_at_workbook),
            ("formats", lambda: self._write_formats(folder)),
        )
        for name, step in steps:
            yield tried(name, step)

    def answers(self, folder: Path) -> SampleAnswers:
        """Label the sample; return what is said of it, for the file that is stored."""
        model = self._shelf.find(STARTER)
        names = [column.name for column in label_columns(_OPTIONS.plan(_TEXT_COLUMN, model))]
        self._labelled = self._label(folder)
        return answers_in(self._labelled, [*names, ATTENTION_COLUMN], model.fingerprint)

    def _look_at_files(self) -> str:
        entries = len(self._shelf.catalogue().models)
        starter = self._shelf.find(STARTER)
        if starter.fingerprint != read_answers(resource(FILE)).model:
            raise SelfTestError("The starter isn't the model that this version ships", details=starter.fingerprint)
        size = size_in_words(starter.path.stat().st_size)
        return f"EmoDesk {emodesk.__version__}, a catalogue of {entries} models, the starter ({size}) as it shipped"

    def _load_starter(self) -> str:
        info = self._engine.load(_OPTIONS.load_options(self._shelf.find(STARTER)))
        return f"{info.engine} in a process of its own, {info.device}, threads: {info.threads}"

    def _label_sample(self, folder: Path) -> str:
        answers = self.answers(folder)
        stored = read_answers(resource(FILE))
        found = compare(answers, stored, label_columns(_OPTIONS.plan(_TEXT_COLUMN)))
        sentence = (
            f"{len(answers.rows)} rows labelled; scores at most {found.largest_score_difference:.3f} from the stored "
            f"ones, {found.changed} of {found.labels} other labels differ"
        )
        if not found.is_close:
            raise SelfTestError(f"{sentence}: more than another processor explains")
        return sentence

    def _label(self, folder: Path) -> Table:
        source = folder / "sample.xlsx"
        shutil.copyfile(resource(_SAMPLE), source)
        place = Place(source, folder / "labelled.xlsx", folder / "labelled.xlsx.emodesk")
        job = LabelFiles(
            self._sheets, self._shelf, self._engine, self._open_project, _OPTIONS, lambda _: None, lambda: False
        )
        job.run([place])
        return self._sheets.read(place.output)

    def _look_at_workbook(self) -> str:
        labelled = self._read_back()
        before = self._sheets.read(resource(_SAMPLE))
        width = len(before.columns)
        if labelled.columns[:width] != before.columns or [row[:width] for row in labelled.rows] != list(before.rows):
            raise SelfTestError("The workbook's own cells didn't stay as they were")
        sheets = self._sheets.sheets(labelled.source.path)
        return f"written and read again: {len(labelled.columns) - width} columns added, sheets {', '.join(sheets)}"

    def _write_formats(self, folder: Path) -> str:
        labelled = self._read_back()
        sheet = SheetOut(
            "Texts", tuple(OutColumn(column.name) for column in labelled.columns), lambda: iter(labelled.rows)
        )
        place = next(column.index for column in labelled.columns if column.name == _TEXT_COLUMN)
        suffixes = sorted(self._sheets.writable_suffixes & self._sheets.readable_suffixes)
        for suffix in suffixes:
            path = folder / f"again{suffix}"
            self._sheets.write(path, [sheet], guard=DEFAULT_EXPORT.guard)
            again = self._sheets.read(path)
            if [_text(row[place]) for row in again.rows] != [_text(row[place]) for row in labelled.rows]:
                raise SelfTestError(f"Texts come back changed from {suffix}")
        return f"the texts come back unchanged from {', '.join(suffix.removeprefix('.') for suffix in suffixes)}"

    def _read_back(self) -> Table:
        if self._labelled is None:
            raise SelfTestError("Not tried, because the sample could not be labelled")
        return self._labelled


def tried(name: str, step: Callable[[], str]) -> Part:
    """Carry out one step; whatever goes wrong in it becomes a finding."""
    try:
        return Part(name, is_passed=True, finding=step())
    except EmoDeskError as error:
        return Part(name, is_passed=False, finding=f"{error} {error.details}".strip())
    except Exception as error:  # noqa: BLE001  a broken installation fails in ways of its own; the rest is tried all the same
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return Part(name, is_passed=False, finding=f"{error!r} ({Path(frame.filename).name}:{frame.lineno})")


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
