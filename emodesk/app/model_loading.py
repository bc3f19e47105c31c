"""Loads models the way they run best here: as the user says, else as the run began, else as it was measured."""

from __future__ import annotations

from collections.abc import Callable

from emodesk.app.tuning import Tuning
from emodesk.core.engine_settings import EngineSettings
from emodesk.core.events import Emit, TuningStarted
from emodesk.core.model_file import ModelFile
from emodesk.core.ports import Engine
from emodesk.core.reading import LoadOptions, ModelInfo


def bare_options(model: ModelFile, gpu_layers: int | None) -> LoadOptions:
    """Return which model it is and where it may run, and nothing of how."""
    return LoadOptions(path=str(model.path), fingerprint=model.fingerprint, gpu_layers=gpu_layers)


class ModelLoading:
    """Knows what is loaded. One for each engine."""

    def __init__(self, engine: Engine, tuning: Tuning | None, emit: Emit) -> None:
        self._engine = engine
        self._tuning = tuning
        self._emit = emit
        self._loaded: tuple[LoadOptions, ModelInfo] | None = None
        self._is_measured = False

    def load(
        self,
        bare: LoadOptions,
        rows: int,
        should_stop: Callable[[], bool],
        *,
        chosen: EngineSettings,
        begun: EngineSettings,
    ) -> ModelInfo:
        """Return the model, loaded; one that's loaded in the same way stays. Raises what loading a model raises.

        ``rows`` are to be labelled: for many, the model is measured first, if that's due. ``chosen`` is what the user
        wants for this run alone, ``begun`` how an interrupted run ran: it goes on so, whatever was measured since.
        """
        settings = begun
        if self._tuning is not None:
            rows = 0 if self._is_measured else rows
            if self._tuning.is_due(bare.fingerprint, rows, begun):
                self._is_measured = True
                self._loaded = None  # what is measured now leaves another way of running it behind
            settings = self._tuning.settings(
                self._engine, bare, rows, should_stop, begun, lambda: self._emit(TuningStarted())
            )
        options = bare.run_with(chosen.or_else(settings))
        if self._loaded is None or self._loaded[0] != options:
            self._loaded = (options, self._engine.load(options))
        return self._loaded[1]

    def end_run(self) -> None:
        """Take note that a run is over: the next one may measure again. Its estimate and a run measure once."""
        self._is_measured = False

    def forget(self) -> None:
        """Take note that the engine may have lost what was loaded."""
        self._loaded = None
