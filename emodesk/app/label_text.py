"""Labels one sentence; nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from emodesk.app.label_files import LabelOptions
from emodesk.app.labelled_rows import BASELINE_COLUMN
from emodesk.app.labelling import LabellingRun
from emodesk.app.row_labels import RowLabeller, headings, label_cells
from emodesk.app.run_record import new_record
from emodesk.app.scratch_project import ScratchProject
from emodesk.core.errors import OptionError
from emodesk.core.ports import Baseline, Engine, Models
from emodesk.core.table import Cell, Column, Source, Table


@dataclass(frozen=True, slots=True)
class TextResult:
    """The labels of one text: heading → cell, and why a person should look at them (empty if nobody need)."""

    labels: dict[str, Cell]
    attention: str
    model: str


class LabelText:
    """Labels a single text with the same steps as a spreadsheet."""

    def __init__(self, models: Models, engine: Engine, baseline: Baseline) -> None:
        self._models = models
        self._engine = engine
        self._baseline = baseline

    def run(self, text: str, options: LabelOptions) -> TextResult:
        """Return the labels of the text. Raises OptionError when it's empty, ModelError and EngineError."""
        if not text.strip():
            raise OptionError("There is no text to label.", hint="Write it after --text, in quotes.")
        model = self._models.find(options.model, despite_memory=options.is_tried_anyway)
        column = Column(0, "text")
        source = Source(Path(), "", None)
        project = ScratchProject(Table(source, (column,), ((text,),), 1))
        info = self._engine.load(options.load_options(model))
        plan = options.plan(column.name, model)
        run = LabellingRun(project, self._engine, info, column, plan)
        found = run.survey()
        assert found is not None  # nobody stops it
        run.run(found.to_do, lambda _: None, lambda: False)
        labeller = RowLabeller(project, column, new_record(plan, model, info, run.room_tokens))
        row = next(labeller.rows())
        labels = {
            heading: cell
            for label_column, label in zip(labeller.columns, row.labels, strict=True)
            for heading, cell in zip(
                headings(label_column, with_confidence=options.export.with_confidence),
                label_cells(label_column, label, with_confidence=options.export.with_confidence),
                strict=True,
            )
        }
        if options.with_baseline:
            labels[BASELINE_COLUMN] = round(self._baseline.valence(text), 3)
        return TextResult(labels, row.attention, model.name)
