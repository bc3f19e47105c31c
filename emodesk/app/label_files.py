"""The whole way: spreadsheets in, labelled files out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from emodesk.app.export import ExportReport, export
from emodesk.app.labelling import LabellingRun, Survey
from emodesk.app.places import Place
from emodesk.app.run_record import new_record, now
from emodesk.core.affect.columns import label_columns
from emodesk.core.errors import InputFileError
from emodesk.core.events import Emit, FileExported, FileOpened, ModelLoaded, RunPrepared
from emodesk.core.model_file import ModelFile
from emodesk.core.ports import Engine, Models, Project, Sheets
from emodesk.core.project import LabellingPlan, RunRecord
from emodesk.core.reading import LoadOptions, ModelInfo
from emodesk.core.table import Column, Table

STARTER: Final = "starter"


@dataclass(frozen=True, slots=True)
class LabelOptions:
    """What the user asked for, once for all files."""

    tasks: tuple[str, ...]
    emotions: tuple[str, ...]
    profile: str
    style: str | None = None
    heads: tuple[tuple[str, int], ...] = ()
    model: str = STARTER
    threads: int | None = None
    gpu_layers: int | None = None
    text_column: str | None = None
    sheet: str | None = None
    has_header: bool = True
    with_confidence: bool = True

    def plan(self, text_column: str, default_style: str) -> LabellingPlan:
        """Return the plan for one file."""
        return LabellingPlan(
            text_column=text_column,
            tasks=self.tasks,
            emotions=self.emotions,
            profile=self.profile,
            style=self.style or default_style,
            heads=dict(self.heads),
        )

    def load_options(self, model: ModelFile) -> LoadOptions:
        """Return how to load the model."""
        return LoadOptions(
            path=str(model.path), fingerprint=model.fingerprint, threads=self.threads, gpu_layers=self.gpu_layers
        )


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file. ``report`` is None when the run was stopped before the end."""

    place: Place
    text_column: str
    survey: Survey
    report: ExportReport | None


class LabelFiles:
    """Labels files, one after the other, with one model."""

    def __init__(self, sheets: Sheets, models: Models, engine: Engine, open_project: Callable[[Path], Project]) -> None:
        self._sheets = sheets
        self._models = models
        self._engine = engine
        self._open_project = open_project

    def run(
        self, places: Sequence[Place], options: LabelOptions, emit: Emit, should_stop: Callable[[], bool]
    ) -> list[FileResult]:
        """Label all files; return what became of each. It ends early when ``should_stop`` turns true.

        Every file is read, and every output checked, before the first is labelled: bad input costs nobody an hour.
        Raises the errors under InputError before anything is written, EngineError while it works.
        """
        label_columns(options.plan("", options.style or "aaid"))
        model = self._models.find(options.model)
        for place in places:
            self._sheets.check_writable(place.output)
        for place in places[1:]:
            self._read(place.source, options)
        results = []
        info: ModelInfo | None = None
        for place in places:
            table, column = self._read(place.source, options)
            emit(FileOpened(place.source, table.source.sheet, len(table.rows), column.name, not options.text_column))
            if info is None:
                info = self._engine.load(options.load_options(model))
                emit(ModelLoaded(info))
            result = self._label(place, table, column, model, info, options, emit, should_stop)
            results.append(result)
            if result.report is None:
                break
        return results

    def _read(self, path: Path, options: LabelOptions) -> tuple[Table, Column]:
        table = self._sheets.read(path, sheet=options.sheet, header=options.has_header)
        if not table.rows:
            raise InputFileError(f"“{path.name}” has a header but no rows.", hint="Choose another file or sheet.")
        return table, self._sheets.text_column(table, options.text_column)

    def _label(
        self,
        place: Place,
        table: Table,
        column: Column,
        model: ModelFile,
        info: ModelInfo,
        options: LabelOptions,
        emit: Emit,
        should_stop: Callable[[], bool],
    ) -> FileResult:
        plan = options.plan(column.name, model.prompt_style)
        project = self._open_project(place.project)
        try:
            if not project.has_table(table.source):
                project.save_table(table)
            del table  # the project has it now
            labelling = LabellingRun(project, self._engine, info, column, plan)
            survey = labelling.survey()
            emit(RunPrepared(place.source, survey.rows, survey.empty, survey.distinct, survey.to_do))
            record = self._start_record(project, plan, model, info, has_work=survey.to_do > 0)
            if not labelling.run(survey.to_do, emit, should_stop):
                return FileResult(place, column.name, survey, None)
            if record.finished_at is None:
                record = msgspec.structs.replace(record, finished_at=now())
                project.save_run(record)
            report = export(
                project, self._sheets, record, column, place.output, with_confidence=options.with_confidence
            )
            emit(FileExported(place.source, place.output, report.rows, report.attention_rows))
            return FileResult(place, column.name, survey, report)
        finally:
            project.close()

    def _start_record(
        self, project: Project, plan: LabellingPlan, model: ModelFile, info: ModelInfo, *, has_work: bool
    ) -> RunRecord:
        """Return the record of this run: the one that is going on already, or a new one."""
        fresh = new_record(plan, model, info)
        last = project.run()
        if last is not None and not (has_work and last.finished_at):
            same = msgspec.structs.replace(last, started_at=fresh.started_at, finished_at=None) == fresh
            if same:
                return last
        project.save_run(fresh)
        return fresh
