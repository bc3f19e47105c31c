"""Loads models the way they run best here: as the user says, else as the run began, else as it was measured."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

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
        self._left_as_it_is: set[LoadOptions] = set()
        """Where there turned out to be nothing to choose: a GPU does the work, or an engine that can't be measured."""

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
        on_cpu = begun if self._tuning is None else self._settings(self._tuning, bare, rows, should_stop, begun)
        # Flash attention of a run that began on the CPU isn't for a GPU, where it would sum in half precision.
        anywhere = chosen.or_else(msgspec.structs.replace(begun, flash_attention=None))
        options = msgspec.structs.replace(bare.run_with(anywhere), on_cpu=chosen.or_else(on_cpu))
        if self._loaded is None or self._loaded[0] != options:
            self._loaded = None  # a load that fails leaves nothing behind, the model before it included
            self._loaded = (options, self._engine.load(options))
        return self._loaded[1]

    def _settings(
        self, tuning: Tuning, bare: LoadOptions, rows: int, should_stop: Callable[[], bool], begun: EngineSettings
    ) -> EngineSettings:
        """Return how the CPU is to run the model, measured now if that's due: once for a run and its estimate."""
        if self._is_measured or bare in self._left_as_it_is:
            rows = 0
        is_due = tuning.is_due(bare.fingerprint, rows, begun)
        if is_due:
            self._loaded = None  # what is measured now leaves another way of running it behind
        settings = tuning.settings(self._engine, bare, rows, should_stop, begun, lambda: self._emit(TuningStarted()))
        if is_due and not should_stop():
            self._is_measured = True
            if tuning.known(bare.fingerprint) is None:
                self._left_as_it_is.add(bare)
        return settings

    def end_run(self) -> None:
        """Take note that a run is over: the next one may measure again. Its estimate and a run measure once."""
        self._is_measured = False

    def forget(self) -> None:
        """Take note that the engine may have lost what was loaded."""
        self._loaded = None
