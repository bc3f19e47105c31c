"""Builds the use cases from the adapters: the only place that knows them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

import platformdirs

from emodesk.app.advice import AdviceLine, advise
from emodesk.app.calibration import Calibration, Layers, Timing
from emodesk.app.kept_file import KeptFile
from emodesk.app.label_files import LabelFiles, LabelOptions
from emodesk.app.label_text import LabelText
from emodesk.app.model_speed import Speeds
from emodesk.app.model_store import ModelRow, ModelStore
from emodesk.app.opening import Adapters
from emodesk.app.self_test import SelfTest
from emodesk.app.tuned_models import TunedModel
from emodesk.app.tuned_models import tuned_model as tuned_model_of
from emodesk.app.tuning import Machine, Tuning
from emodesk.core.add_on import InstalledAddOn
from emodesk.core.events import Emit
from emodesk.core.transfer import Tell
from emodesk.engine import cards, hardware, layer_file
from emodesk.engine.client import EngineClient
from emodesk.engine.lexicon import Lexicon
from emodesk.engine.messages import Examined
from emodesk.engine.other_programs import watch_others
from emodesk.engine.transport import WorkerTransport
from emodesk.modelhub import add_ons, folders, library
from emodesk.modelhub.memory import available_bytes, remember_measured
from emodesk.modelhub.shelf import Shelf
from emodesk.sheets import ADDABLE_SUFFIXES, READABLE_SUFFIXES, WRITABLE_SUFFIXES, SheetFiles
from emodesk.sheets.streaming import open_stream
from emodesk.store.review_project import open_review_project

_WAY: Final = 2
"""Counts changes to llama.cpp's kernels and to how it's timed: what was measured before is measured again."""


@dataclass(frozen=True, slots=True)
class Computer:
    """What this computer has, for ``emodesk doctor``."""

    hardware: hardware.Hardware
    engine: Examined
    model_folders: tuple[Path, ...]
    models: tuple[str, ...]
    log: Path


def engine_log() -> Path:
    """Return where the engine writes its log; it never holds a text."""
    return platformdirs.user_log_path("emodesk", appauthor=False) / "engine.log"


def engine() -> EngineClient:
    """Return the engine; its worker starts when it's first needed."""
    return EngineClient(WorkerTransport(engine_log(), add_ons=add_ons.folder()), on_measured=remember_measured)


def label_files(client: EngineClient, options: LabelOptions, emit: Emit, should_stop: Callable[[], bool]) -> LabelFiles:
    """Return the use case that labels spreadsheets."""
    baseline = Lexicon() if options.with_baseline else None
    return LabelFiles(
        SheetFiles(), shelf(), client, open_review_project, options, emit, should_stop, baseline, tuning()
    )


def label_text(client: EngineClient) -> LabelText:
    """Return the use case that labels one sentence."""
    return LabelText(shelf(), client, Lexicon())


def self_test(client: EngineClient) -> SelfTest:
    """Return the use case that tries the whole program."""
    return SelfTest(SheetFiles(), shelf(), client, open_review_project)


def shelf() -> Shelf:
    """Return the models: what can be had, what is here, and the ways in and out."""
    return Shelf()


def model_store(client: EngineClient) -> ModelStore:
    """Return the use cases that bring models in and show them."""
    return ModelStore(shelf(), client)


def opening_adapters() -> Adapters:
    """Return what opening and labelling projects in the window stands on."""
    return Adapters(open_stream, SheetFiles(), open_review_project, shelf(), engine, tuning())


def own_model_folder() -> Path:
    """Return where the user's own models lie."""
    return folders.model_folders()[0]


def tuning() -> Tuning:
    """Return what was measured of models on this computer, and the way to measure it."""
    return Tuning(KeptFile(_cache() / "tuning.json"), _machine)


def _machine() -> Machine:
    found = hardware.examine()
    version = f"{metadata.version('llama-cpp-python')}.{_WAY}"
    name = f"llama-cpp-python {version}, {found.cpu}, {found.logical_cores}"
    return Machine(name, hardware.thread_choices(), available_bytes, watch_others)


def tuned_model(row: ModelRow) -> TunedModel | None:
    """Return how a model runs here, in words; None for what isn't here, or can't run."""
    return tuned_model_of(row, tuning().known)


def tuned_models() -> list[TunedModel]:
    """Return how the models that are here run, in words. Raises the errors under ModelError."""
    found = map(tuned_model, model_store(engine()).rows())
    return [each for each in found if each is not None]


def calibration() -> Calibration:
    """Return what was timed of layers of large models on this processor, and the way to time them."""
    layers = Layers(layer_file.FORMATS, layer_file.PARAMETERS, layer_file.layer_file)
    return Calibration(KeptFile(_cache() / "calibration.json"), lambda: _machine().name, layers, watch_others)


def speeds() -> Speeds:
    """Return what is known of how fast models are here."""
    runs = KeptFile(platformdirs.user_state_path("emodesk", appauthor=False) / "speeds.json")
    return Speeds(runs, tuning(), calibration(), hardware.guessed_rate)


def time_processor() -> Timing | None:
    """Time this processor for some seconds, so that speeds are surer. Raises EngineError and those under ModelError."""
    client = engine()
    try:
        return calibration().measure(client, lambda: False)
    finally:
        client.close()


def advice() -> list[AdviceLine]:
    """Return which model to take here. Raises the errors under ModelError."""
    return advise(model_store(engine()).rows(with_all_variants=True), speeds())


def _cache() -> Path:
    return platformdirs.user_cache_path("emodesk", appauthor=False)


def suffixes() -> tuple[frozenset[str], frozenset[str]]:
    """Return what can be read and what can be written."""
    return frozenset(READABLE_SUFFIXES), frozenset(WRITABLE_SUFFIXES)


def addable_suffixes() -> frozenset[str]:
    """Return of which kinds the user's own file can be kept and added to."""
    return ADDABLE_SUFFIXES


def installed_add_ons() -> list[InstalledAddOn]:
    """Return the add-ons of the engine that are here."""
    return add_ons.installed()


def bring_add_on(path: Path, tell: Tell) -> InstalledAddOn:
    """Install an add-on of the engine from its zip. Raises AddOnError."""
    return add_ons.bring(path, tell)


def remove_add_on(name: str) -> InstalledAddOn:
    """Delete an add-on of the engine. Raises AddOnError."""
    return add_ons.remove(name)


def offered_add_on() -> str:
    """Say in a sentence which add-on would let the engine use this computer's cards; "" where there's no such card."""
    return cards.offer(cards.nvidia_cards())


def examine_computer() -> Computer:
    """Look at this computer and start the engine once to ask what it can do. Raises EngineDeadError."""
    client = engine()
    try:
        examined = client.examine()
    finally:
        client.close()
    models = tuple(library.available_models())
    return Computer(hardware.examine(), examined, folders.model_folders(), models, engine_log())
